import type { Day } from './calendar.ts';
import { type Carried, type ChainOptions, type FoundAction, readChain } from './chain.ts';
import { confidenceOf } from './confidence.ts';
import { bindingTime, findTimes, isDated } from './deadlines.ts';
import { hardnessOf, kindOfAction, supervisionOf, suspectsMisprint } from './judgement.ts';
import { isSloganOnly } from './lexicon/named-lists.ts';
import type { Deadline, Obligation, OwnerMention, SpeechAct } from './model.ts';
import { type OwnerBracket, ownerBrackets } from './owners.ts';
import { findQuantities } from './quantities.ts';
import { findRecurrence } from './recurrence.ts';
import { splitSentences } from './segments.ts';
import { signed } from './signs.ts';

export interface PassageContext {
  text: string;
  reference: Day;
  paragraph: number;
  clauseKey: string | null;
  options: ChainOptions;
  /** Owners that the headings or the lead-in above hand down. */
  inheritedOwners: OwnerMention[];
  /** A time that a heading above or a table column sets. */
  inheritedDeadline: Deadline | null;
  /** Owners fixed by the columns of a table: they are no guess. */
  columnOwners: OwnerMention[] | null;
  /** Only what one can measure is asked for (goals). */
  measuredOnly: boolean;
}

/** An action as its own sentence tells it. */
export type DraftObligation = Omit<Obligation, 'id' | 'dueClause' | 'about'>;

/** Reads all actions that a stretch of one paragraph asks for. */
export function readPassage(context: PassageContext, start: number, end: number): DraftObligation[] {
  const brackets = ownerBrackets(context.text, start, end);
  let carried: Carried = { owners: null, told: false };
  const found: DraftObligation[] = [];
  for (const sentence of splitSentences(context.text, start, end)) {
    const chain = readChain(sentence, context.options, carried);
    carried = chain.carried;
    const actions = withoutBrackets(chain.actions, brackets, context.text);
    for (const draft of obligationsOf(context, actions, brackets)) found.push(draft);
  }
  return context.measuredOnly ? found.filter(isMeasured) : found;
}

/** Of goals only those with a number, a coverage or a date count (GUIDE 2, unmeasured goals). */
function isMeasured({ quote, quantities, hardness, deadline }: DraftObligation): boolean {
  const counted = quantities.length > 0 || /[\d%％]|全覆盖|应[^，]尽[^，]|全部|分之/.test(quote);
  return hardness !== 'soft' && (counted || (isDated(deadline) && !/基本|初步|显著|明显|进一步|更加/.test(quote)));
}

/** The bracket of owners at the end of an action is no part of it. */
function withoutBrackets(actions: FoundAction[], brackets: OwnerBracket[], text: string): FoundAction[] {
  return actions.flatMap((action) => {
    // Brackets stand apart and in order: only the last one that opens before the end of the action can touch it.
    const bracket = brackets[firstAt(brackets, action.end) - 1];
    if (!bracket || bracket.end < action.end) return [withoutGloss(action, text)];
    if (bracket.start <= action.start) return [];
    const end = bracket.start;
    return end - action.start >= 2 && text.slice(action.start, end).trim() ? [{ ...action, end }] : [];
  });
}

