import { useQuery } from '@tanstack/react-query';
import { type Language, useLanguage } from '../../app/locale/language.ts';
import { type Manual, readManual } from './markdown.ts';
import { type ManualId, manualIds } from './sections.ts';

// Each text is a chunk of its own, and each picture a file: who opens no manual loads none of it.
const texts = import.meta.glob<string>('../../../../docs/manual/*/*.md', { query: '?raw', import: 'default' });
const pictures = import.meta.glob<string>('../../../../docs/manual/*/pictures/*.webp', {
  query: '?url',
  import: 'default',
  eager: true,
});
const folder = '../../../../docs/manual';

/** One manual in the language of the screen. */
export function useManual(id: ManualId) {
  const language = useLanguage();
  return useQuery({ queryKey: ['manual', language, id], queryFn: () => load(language, id), ...unchanging });
}

/** All manuals in the language of the screen, in their order. */
export function useManuals() {
  const language = useLanguage();
  return useQuery({
    queryKey: ['manuals', language],
    queryFn: () => Promise.all(manualIds.map(async (id) => ({ id, manual: await load(language, id) }))),
    ...unchanging,
  });
}

/** Address of a picture of the manuals in this language. @throws where there is none, which manual.test.ts rules out */
export function pictureAddress(language: Language, file: string): string {
  const address = pictures[`${folder}/${language}/pictures/${file}`];
  if (address === undefined) throw new Error(`No picture ${file} in ${language}`);
  return address;
}

const unchanging = { staleTime: Number.POSITIVE_INFINITY };

async function load(language: Language, id: ManualId): Promise<Manual> {
  const text = texts[`${folder}/${language}/${id}.md`];
  if (text === undefined) throw new Error(`No manual ${id} in ${language}`);
  return readManual(await text());
}
