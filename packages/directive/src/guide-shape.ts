import { timeLead } from './clause-reading.ts';
import { measureStart } from './measures.ts';
import type { Deadline, Obligation, OwnerMention, ParsedDirective } from './model.ts';

/** The flat shape of the published annotation guide, for measuring and for other programs. */
export interface GuideShape {
  structure: { level: number; number: string; title: string }[];
  obligations: GuideObligation[];
  deadlines: GuideDeadline[];
  references: { title: string; role?: string }[];
}

export interface GuideDeadline {
  from: string | null;
  to: string | null;
  text: string;
  inherited?: true;
}

export interface GuideObligation {
  quote: string;
  start: number;
  end: number;
  para: number;
  owners: string[];
  deadline: GuideDeadline | null;
  recurring: string | null;
  quantity: { text: string; value: number; unit: string; op: string }[];
  hard: boolean;
  kind: string;
  /** Between 0 and 1; the guide does not ask for it. */
  confidence: number;
}

/** A span longer than this is cut in this shape (GUIDE 2); the product's model keeps it whole. */
const LONGEST_QUOTE = 40;

/** Makes the guide's shape from the product's richer model: the only adapter between the two. */
export function toGuideShape(parsed: ParsedDirective): GuideShape {
  return {
    structure: parsed.clauses.map((clause) => ({ level: clause.level, number: clause.number, title: clause.title })),
    obligations: parsed.obligations.flatMap((obligation) => guideObligations(parsed.text, obligation)),
    deadlines: parsed.deadlines.map(guideDeadline),
    references: parsed.references.map((reference) => ({ title: reference.title, ...roleOf(reference.role) })),
  };
}

/** In the guide a clause that says by when is an action of its own, and the one before it has no date. */
function guideObligations(text: string, obligation: Obligation): GuideObligation[] {
  const { dueClause } = obligation;
  if (dueClause === null) return [guideObligation(text, obligation)];
  const quote = text.slice(dueClause.start, dueClause.end);
  return [
    guideObligation(text, { ...obligation, deadline: null }),
    guideObligation(text, { ...obligation, ...dueClause, quote }),
  ];
}

function guideObligation(text: string, obligation: Obligation): GuideObligation {
  const start = obligation.start + subjectLength(obligation.quote);
  const end = Math.min(obligation.end, wholeCharacterEnd(text, start + LONGEST_QUOTE));
  return {
    quote: text.slice(start, end),
    start,
    end,
    para: obligation.paragraph,
    owners: guideOwners(obligation.owners),
    deadline: obligation.deadline ? guideDeadline(obligation.deadline) : null,
    // The guide counts 适时 as a rhythm.
    recurring: obligation.recurrence?.period ?? (/适时/.test(obligation.quote) ? 'periodic' : null),
    quantity: obligation.quantities.map(({ text: words, value, unit, op }) => ({ text: words, value, unit, op })),
    hard: obligation.hardness !== 'soft',
    kind: obligation.kind,
    confidence: obligation.confidence,
  };
}

/** The rate or amount that is to reach a measure is a subject, which the guide leaves out. */
function subjectLength(quote: string): number {
  const lead = timeLead(quote, 0);
  const measure = measureStart(quote, lead);
  return measure !== null && measure > lead ? measure : 0;
}

/** Never cuts a character beyond the basic plane in two. */
function wholeCharacterEnd(text: string, end: number): number {
  const code = text.charCodeAt(end - 1);
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end;
}

/**
 * The guide names the grammatical subject of `X配合Y` as owner, the product lets Y lead; columns and brackets of
 * supporting bodies are no owners there.
 */
function guideOwners(owners: OwnerMention[]): string[] {
  const subjectSupports = owners.filter(
    (owner) => owner.role === 'support' && /subject|carriedOver/.test(owner.source),
  );
  const wanted = subjectSupports.length > 0 ? subjectSupports : owners.filter((owner) => owner.role === 'lead');
  return [...new Set(wanted.map((owner) => owner.text))];
}

function guideDeadline(deadline: Deadline): GuideDeadline {
  return {
    from: deadline.from,
    to: deadline.to,
    text: deadline.text,
    ...(deadline.inherited ? { inherited: true as const } : {}),
  };
}

function roleOf(role: ParsedDirective['references'][number]['role']): { role?: string } {
  return role === 'deliverable' || role === 'attachment' ? { role } : {};
}
