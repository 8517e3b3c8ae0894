import type { ReadContext } from '../../platform/context.ts';
import type { Output } from '../../platform/http/contract.ts';
import { notFound } from '../../platform/http/problems.ts';
import { alignTexts, wordChanges } from './aligning.ts';
import type { directivesContract } from './contract.ts';
import { type Effort, newEffort } from './effort.ts';
import { say } from './messages.ts';
import { sameMeaning } from './rules.ts';
import { clauseRows, heldRequirements, versionReading, versionText } from './store.ts';

type Comparison = Output<(typeof directivesContract)['GET /api/directives/:directiveId/comparison']>;
type Line = Comparison['lines'][number];

/**
 * A version beside the one before it: line by line with the clause each stands in, and what became of every requirement.
 * @param number of the later version; the newest where absent
 * @throws Problem notFound where there is no such version or none before it
 */
export async function compareVersions(context: ReadContext, directiveId: string, number?: number): Promise<Comparison> {
  const { db } = context;
  const versions = await db
    .selectFrom('directive_versions')
    .select(['id', 'number', 'confirmed_at'])
    .where('directive_id', '=', directiveId)
    .orderBy('number')
    .execute();
  const newest = versions.at(-1)?.number;
  const [after, before] = [number ?? newest ?? 0, (number ?? newest ?? 0) - 1].map((wanted) =>
    versions.find((version) => version.number === wanted),
  );
  if (!before || !after) throw notFound(say.nothingToCompare());
  const [left, right] = await Promise.all([before, after].map((version) => linesOf(context, version.id)));
  const view = ({ number, confirmed_at }: typeof before) => ({ number, confirmedAt: confirmed_at });
  const effort = newEffort();
  const lines = compareLines(left ?? [], right ?? [], effort);
  const { unpaired } = await versionReading(db, after.id);
  return {
    ...{ before: view(before), after: view(after), newest: newest ?? 0 },
    ...{ lines, tooMuch: { lines: effort.tooMuch, requirements: unpaired ?? false } },
    requirements: await fates(context, directiveId, before.id, after.id),
  };
}

interface NumberedLine {
  text: string;
  /** The printed numbers of the clause it stands in. */
  clause: string;
}

async function linesOf(context: ReadContext, versionId: string): Promise<NumberedLine[]> {
  const { text } = await versionText(context.db, versionId);
  const clauses = await clauseRows(context.db, versionId);
  let start = 0;
  return text.split('\n').flatMap((line) => {
    const at = start;
    start += line.length + 1;
    const clause = clauses.findLast((one) => one.start_at <= at && one.scope_end > at);
    return line.trim() === '' ? [] : [{ text: line, clause: clause?.number ?? '' }];
  });
}

function compareLines(before: readonly NumberedLine[], after: readonly NumberedLine[], effort: Effort): Line[] {
  const texts = (lines: readonly NumberedLine[]) => lines.map((line) => line.text);
  const lines: Line[] = [];
  let [b, a] = [0, 0];
  const upTo = (toBefore: number, toAfter: number) => {
    for (; b < toBefore; b += 1) lines.push(alone('removed', before[b]));
    for (; a < toAfter; a += 1) lines.push(alone('added', after[a]));
  };
  for (const pair of alignTexts(texts(before), texts(after), effort)) {
    upTo(pair.before, pair.after);
    const [old, now] = [before[b++]?.text ?? '', after[a]?.text ?? ''];
    const clause = after[a++]?.clause ?? '';
    lines.push(
      old === now
        ? { clause, fate: 'same', pieces: [{ kind: 'same', text: now }] }
        : { clause, fate: 'changed', pieces: wordChanges(old, now, effort) },
    );
  }
  upTo(before.length, after.length);
  return lines;
}

function alone(fate: 'removed' | 'added', line: NumberedLine | undefined): Line {
  return { clause: line?.clause ?? '', fate, pieces: [{ kind: fate, text: line?.text ?? '' }] };
}

async function fates(
  context: ReadContext,
  directiveId: string,
  beforeId: string,
  afterId: string,
): Promise<Comparison['requirements']> {
  const [before, after] = await Promise.all([
    heldRequirements(context.db, directiveId, beforeId),
    heldRequirements(context.db, directiveId, afterId),
  ]);
  const was = new Map(before.map((one) => [one.id, one]));
  const is = new Set(after.map((one) => one.id));
  return [
    ...after.map((now) => {
      const old = was.get(now.id);
      const kept = old && sameMeaning(old.content, now.content) ? ('unchanged' as const) : ('changed' as const);
      return {
        ...{ id: now.id, fate: old ? kept : ('added' as const), decision: now.decision },
        ...{ before: old?.content ?? null, now: now.content },
      };
    }),
    ...before
      .filter((one) => !is.has(one.id))
      .map((old) => ({ id: old.id, fate: 'dropped' as const, decision: old.decision, before: old.content, now: null })),
  ];
}
