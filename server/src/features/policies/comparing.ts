import { refused } from '../../platform/http/problems.ts';
import { askReader } from '../../platform/readers/reader.ts';
import { say } from './messages.ts';
import type { Above, Ours, Proposal } from './proposing.ts';
import type { LikenessAnswer, LikenessQuestion } from './proposing-worker.ts';

/** A portion takes well under a second; what needs this long are texts that no office writes. */
const limits = { memoryMb: 512, timeMs: 30_000 };
const worker = new URL('./proposing-worker.ts', import.meta.url);

/** Pairs of a clause above and a requirement of ours that are compared at once: the page says how far it is, and can be stopped. */
const pairsAtOnce = 20_000;
/** Pairs that are compared in all, some thousand clauses with a thousand requirements; the page says what is not. */
const mostPairs = 1_000_000;

/** A text above and one of ours, as they are compared. */
export interface Compared {
  above: Above[];
  ours: Ours[];
}

/** How many of our requirements make a portion, and how many of them are compared at all. */
export function portionsOf({ above, ours }: Compared): { portionSize: number; compared: number } {
  const clauses = Math.max(above.length, 1);
  const compared = Math.min(ours.length, Math.floor(mostPairs / clauses));
  return { portionSize: Math.max(1, Math.floor(pairsAtOnce / clauses)), compared };
}

/**
 * Proposes links for one portion of our requirements, in a process of its own: to compare two long texts takes seconds, in
 * which nobody else would be answered.
 * @param settled pairs that a person has decided, as `requirement clause`
 * @throws Problem refused where the texts are too long to be compared within the limits
 */
export async function proposePortion(
  texts: Compared,
  portion: number,
  settled: readonly string[],
): Promise<Proposal[]> {
  const { portionSize, compared } = portionsOf(texts);
  const [from, to] = [portion * portionSize, Math.min((portion + 1) * portionSize, compared)];
  if (from >= to) return [];
  const answer = await ask({ ...texts, kind: 'portion', from, to, settled });
  if (answer === 'exhausted') throw refused(say.tooLongToCompare());
  return answer.filter((one) => one !== null);
}

/** How alike pairs are that a person named; null for all where the texts are too long, because a person may link them all the same. */
export async function likenessOfPairs(
  texts: Compared,
  pairs: readonly { requirementId: string; clauseKey: string }[],
): Promise<(Proposal | null)[]> {
  const answer = await ask({ ...texts, kind: 'pairs', pairs });
  return answer === 'exhausted' ? pairs.map(() => null) : answer;
}

const ask = (question: LikenessQuestion) => askReader<LikenessAnswer>(worker, question, limits);