/** The position of the first bracket that opens at `at` or behind it; found by halving, for a line may hold thousands. */
function firstAt(brackets: OwnerBracket[], at: number): number {
  let low = 0;
  let high = brackets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((brackets[middle]?.start ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A long bracket behind the action explains it and is no part of it; a short one (`（试行）`) belongs to a name. */
function withoutGloss(action: FoundAction, text: string): FoundAction {
  if (!'）)'.includes(text.charAt(action.end - 1))) return action;
  const gloss = /[（(][^（）()]{8,}[）)]$/.exec(text.slice(action.start, action.end));
  return gloss && gloss.index >= 4 ? { ...action, end: action.start + gloss.index } : action;
}

function obligationsOf(context: PassageContext, actions: FoundAction[], brackets: OwnerBracket[]): DraftObligation[] {
  const deeds = actions.filter((action) => !isSloganOnly(context.text.slice(action.start, action.end)));
  let framed: { time: Deadline; partStart: number } | null = null;
  return deeds.map((action) => {
    const times = timesOf(context, action);
    const bracket = brackets[firstAt(brackets, action.end)] ?? null;
    const own = bindingTime(times);
    if (own && isTargetYear(own, context.text)) framed = { time: own, partStart: action.partStart };
    const frame = framed?.partStart === action.partStart ? framed.time : null;
    // A date binds the action it stands with; what follows it in the sentence has its own or none.
    const deadline = own && isDated(own) ? own : (bracketTime(context, bracket) ?? frame ?? own);
    return finish(context, action, deadline, bracket);
  });
}

/** `到2025年，…，…`: the year by which all that follows is to be reached. */
const isTargetYear = (time: Deadline, text: string): boolean =>
  /^[到至]?\d{4}年/.test(time.text) &&
  '到至'.includes(text.charAt(time.span.start + (/^[到至]/.test(time.text) ? 0 : -1))) &&
  '，,'.includes(text.charAt(time.span.end));

const CHOOSES = signed('对凡', /^(?:对|凡)[^，。；]*的(?=给予|予以|进行|实行|列入|一次性)/);

/** Times in the clause of an action, a bracket behind it included; not those that only say which ones it is done to. */
function timesOf({ text, reference }: PassageContext, action: FoundAction): Deadline[] {
  const clause = text.slice(action.clause.start, Math.max(action.end, action.clause.end));
  const times = findTimes(clause, { offset: action.clause.start, reference });
  const chosen = CHOOSES.exec(text.slice(action.start, action.end))?.[0].length ?? 0;
  return times.filter(({ span }) => span.start < action.start || span.start >= action.start + chosen);
}

function bracketTime(context: PassageContext, bracket: OwnerBracket | null): Deadline | null {
  if (!bracket || !/时限|时间|前|底/.test(bracket.words)) return null;
  const time = bindingTime(findTimes(bracket.words, { offset: bracket.start + 1, reference: context.reference }));
  return time && isDated(time) ? time : null;
}

function finish(
  context: PassageContext,
  action: FoundAction,
  ownTime: Deadline | null,
  bracket: OwnerBracket | null,
): DraftObligation {
  const quote = context.text.slice(action.start, action.end);
  const clauseText = context.text.slice(action.clause.start, action.end);
  const kind = kindOfAction(quote, action.verb, action.force);
  const owners = chooseOwners(context, action, bracket);
  const recurrence = findRecurrence(clauseText);
  const quantities = findQuantities(quote);
  const inherits =
    kind !== 'prohibit' &&
    (recurrence === null || recurrence.period === 'periodic') &&
    !isDated(ownTime) &&
    !countsFromEvent(ownTime);
  const inherited = inherits ? context.inheritedDeadline : null;
  const deadline = inherited ?? ownTime;
  const hardness = hardnessOf({
    quote,
    kind,
    strength: action.strength,
    force: action.force,
    dated: isBinding(deadline),
    datedItself: isBinding(ownTime),
    recurrence,
    quantities,
  });
  const supervision = supervisionOf(quote, context.text.slice(action.clause.start, action.start));
  const misprint = suspectsMisprint(quote);
  const reasons = reasonsFor(action, deadline, owners, misprint, context);
  return {
    start: action.start,
    end: action.end,
    quote,
    paragraph: context.paragraph,
    clauseKey: context.clauseKey,
    act: actOf(action, kind, quote),
    kind,
    strength: action.strength,
    hardness,
    owners,
    deadline,
    recurrence,
    quantities,
    supervisionMode: supervision.mode,
    supervisionObject: supervision.object,
    references: TITLES.matches(quote).map((match) => match[1] as string),
    confidence: confidenceOf(action, { hardness, owners, misprint, column: context.columnOwners !== null }),
    reasons,
  };
}

const TITLES = signed('《', /《([^》]{2,80})》/g);

/** `计划印发后1周内`: a time of its own, though nobody knows its day yet. */
const countsFromEvent = (time: Deadline | null): boolean =>
  time?.kind === 'eventAnchor' && /\d|[一二两三]/.test(time.text);

/** A window of a whole year binds nobody to a day. */
function isBinding(deadline: Deadline | null): boolean {
  return (
    isDated(deadline) && !(deadline?.kind === 'window' && deadline.precision === 'year' && /全年/.test(deadline.text))
  );
}

function chooseOwners(context: PassageContext, action: FoundAction, bracket: OwnerBracket | null): OwnerMention[] {
  if (context.columnOwners) {
    // A body that the cell itself names comes before the column (GUIDE 2, owners 1).
    const own = action.owners.filter(({ span }) => span !== null && span.start >= action.partStart);
    return own.length > 0 ? own.map((owner) => carriedOver(owner, action)) : context.columnOwners;
  }
  if (context.options.without.has('owners')) return action.owners.filter((owner) => isOfClause(owner, action));
  const fromAbove = bracket && bracket.mentions.length > 0 ? bracket.mentions : context.inheritedOwners;
  const named = action.owners.filter((owner) => !isLeftBehind(owner, action, fromAbove.length > 0));
  return named.length > 0 ? named.map((owner) => carriedOver(owner, action)) : fromAbove;
}

/**
 * A body named before the full stop is carried into a bare imperative alone, and not where a bracket or a heading names who
 * acts; a platform or website, which was only what the sentence was about, is never carried.
 */
function isLeftBehind(owner: OwnerMention, action: FoundAction, namedAbove: boolean): boolean {
  const earlier = owner.span !== null && owner.span.end <= action.sentence.start;
  if (!earlier) return false;
  return /(?:平台|网站|系统|机构|法人)$/.test(owner.text) || namedAbove || action.modal !== null;
}

function carriedOver(owner: OwnerMention, action: FoundAction): OwnerMention {
  return isOfClause(owner, action) || owner.source !== 'subject' ? owner : { ...owner, source: 'carriedOver' };
}

const isOfClause = ({ span }: OwnerMention, action: FoundAction) => span !== null && span.start >= action.clause.start;

/** 列入预算, 民主评议 and 亲自检查 are deeds; a rule of supervision says who is watched, assessed or called to account (domain.md G8). */
function isSupervision(quote: string): boolean {
  return (
    /督导|督查|督办|督促|检查|考核|通报|约谈|问责|述职|回头看|监督|巡察|验收|评估|追责/.test(quote) &&
    !/预算|日程|亲自/.test(quote)
  );
}

function actOf(action: FoundAction, kind: Obligation['kind'], quote: string): SpeechAct {
  if (kind === 'prohibit') return 'prohibition';
  if (action.force === 'suggestion') return 'suggestion';
  if (kind === 'supervise' && isSupervision(quote)) return 'supervisionRule';
  if (action.force === 'plan') return 'plan';
  return 'directive';
}

function reasonsFor(
  action: FoundAction,
  deadline: Deadline | null,
  owners: OwnerMention[],
  misprint: boolean,
  context: PassageContext,
): Obligation['reasons'] {
  const reasons: Obligation['reasons'] = [];
  if (action.modal !== null)
    reasons.push({ key: action.chained ? 'modal.chained' : `modal.${action.force}`, text: action.modal });
  else reasons.push({ key: context.columnOwners ? 'table.actionColumn' : 'modal.bareVerb', text: action.verb ?? '' });
  if (!action.knownVerb) reasons.push({ key: 'suspect.unknownVerb', text: '' });
  if (misprint) reasons.push({ key: 'suspect.typo', text: context.text.slice(action.start, action.start + 2) });
  if (deadline?.inherited) reasons.push({ key: 'inherited.deadline', text: deadline.text });
  if (deadline?.yearEvidence && deadline.yearEvidence.source !== 'printed')
    reasons.push({ key: `year.${deadline.yearEvidence.source}`, text: deadline.yearEvidence.text });
  if (deadline?.kind === 'vague') reasons.push({ key: 'deadline.vague', text: deadline.text });
  if (owners.some((owner) => owner.source === 'carriedOver'))
    reasons.push({ key: 'owner.carriedOver', text: owners.map((owner) => owner.text).join('、') });
  if (owners.some((owner) => owner.condition))
    reasons.push({ key: 'owner.conditional', text: owners.find((owner) => owner.condition)?.condition?.text ?? '' });
  if (owners.length === 0) reasons.push({ key: 'owner.audience', text: '' });
  return reasons;
}
