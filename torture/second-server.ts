import { once } from 'node:events';
import { serve } from './server.ts';

/**
 * Starts a second server on the data directory of a running one and waits for it to give up.
 * @param origin where the first one serves
 * @returns null when it refused and named the holder, else what it did instead
 */
export async function faultOfSecond(environment: Record<string, string>, origin: string): Promise<string | null> {
  const child = serve({ ...environment, XIELI_PORT: '0' });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  await once(child, 'close');
  if (child.exitCode === 1 && said.includes(origin)) return null;
  return `the second server ended with ${child.exitCode} and said: ${said}`;
}
