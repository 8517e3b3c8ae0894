import { createHash } from 'node:crypto';
import { canonical } from '../audit/canonical.ts';
import { conflict } from '../http/problems.ts';
import { messages } from '../locale/messages.ts';

const say = messages('sheets', {
  badToken: { zh: '预览已失效，请重新上传文件', en: 'The preview is no longer valid; upload the file again' },
});

/** An uploaded table waits under its hash; the token names it and stands for what the preview showed of it. */
export interface Token {
  sha256: string;
  digest: string;
}

export function digestOf(shown: unknown): string {
  return createHash('sha256').update(canonical(shown)).digest('hex');
}

export const writeToken = ({ sha256, digest }: Token) => `${sha256}.${digest}`;

/** @throws Problem conflict for what is no token of a preview */
export function readToken(text: string): Token {
  const match = /^([0-9a-f]{64})\.([0-9a-f]{64})$/.exec(text);
  if (!match) throw conflict(say.badToken());
  return { sha256: match[1] as string, digest: match[2] as string };
}
