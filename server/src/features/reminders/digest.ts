import { type Language, speak } from '../../platform/locale/messages.ts';
import type { OutgoingMessage } from '../../platform/notify/index.ts';
import type { Rung } from './ladder.ts';
import { digest as say } from './messages.ts';

/** What a digest is made of: how many reminders of each rung, and titles of tasks where they may leave the house. */
export interface DigestContent {
  counts: ReadonlyMap<Rung, number>;
  /** Null where the channel leads out of the office's own network: then counts alone go (data class internal). */
  titles: readonly string[] | null;
}

/** The gravest first. */
const order: readonly Rung[] = ['overdue', 'unacknowledged', 'due1', 'due7', 'due30'];
const titlesShown = 20;

/**
 * One message for everything that has come since the last one: a head, a count for each rung, titles where allowed, and where
 * to read more. It names no person, no organisation, no number that could be called.
 */
export function digestOf({ counts, titles }: DigestContent, link: string | null, language: Language): OutgoingMessage {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const told = order.flatMap((rung) => {
    const count = counts.get(rung) ?? 0;
    return count === 0 ? [] : [speak(say[rung]({ count }), language)];
  });
  const listed = (titles ?? []).slice(0, titlesShown).map((title) => `· ${withoutPhones(title)}`);
  const left = (titles ?? []).length - listed.length;
  return {
    title: speak(say.title({ count: all }), language),
    lines: [...told, ...listed, ...(left > 0 ? [speak(say.more({ count: left }), language)] : [])],
    link,
    language,
  };
}

/** A title may quote a number that somebody wrote into a document; outside it is hidden. */
export function withoutPhones(title: string): string {
  return title.replace(/\d(?:[\s\-—–]?\d){6,}/g, (digits) => '*'.repeat([...digits].length));
}
