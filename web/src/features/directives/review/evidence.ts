import type { Span } from './marks.ts';
import type { Clause, Requirement } from './model.ts';

/** Where the words stand by which a requirement was read so: each place once, in the order of the text. */
export function evidenceOf({ reasons }: Pick<Requirement, 'reasons'>): Span[] {
  const places = new Map(reasons.flatMap(({ span }) => (span ? [[`${span.start} ${span.end}`, span]] : [])));
  return [...places.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The place after the one that is shown; the first after the last. */
export function nextEvidence(requirement: Pick<Requirement, 'reasons'>, shown: Span | null): Span | null {
  const places = evidenceOf(requirement);
  const at = places.findIndex((one) => one.start === shown?.start && one.end === shown.end);
  return places[(at + 1) % places.length] ?? null;
}

/** The heading that words stand in, where that is not the requirement's own paragraph: what it handed down came from there. */
export function headingAt(
  clauses: readonly Clause[],
  requirement: Pick<Requirement, 'clauseKey'>,
  span: Span,
): Clause | null {
  const found = [...clauses].reverse().find((clause) => clause.start <= span.start && span.end <= clause.end);
  return found && found.key !== requirement.clauseKey ? found : null;
}
