import { currentLanguage } from './locale/language.ts';
import { offline, problemOf } from './problem.ts';

/**
 * Fetches a file to be saved, in the language of the screen.
 * @param address as `addressOf` gives it
 * @returns the bytes, and the name that the server gave them; null where it gave none
 * @throws ApiProblem for every refusal and for a lost connection
 */
export async function fetchFile(address: string): Promise<{ blob: Blob; name: string | null }> {
  const response = await fetch(address, { headers: { 'Accept-Language': currentLanguage() } }).catch(() => {
    throw offline();
  });
  if (!response.ok) throw await problemOf(response);
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { blob: await response.blob(), name: encoded === undefined ? null : decodeURIComponent(encoded) };
}
