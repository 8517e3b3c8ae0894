import { encodeText } from '@xieli/directive';

/** Text as XML may carry it. */
export function safeText(text: string): string {
  return encodeText(text.toWellFormed().replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ''));
}
