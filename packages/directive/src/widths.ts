import type { ParsedDirective } from './model.ts';

const WIDE = /[\uFF05\uFF0F-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g;
/** From a full-width sign to the half-width one of the same meaning. */
const STEP = 0xfee0;

/**
 * The text with full-width digits, letters, `％` and `／` in their half-width form: `２０２６年６月` reads like `2026年6月`. Each
 * stays one character, so no offset moves.
 */
export function narrowed(text: string): string {
  return text.replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - STEP));
}

/** A reading of the narrowed text in the words of the text as it was written. */
export function inOriginalWidths(parsed: ParsedDirective, text: string): ParsedDirective {
  const narrow = parsed.text;
  if (narrow === text) return parsed;
  const words = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  const found = (part: string, from: number) => {
    const at = narrow.indexOf(part, from);
    return at < 0 ? part : text.slice(at, at + part.length);
  };
  return {
    ...parsed,
    text,
    title: parsed.titleSpan ? words(parsed.titleSpan) : parsed.title,
    datedBy: parsed.datedBy && { ...parsed.datedBy, text: words(parsed.datedBy.span) },
    clauses: parsed.clauses.map((clause) => ({
      ...clause,
      number: found(clause.number, clause.start),
      title: found(clause.title, clause.start),
    })),
    obligations: parsed.obligations.map((obligation) => ({
      ...obligation,
      quote: words(obligation),
      owners: obligation.owners.map((owner) => ({ ...owner, text: owner.span ? words(owner.span) : owner.text })),
      deadline: obligation.deadline && { ...obligation.deadline, text: words(obligation.deadline.span) },
    })),
    problems: parsed.problems.map((problem) => ({ ...problem, quote: words(problem) })),
    deadlines: parsed.deadlines.map((deadline) => ({ ...deadline, text: words(deadline.span) })),
    references: parsed.references.map((reference) => ({
      ...reference,
      title: found(reference.title, reference.start),
    })),
  };
}
