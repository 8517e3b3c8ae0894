import { isAgentList } from './agents.ts';
import { type ClauseReading, readClause } from './clause-reading.ts';
import type { LeftOutRules } from './families.ts';
import { kindOfVerb } from './lexicon/words.ts';
import type { Force } from './modals.ts';
import type { OwnerMention, Strength } from './model.ts';
import { assignedOwners, joinedOwners, subjectOwners } from './owners.ts';
import { isFrame, isLeadIn, isRepeatRhythm, isResult, opensExamples, opensList, RESUMES } from './results.ts';
import type { Segment, Sentence } from './segments.ts';
import { signed } from './signs.ts';
import { type Step, topicsOf } from './topics.ts';

/** An action found in a sentence, before deadlines and judgement. */
export interface FoundAction {
  start: number;
  end: number;
  verb: string | null;
  force: Force | 'imperative';
  /** The modal as printed, or null for a bare verb. */
  modal: string | null;
  strength: Strength;
  owners: OwnerMention[];
  /** True when the modal stands in an earlier clause of the chain. */
  chained: boolean;
  /** The stretch in which a time binds this action: its clause and the circumstances before it. */
  clause: { start: number; end: number };
  /** Where the stretch between semicolons begins in which it stands. */
  partStart: number;
  sentence: Sentence;
  knownVerb: boolean;
}

/** How clauses without a modal are taken. */
export interface ChainOptions {
  /** A bare verb phrase asks for something (plans, task lists), not in reports or the told parts of a speech. */
  imperatives: boolean;
  /** A body with a bare verb asks for something too. */
  statedByBody: boolean;
  without: LeftOutRules;
}

/** What is carried from one sentence of a paragraph to the next. */
export interface Carried {
  owners: OwnerMention[] | null;
  /** The paragraph tells of the past until a modal comes. */
  told: boolean;
}

interface ChainState {
  owners: OwnerMention[] | null;
  /** What is said is history or argument until a modal comes. */
  told: boolean;
  /** The modal in force for the clauses that follow it. */
  force: Force | null;
  strength: Strength;
  modal: string | null;
  /** Nothing more is asked in this sentence: quotation, argument, ceremony. */
  closed: boolean;
  /** The chain has come to its results. */
  results: boolean;
  /** Items or examples are being listed. */
  listed: boolean;
  /** A point is being argued (`从…看，`): only a body that is named is asked. */
  argued: boolean;
  /** A purpose has been opened (`为…，`) and the main clause is still to come. */
  purpose: boolean;
  emitted: boolean;
  clauseStart: number;
  partStart: number;
}

const MAKES_THIS = signed('本', /^(?:特)?制定本(?!级|地|单位|部门)/);
const PUTS_FORWARD = signed('现如', /^现(?:就|将|印发)|如下$/);

/** Reads one sentence as a chain of clauses and returns the actions it asks for, with the state carried on. */
export function readChain(
  sentence: Sentence,
  options: ChainOptions,
  carried: Carried,
): { actions: FoundAction[]; carried: Carried } {
  const steps = sentence.segments.map((segment): Step => {
    const reading = readClause(segment.text, options.without);
    return { segment, reading, predicate: segment.text.slice(reading.predicate.start) };
  });
  const topics = topicsOf(steps);
  if (steps.some((step) => MAKES_THIS.test(step.segment.text))) return { actions: [], carried };
  const framed = steps.some((step) => PUTS_FORWARD.test(step.segment.text));
  const state: ChainState = {
    owners: carried.owners,
    told: carried.told,
    force: null,
    strength: 'M2',
    modal: null,
    closed: false,
    results: false,
    listed: false,
    argued: false,
    purpose: framed,
    emitted: false,
    clauseStart: sentence.start,
    partStart: sentence.start,
  };
  const actions: FoundAction[] = [];
  if ('？?'.includes(steps.at(-1)?.segment.mark || '.')) return { actions, carried };
  let resumeAt = 0;
  for (const [position, step] of steps.entries()) {
    if (position === 0 || '；;'.includes(steps[position - 1]?.segment.mark ?? ''))
      openPart(state, step, position, carried);
    if (state.closed) break;
    if (position < resumeAt || !admits(state, step, options) || topics.has(position)) continue;
    if (!asksFor(state, step, options)) continue;
    const last = actions.at(-1);
    if (last && limits(step) && last.end === steps[position - 1]?.segment.end) {
      last.end = step.segment.end;
      continue;
    }
    resumeAt = objectEnd(steps, position);
    const end = steps[resumeAt - 1]?.segment.end ?? step.segment.end;
    actions.push({ ...actionOf(state, step, sentence), end });
    state.emitted = true;
    state.clauseStart = step.segment.end;
    if (opensList(step.segment)) state.listed = true;
  }
  const told = carried.told || (state.told && isPastLead(sentence));
  return { actions, carried: { owners: state.owners ?? carried.owners, told } };
}

