/**
 * The vocabulary of a read document. Every span is a pair of UTF-16 offsets in the whole extracted text, end excluded,
 * so that `text.slice(start, end)` is always exactly what is shown (spine.md 3.3).
 */
export interface Span {
  start: number;
  end: number;
}

/** Why a passage was left out of the reading. It stays in the text and is shown with this reason. */
export type LeftOutReason = 'advertisement' | 'pageNumber' | 'navigation' | 'watermark' | 'runningHead';

export interface LeftOutSegment extends Span {
  reason: LeftOutReason;
}

/** `heading`: carries a title; `content`: a numbered paragraph that is its own content; `tableRow`: a numbered row. */
export type ClauseKind = 'heading' | 'content' | 'tableRow';

/** A numbered paragraph or row of the document (GUIDE 1). `key` is stable for the same text: `1`, `1.2`, `1.2.1`. */
export interface Clause extends Span {
  key: string;
  parentKey: string | null;
  level: number;
  number: string;
  title: string;
  kind: ClauseKind;
  /** Line number from 0. */
  paragraph: number;
  /** Offset where everything under this clause ends (its last descendant paragraph). */
  scopeEnd: number;
}

/** Strength of the wording, domain.md G3. */
export type Strength = 'M4' | 'M3' | 'M2' | 'M1' | 'M0';
/** Whether fulfilment can be checked, domain.md G3. */
export type Hardness = 'hard' | 'semi' | 'soft';
/** domain.md G2; only the first five make requirements. */
export type SpeechAct =
  | 'directive'
  | 'prohibition'
  | 'suggestion'
  | 'plan'
  | 'supervisionRule'
  | 'principle'
  | 'purpose'
  | 'background'
  | 'praise'
  | 'problem'
  | 'attribution'
  | 'ceremony';

export type ObligationKind =
  | 'action'
  | 'deliver'
  | 'establish'
  | 'meeting'
  | 'study'
  | 'supervise'
  | 'prohibit'
  | 'permit'
  | 'responsibility'
  | 'target'
  | 'principle';

/** domain.md A71: what a supervisor watches. */
export type SupervisionObject = 'hardIndicator' | 'hardTask' | 'keyMeasure' | 'weakLink';
/** domain.md A72: how closely. 盯住 / 跟踪 / 强力. */
export type SupervisionMode = 'watch' | 'track' | 'forceful';

/** domain.md G6. Dates are `YYYY-MM-DD`; `null` where the words give none. */
export type DeadlineKind = 'due' | 'window' | 'eventAnchor' | 'vague' | 'standing';

export interface Deadline {
  kind: DeadlineKind;
  from: string | null;
  to: string | null;
  /** The words in the document and where they stand. */
  text: string;
  span: Span;
  precision: 'day' | 'month' | 'quarter' | 'year' | null;
  /** Where the year comes from: printed, the reference date, or a named event such as a centenary. */
  yearEvidence: { source: 'printed' | 'referenceDate' | 'relativeWord' | 'issueDate'; text: string } | null;
  /** True when the date stands in a heading and is handed down to what is below it. */
  inherited: boolean;
  /** True when counted in workdays beyond the years whose holiday arrangement is known. */
  provisional: boolean;
}

/** ISO 8601 period, or `periodic` for 定期, 经常, 常态化. `minimum` is times per period where said. */
export interface Recurrence {
  period: 'P2Y' | 'P1Y' | 'P6M' | 'P3M' | 'P2M' | 'P1M' | 'P2W' | 'P1W' | 'P1D' | 'periodic';
  minimum: number | null;
  text: string;
}

/** domain.md G7. */
export interface Quantity {
  text: string;
  value: number;
  unit: string;
  op: '=' | '>=' | '<=' | '>';
}

/**
 * Who has to act, as written. `condition` carries the words of a conditional owner (没有…的, 尚未…的, 有条件的) and, where
 * the reader understands them, the closed query of spine.md 4.4; the application resolves it, never this package.
 */
export interface OwnerMention {
  text: string;
  span: Span | null;
  role: 'lead' | 'support';
  source: 'subject' | 'carriedOver' | 'bracket' | 'column' | 'byPhrase';
  condition: OwnerCondition | null;
}

export interface OwnerCondition {
  text: string;
  /** `has`: must have; `hasNot`: must lack. `null` when the condition is not one the reader understands (有条件的). */
  lacks: { organisationKind: string } | null;
}

/** One distinct action the document asks for, with everything the reader believes of it and why. */
export interface Obligation extends Span {
  /** Stable within one reading: `o1`, `o2`, … in document order. */
  id: string;
  /** `text.slice(start, end)`. */
  quote: string;
  paragraph: number;
  clauseKey: string | null;
  act: SpeechAct;
  kind: ObligationKind;
  strength: Strength;
  hardness: Hardness;
  owners: OwnerMention[];
  deadline: Deadline | null;
  recurrence: Recurrence | null;
  quantities: Quantity[];
  supervisionMode: SupervisionMode | null;
  supervisionObject: SupervisionObject | null;
  references: string[];
  /** A clause behind it that says nothing but by when (`…，4月15日前完成`); the deadline is read from it. */
  dueClause: Span | null;
  /** The action before it, where this one only sends on what that one makes (`…，9月20日前报机关党组`). */
  about: Span | null;
  /** Honest estimate between 0 and 1; below 0.5 is shown first. */
  confidence: number;
  /** Message keys a person can read on screen, e.g. `modal.must`, `suspect.typo`, `inherited.deadline`. */
  reasons: { key: string; text: string }[];
}

/** A sentence that names something lacking; it makes no task (domain.md G2). */
export interface ProblemMention extends Span {
  quote: string;
}

/** A document named in the text (domain.md G9). */
export interface Reference extends Span {
  title: string;
  role: 'cited' | 'deliverable' | 'attachment' | 'byNumber' | 'spirit';
  number: string | null;
}

export interface ParsedDirective {
  text: string;
  referenceDate: string;
  title: string | null;
  titleSpan: Span | null;
  addressee: string | null;
  /** Where the text itself tells its year, with the words, when no date was given or to check the given one. */
  datedBy: { date: string; text: string; span: Span } | null;
  leftOut: LeftOutSegment[];
  clauses: Clause[];
  obligations: Obligation[];
  problems: ProblemMention[];
  deadlines: Deadline[];
  references: Reference[];
}
