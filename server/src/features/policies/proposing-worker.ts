import { createHash } from 'node:crypto';
import { answerQuestions } from '../../platform/readers/answering.ts';
import { type Above, likenessOf, type Ours, type Proposal, proposalsOf } from './proposing.ts';

/** Two texts, and what of them is to be compared: some of our requirements with every clause, or pairs that a person named. */
export type LikenessQuestion = { above: Above[]; ours: Ours[] } & (
  | { kind: 'portion'; from: number; to: number; settled: readonly string[] }
  | { kind: 'pairs'; pairs: readonly { requirementId: string; clauseKey: string }[] }
);

/** The proposals of the portion, or of each pair how alike it is. */
export type LikenessAnswer = (Proposal | null)[];

/** The texts that were compared last: one portion follows another. */
let last: { digest: string; like: ReturnType<typeof likenessOf> } | null = null;

function likenessAmong({ above, ours }: LikenessQuestion): ReturnType<typeof likenessOf> {
  const digest = createHash('sha256')
    .update(JSON.stringify([above, ours]))
    .digest('hex');
  if (last?.digest !== digest) last = { digest, like: likenessOf(above, ours) };
  return last.like;
}

function answer(question: LikenessQuestion): LikenessAnswer {
  const like = likenessAmong(question);
  if (question.kind === 'pairs') return question.pairs.map((pair) => like(pair.requirementId, pair.clauseKey));
  const settled = new Set(question.settled);
  return proposalsOf(like, question.above, question.ours.slice(question.from, question.to), (requirement, clause) =>
    settled.has(`${requirement} ${clause}`),
  );
}

answerQuestions(answer);