/** After a semicolon the modal still holds, results and history do not. */
function openPart(state: ChainState, step: Step, position: number, carried: Carried): void {
  state.clauseStart = step.segment.start;
  state.partStart = step.segment.start;
  state.results = false;
  state.argued = ARGUES.test(step.segment.text);
  if (position === 0) return;
  state.emitted = false;
  if (state.force === null) state.told = carried.told;
}

/** `…完成接入，首批不少于15个`: how far the action before it goes (GUIDE 2, a limit stays in its span). */
function limits({ segment, reading }: Step): boolean {
  return reading.modal === null && LIMIT.test(segment.text);
}

const LIMIT = signed(
  '少超低多',
  /^(?:全年|每年|每月|每季度|每[个场期篇](?!.{0,4}(?:支部|委员|单位|县))[^，。；]{0,4}|每[次期场]|人数|时长|总数|首批|权重|公示期|试点期限?|金额)?(?:一般|原则上)?(?:不少于|不超过|不低于|不多于)[^，。；]{1,12}$/,
);

const SEATED = signed('设', /^([^，。；]{2,20})设在/);
const ANSWERS = signed(
  '是为',
  /^([^，。；]{2,24}?)(?:既?是|作为)[^，。；]{0,30}(?:责任人|责任主体|责任单位|责任部门)$/,
);
const WHY = signed('只因所历无论', /^(?:只有|正因|之所以|历史|无论|不论)/);

/** Moves the state on by one clause and says whether the clause may hold an action. */
function admits(state: ChainState, step: Step, { without }: ChainOptions): boolean {
  const { segment, reading } = step;
  const text = segment.text;
  if (ARGUES.test(text) && !without.has('telling')) state.argued = true;
  const frame = without.has('frames') ? null : isFrame(text);
  if (frame) {
    // 领导小组办公室设在X，负责…
    const seated = SEATED.exec(text)?.[1];
    if (seated) state.owners = subjectOwners(seated, segment.start);
    state.closed = frame === 'closes';
    state.told = state.told || frame === 'tells';
    return false;
  }
  if (reading.shape === 'attribution') {
    state.closed = true;
    return false;
  }
  if (!without.has('frames') && opensExamples(text) && !reading.modal) {
    state.listed = true;
    return false;
  }
  if (reading.shape === 'statement') {
    // X是第一责任人，要亲自抓: the one of whom it is said is asked next.
    const answers = ANSWERS.exec(text)?.[1];
    if (answers) state.owners = subjectOwners(answers, segment.start);
    if (WHY.test(text)) state.closed = true;
    if (/^这就/.test(text)) state.argued = true;
    state.force = null;
    state.told = true;
    return false;
  }
  if (reading.shape === 'report') {
    state.force = null;
    // What a meeting finds is told, what it decides is asked.
    state.told = false;
    if (/(?:认为|表示)$/.test(text)) state.closed = true;
    if (/(?:决定|明确|议定)$/.test(text)) Object.assign(state, { force: 'directive', strength: 'M3', modal: '决定' });
    return false;
  }
  if (reading.shape === 'narration') {
    state.told = true;
    state.force = null;
    return false;
  }
  return admitsClause(state, step);
}

const SERVES = signed('为了', /^(?:为|为了)[^，]{4,}/);

