import type { Story } from './shapes.ts';

/** True for what was taken up as a requirement; the rest of a clause is made known, deferred or found to ask nothing. */
export function asksForWork(requirement: Pick<Story['requirements'][number], 'decision'>): boolean {
  return requirement.decision === 'accepted' || requirement.decision === 'edited';
}

interface Segment {
  from: number;
  text: string;
  requirementId: string | null;
}

/** The text of a clause cut at the sentences that ask for work; where two overlap, the earlier one keeps the words. */
export function segmentsOf(
  text: string,
  requirements: readonly Pick<Story['requirements'][number], 'id' | 'from' | 'to'>[],
): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (const { id, from, to } of [...requirements].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const start = Math.max(at, from);
    const end = Math.min(to, text.length);
    if (end <= start) continue;
    if (start > at) segments.push({ from: at, text: text.slice(at, start), requirementId: null });
    segments.push({ from: start, text: text.slice(start, end), requirementId: id });
    at = end;
  }
  if (at < text.length) segments.push({ from: at, text: text.slice(at), requirementId: null });
  return segments;
}