function admitsClause(state: ChainState, step: Step): boolean {
  const { segment, reading } = step;
  const assigned = assignedOwners(segment.text, segment.start);
  const named = assigned ? null : namedOwners(reading, segment);
  if (named) state.owners = named;
  if (reading.modal) {
    Object.assign(state, { told: false, results: false, listed: false, emitted: false, purpose: false });
    state.force = reading.modal.rule.force;
    state.strength = reading.modal.rule.strength;
    state.modal = reading.modal.rule.word;
  }
  if (assigned) {
    state.owners = mergeAssigned(state.owners, assigned);
    return false;
  }
  if (reading.shape === 'adjunct' && SERVES.test(segment.text) && !reading.modal) state.purpose = true;
  if (reading.subject?.kind === 'agent') state.purpose = false;
  return reading.shape === 'action';
}

/** `Y配合` after `由X牵头` adds to the same list. */
function mergeAssigned(owners: OwnerMention[] | null, assigned: OwnerMention[]): OwnerMention[] {
  const supportsOnly = assigned.every((owner) => owner.role === 'support');
  return supportsOnly && owners ? [...owners.filter((owner) => owner.role === 'lead'), ...assigned] : assigned;
}

const ALLOWS = signed('允', /^也?允许/);

/** Whether an admitted clause asks for an action of its own. */
function asksFor(state: ChainState, step: Step, options: ChainOptions): boolean {
  const { segment, reading, predicate } = step;
  takeUp(state, step, options);
  if (state.listed || state.told || state.force === 'permission') return false;
  if (state.argued && reading.subject?.kind !== 'agent') return false;
  // In a speech 允许试 allows, in a list of measures it obliges the office that has to allow it.
  if (!options.statedByBody && ALLOWS.test(predicate)) return false;
  const own = reading.modal !== null;
  if (!own && state.force === null && !asksWithoutModal(step, options)) return false;
  const announces =
    gathersOnly(predicate, segment.mark) || isLeadIn(predicate, segment.mark) || isRepeatRhythm(predicate);
  if (announces && !options.without.has('frames')) return false;
  if (reading.verb === null && predicate.length <= 2) return false;
  const result =
    !options.without.has('results') &&
    isResult(predicate, {
      own,
      emitted: state.emitted,
      forced: state.force !== null,
      dated: reading.opensWithTime,
    });
  if (result) {
    state.results = true;
    return false;
  }
  if (own) return true;
  if (state.purpose && state.force === null) {
    if (isPurposeVerb(reading)) return false;
    state.purpose = false;
  }
  return !state.results || RESUMES.test(predicate) || /\d/.test(predicate) || reading.subject?.kind === 'agent';
}

const MEASURED = signed('少低超至', /不少于|不低于|不超过|至少/);

/** After what was told or permitted, a time to come, a measure or another body asks again. */
function takeUp(state: ChainState, { segment, reading }: Step, options: ChainOptions): void {
  if (reading.modal) return;
  const measured = MEASURED.test(segment.text);
  const named = reading.subject?.kind === 'agent';
  if (state.told && options.imperatives && (reading.opensWithTime || measured))
    Object.assign(state, { told: false, argued: false });
  if (state.force === 'permission' && (named || measured || /^(?:允许|支持|报)/.test(reading.verb ?? '')))
    state.force = null;
}

const BETTERS = signed(
  '彻落升高促推范善巩丰跃祝念',
  /^(?:贯彻|落实|提升|提高|促进|推动|规范|完善|巩固|丰富|活跃|庆祝|纪念)/,
);

/** `为…，提高…，` the purpose goes on as long as the verbs only better something. */
function isPurposeVerb(reading: ClauseReading): boolean {
  return kindOfVerb(reading.verb) === 'principle' || BETTERS.test(reading.verb ?? '');
}

const SCHEDULED = signed(
  '每前内',
  /每(?:年|半年|季|月|周|日|天|学期)|(?:月|日|底|旬|季度|半年)前(?=[^，。；]{2})|[日天周月时]内(?=[^，。；]{2})/,
);

/** In a speech a body with a bare verb is asked when a rhythm or a 由 stands with it. */
function isScheduled(step: Step): boolean {
  const { segment, reading } = step;
  return SCHEDULED.test(segment.text) || segment.text.charAt((reading.subject?.start ?? 0) - 1) === '由';
}

function asksWithoutModal(step: Step, options: ChainOptions): boolean {
  const { reading } = step;
  if (reading.subject?.kind === 'agent') return options.statedByBody || isScheduled(step);
  return options.imperatives && (reading.subject?.kind !== 'audience' || options.statedByBody);
}

function actionOf(state: ChainState, step: Step, sentence: Sentence): FoundAction {
  const { segment, reading, predicate } = step;
  const start = segment.start + reading.predicate.start;
  return {
    start,
    end: segment.end,
    verb: reading.verb,
    force: state.force ?? 'imperative',
    modal: state.force === null ? null : state.modal,
    strength: state.force === null ? 'M2' : state.strength,
    owners: joinOwners(state.owners ?? [], joinedOwners(predicate, start)),
    chained: reading.modal === null,
    clause: { start: state.clauseStart, end: segment.end },
    partStart: state.partStart,
    sentence,
    knownVerb: reading.verb !== null,
  };
}

const EXPLORES = signed('探尝', /^(?:积极)?(?:探索|尝试)通过[^，]*(?:方式|途径|形式|手段)$/);
const SETS_UP = signed('立组健善构确', /^[^，]{0,4}?(?:建立|设立|成立|组建|健全|完善|构建|确定)(.+)$/);

/** The position behind the clauses that one action takes up: an object or a way of doing may run over commas. */
function objectEnd(steps: Step[], position: number): number {
  const predicate = steps[position]?.predicate ?? '';
  let end = position + 1;
  if (EXPLORES.test(predicate)) return Math.min(end + 1, steps.length);
  const object = SETS_UP.exec(predicate)?.[1];
  if (object === undefined || !isAgentList(object)) return end;
  // 建立校领导，中层，值班教师三级制度
  while (steps[end]?.reading.shape === 'nominal' && '，,'.includes(steps[end - 1]?.segment.mark || '。')) end += 1;
  return end;
}

/** `从职能定位看`, `说远一点`: the view from which something is argued. */
const ARGUES = signed(
  '从说',
  /^(?:当然$|一个(?:政党|国家|民族|人|单位|地方|组织|干部)[^，。；]{0,8}(?:要|只有|没有)[^，。；]*|第[一二三四五]，?)?(?:从[^，。；]{2,14}(?:看|来看|来说|来讲|上讲)|说(?:远|近)一点|说到底)$/,
);

const PAST_LEAD = signed('来去半刚顾', /(?:年来|以来|去年|过去|上半年|刚刚过去|回顾)/);

/** `近年来，…` at the head of a paragraph tells of the past to its end. */
function isPastLead(sentence: Sentence): boolean {
  const first = sentence.segments[0]?.text ?? '';
  return PAST_LEAD.test(first) && sentence.segments.length > 1;
}

function namedOwners(reading: ClauseReading, segment: Segment): OwnerMention[] | null {
  const subject = reading.subject;
  if (!subject || subject.kind === 'thing') return null;
  const words = segment.text.slice(subject.start, subject.end);
  const found = subjectOwners(words, segment.start + subject.start);
  if (found.length > 0 && segment.text.charAt(subject.start - 1) === '由')
    return found.map((owner) => ({ ...owner, source: 'byPhrase' }));
  return found;
}

/** `X配合Y`: Y leads and X supports; `X会同Y`: X leads (domain.md G5). */
function joinOwners(owners: OwnerMention[], joined: { mentions: OwnerMention[]; leads: boolean }): OwnerMention[] {
  if (joined.mentions.length === 0 || owners.length === 0) return owners;
  if (!joined.leads) return [...owners, ...joined.mentions];
  return [...joined.mentions, ...owners.map((owner): OwnerMention => ({ ...owner, role: 'support' }))];
}

const GATHERS = signed('织动发带引', /(?:组织|动员|发动|带领|引导)([^，。；]{2,40})$/);

/** `组织各党支部和全体党员，开展…`: what they are gathered for follows the comma. */
function gathersOnly(predicate: string, mark: string): boolean {
  const gathered = GATHERS.exec(predicate)?.[1];
  return gathered !== undefined && mark !== '' && '，,'.includes(mark) && isAgentList(gathered);
}
