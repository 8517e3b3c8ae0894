import { isAdjunct, mainVerb, timeThatLeads } from './adjuncts.ts';
import {
  agentAtStart,
  byPhraseSubject,
  kindOfSubject,
  namesBody,
  opensWithVerb,
  type SubjectKind,
  skipConnectives,
} from './agents.ts';
import { ALL_RULES, type LeftOutRules } from './families.ts';
import { PREPOSITION, skipAdverbs, startsPredicate, verbAt } from './lexicon/words.ts';
import { measureStart } from './measures.ts';
import { type FoundModal, findModals } from './modals.ts';
import { COPULA, DEFINES, definesOrReports, statesOrNarrates, toldBeforeModal, withoutAsides } from './telling.ts';
import { caseBefore, refuses, thingBefore } from './unmarked.ts';

/**
 * What a stretch between two commas is. `action`: holds a predicate that may be asked for; `adjunct`: circumstance of
 * what follows; `condition`: the case a rule is for; `report`: someone said; `narration`, `statement`: told, not asked.
 */
export type ClauseShape =
  | 'action'
  | 'adjunct'
  | 'condition'
  | 'report'
  | 'attribution'
  | 'narration'
  | 'statement'
  | 'nominal';

export interface ClauseReading {
  shape: ClauseShape;
  /** Offsets within the clause. */
  subject: { start: number; end: number; kind: SubjectKind } | null;
  modal: FoundModal | null;
  predicate: { start: number; end: number };
  verb: string | null;
  /** What stands before the subject or modal: time, place, circumstance. */
  opensWithTime: boolean;
}

/** Subject, modal and verb stand in the first characters of a clause; what lies beyond is its object. */
const READ_CHARACTERS = 300;

/** Reads one stretch between commas (domain.md G2–G5). */
export function readClause(clause: string, without: LeftOutRules = ALL_RULES): ClauseReading {
  const text = clause.slice(0, READ_CHARACTERS);
  const reading = readFront(text, without);
  return { ...reading, predicate: { start: reading.predicate.start, end: clause.length } };
}

function readFront(text: string, without: LeftOutRules): ClauseReading {
  const whole = { start: 0, end: text.length };
  const start = frontOf(text);
  const base: ClauseReading = {
    shape: 'nominal',
    subject: null,
    modal: null,
    predicate: whole,
    verb: null,
    opensWithTime: false,
  };
  const told = without.has('telling') ? null : toldBeforeModal(text, start);
  if (told) return { ...base, shape: told };
  const leadEnd = timeLead(text, start);
  const modal = modalOf(text, start);
  if (modal && (modal.modal.rule.force !== 'request' || without.has('telling') || !DEFINES.test(text.slice(start))))
    return withModal(text, start, modal, without);
  const reported = without.has('telling') ? null : definesOrReports(withoutAsides(text), start);
  if (reported) return { ...base, shape: reported };
  const isDeed = text.endsWith('者') && leadEnd > start && verbAt(text, skipAdverbs(text, leadEnd)) !== null;
  if (!isDeed && (text.endsWith('的') || text.endsWith('者')) && text.length > 3 && !verbOnlyEnd(text))
    return { ...base, shape: 'condition' };
  const stated = without.has('telling') ? null : statesOrNarrates(text, start);
  if (stated) return { ...base, shape: stated, subject: stated === 'narration' ? agentSubject(text, start) : null };
  return withoutModal(text, start, leadEnd, without);
}

/** Where the clause begins behind its connectives; the 要 of `一要把…` is its modal. */
function frontOf(text: string): number {
  const start = skipConnectives(text, 0);
  return text.charAt(start - 1) === '要' && /[一二三四五六七八九十]要$/.test(text.slice(0, start)) ? start - 1 : start;
}

function verbOnlyEnd(text: string): boolean {
  return /(?:目的|标的|的的|有的放矢)$/.test(text);
}

/** The end of a time phrase that opens the clause, or the start when there is none. */
export function timeLead(text: string, start: number): number {
  const first = timeThatLeads(text.slice(start));
  if (first === 0) return start;
  // 明年起每年培训一次: from when, and how often.
  return start + first + timeThatLeads(text.slice(start + first));
}

interface ModalChoice {
  modal: FoundModal;
  subject: ClauseReading['subject'];
}

/** The first modal whose foregoing words can be subject or circumstance of a main clause. */
function modalOf(text: string, start: number): ModalChoice | null {
  for (const modal of findModals(text)) {
    if (modal.at < start) continue;
    const before = text.slice(start, modal.at);
    if (isEnclosed(text, modal.at) || isAttributive(text, modal)) continue;
    if (modal.rule.word === '将' && !futureWill(text, before, modal)) continue;
    if (modal.rule.stays && /的[^，。；]{0,6}$/.test(text.slice(modal.end)) && before === '') continue;
    const prefix = before.replace(
      /(?:都|也|均|还|更|则|就|又|既|才|仍|一定|同样|同时|切实|始终|首先|绝对|坚决|尤其|特别|务必|,|，)+$/,
      '',
    );
    if (prefix === '') return { modal, subject: null };
    if (!allowsModal(prefix, modal) || isPredicateNoun(prefix, text.slice(modal.end))) continue;
    return { modal, subject: subjectBefore(text, start, start + prefix.length) };
  }
  return null;
}

function isEnclosed(text: string, at: number): boolean {
  const opened = Math.max(text.lastIndexOf('“', at), text.lastIndexOf('《', at), text.lastIndexOf('（', at));
  if (opened < 0) return false;
  const closer = { '“': '”', '《': '》', '（': '）' }[text.charAt(opened)] ?? '';
  const closed = text.indexOf(closer, opened);
  return closed < 0 ? false : closed > at;
}

/** `应完成而未完成的2项议题务必于5月底前补齐`: what stands before 的 is no main modal when another one follows. */
function isAttributive(text: string, modal: FoundModal): boolean {
  const behind = text.slice(modal.end);
  // 不能讲的话还比较多, 将要拆除的消息: the modal belongs to what stands before 的.
  if (/^[^，。；的]{1,12}的[^，。；]{1,8}(?:还|仍|比较|很|越来越|日益|明显|依然)/.test(behind)) return true;
  if (modal.rule.force === 'plan') {
    const verb = verbAt(behind, skipAdverbs(behind, 0));
    if (verb !== null && behind.startsWith('的', skipAdverbs(behind, 0) + verb.length)) return true;
    // 拟于明年3月举办的第二期培训班，要…
    if (/^[于在][^，。；]{2,16}的[^，。；的]{2,10}$/.test(behind)) return true;
  }
  if (!/^(?:应|需|要|应当|必须)$/.test(modal.rule.word)) return false;
  const rest = text.slice(modal.end);
  if (/^(?!对照|按照|围绕|根据|结合|针对|把|将|对)[^的]{2,24}的[\d一二三四五六七八九十两]+[件个项名条]/.test(rest))
    return true;
  const next = findModals(rest).find((other) => other.rule.force !== 'permission' && other.rule.force !== 'plan');
  return (
    next !== undefined && /的[^，。；]{1,14}$/.test(rest.slice(0, next.at)) && !/[，]/.test(rest.slice(0, next.at))
  );
}

/** `这是我们必须解决好的课题`: after 是 the modal belongs to the words before 的. */
function isPredicateNoun(prefix: string, rest: string): boolean {
  return /(?:^|[^但凡总还若硬可只不都正])是/.test(prefix) && /的[^的]{1,10}$/.test(rest);
}

/** A modal inside an attributive clause or a fixed expression is not the main one (domain.md G4). */
function allowsModal(prefix: string, modal: FoundModal): boolean {
  if (/(?:是|成为|作为|有|为|所|对|把|以)$/.test(prefix)) return false;
  const verb = verbAt(prefix, skipAdverbs(prefix, 0));
  const verbAtEnd = verb !== null && skipAdverbs(prefix, 0) + verb.length === prefix.length;
  if (verbAtEnd && kindOfSubject(prefix) === 'thing' && prefix.length <= 6) return false;
  if (/^坚持/.test(prefix)) return false;
  if (modal.rule.force === 'plan' && verb !== null && kindOfSubject(prefix) === 'thing' && timeThatLeads(prefix) === 0)
    return false;
  return true;
}

/** 将 is future after a body or a time and before a predicate; before a noun it is the 将 of 将…纳入…. */
function futureWill(text: string, before: string, modal: FoundModal): boolean {
  const after = text.slice(modal.end);
  if (
    /^[^，。；]{1,40}?(?:纳入|作为|列入|列为|融入|贯穿|(?<![通情汇])报送?|上报|报告|转化|落实到|写入|记入|与|同(?!志|步|意)|和)[^，。；]*$/.test(
      after,
    ) &&
    !/^(?:于|在|会同|联合|适时|组织|继续|对|就|向|从|以|把|通过|按|根据)/.test(after)
  )
    return false;
  if (before === '') return /^(?:于|在|继续|适时|组织|会同|联合)/.test(after);
  return startsPredicate(after, 0);
}

/** Takes the body out of what stands before a modal; circumstances before it are passed over. */
function subjectBefore(text: string, start: number, end: number): ClauseReading['subject'] {
  let from = start;
  const lead = timeThatLeads(text.slice(from, end));
  if (lead < end - from) from += lead;
  const words = text
    .slice(from, end)
    .replace(/(?:下一步|接下来|今年|明年|年内|近期|上半年|下半年|届时|随后|今后)$/, '');
  if (/(?:内|后|前|时|中)对/.test(words)) return null;
  if (words !== '' && timeThatLeads(words) === words.length) {
    const named = agentAtStart(words);
    return named > 0 ? { start: from, end: from + named, kind: kindOfSubject(words.slice(0, named)) } : null;
  }
  const opens = opensWithVerb(words);
  if (opens && /^(?:在|对|按照|根据|围绕|通过|结合|针对|从|以|为|就(?!业)|除|向|关于|如|若|凡)/.test(words)) {
    const nested = /(?:时|后|前|中|上|下|方面|过程中|期间|基础上)([^的，]{2,30})$/.exec(words)?.[1];
    if (nested && kindOfSubject(nested) === 'agent')
      return { start: from + words.length - nested.length, end: from + words.length, kind: 'agent' };
    return null;
  }
  const kind = opens && !namesByRelative(words) ? 'thing' : kindOfSubject(words);
  if (kind !== 'thing') return { start: from, end: from + words.length, kind };
  const head = agentAtStart(words);
  if (head > 0) return { start: from, end: from + head, kind: kindOfSubject(words.slice(0, head)) };
  return { start: from, end, kind: 'thing' };
}

/** `自评得分低于80分的专委会党支部`: a body behind a clause that says which one. */
function namesByRelative(words: string): boolean {
  const body = words.slice(words.lastIndexOf('的') + 1);
  return body !== words && body.length >= 2 && !opensWithVerb(body) && kindOfSubject(body) === 'agent';
}

/**
 * `委员每年走访界别群众不得少于4次`: the modal bounds how often, and the action is the verb before it. Null where no verb
 * stands there (`出勤率不得低于80%`).
 */
function boundedAction(text: string, start: number, modal: FoundModal): ClauseReading | null {
  if (modal.rule.force !== 'prohibition' || !/^(?:少于|低于|多于|高于|超过|晚于|迟于)/.test(text.slice(modal.end)))
    return null;
  const lead = timeLead(text, start);
  const agent = agentAtStart(text.slice(lead));
  const from = lead + agent;
  const at = skipAdverbs(text, timeLead(text, from));
  const verb = verbAt(text, at);
  if (verb === null || at + verb.length > modal.at) return null;
  const subject = { start: lead, end: from, kind: kindOfSubject(text.slice(lead, from)) };
  return {
    shape: 'action',
    subject: agent > 0 ? subject : null,
    modal: { ...modal, rule: { ...modal.rule, force: 'directive' } },
    predicate: { start: agent > 0 ? from : start, end: text.length },
    verb,
    opensWithTime: lead > start,
  };
}

function withModal(text: string, start: number, choice: ModalChoice, without: LeftOutRules): ClauseReading {
  const { modal } = choice;
  const bounded = boundedAction(text, start, modal);
  if (bounded) return bounded;
  let { subject } = choice;
  // 期满即返、不得延期 is one.
  const joined = modal.rule.stays && text.charAt(modal.at - 1) === '、' && subject?.kind !== 'agent';
  let from = modal.rule.stays ? (joined ? start : withEmphasis(text, start, modal.at)) : modal.end;
  if (!modal.rule.stays) {
    from = skipMarks(text, from);
    if (modal.rule.force === 'request' || modal.rule.force === 'suggestion') {
      const inner = subjectAfter(text, from);
      if (inner) {
        subject = inner.subject;
        from = inner.end;
      }
    }
    from = skipSecondModal(text, from);
    // 10月底前务必完成报批: a time before the modal is no subject, and stays.
    if (subject === null && timeLead(text, start) === modal.at && modal.at > start) from = start;
  }
  const rest = text.slice(from);
  const base = {
    subject,
    modal,
    predicate: { start: from, end: text.length },
    opensWithTime: timeLead(text, start) > start,
  };
  const verb = mainVerb(rest);
  if (rest === '') return { ...base, shape: 'adjunct', verb: null };
  if (/^(?:特别|再次|着重|郑重)?(?:强调|指出|说明|感谢|提醒|讲的?是)/.test(rest))
    return { ...base, modal: null, shape: 'report', verb: null };
  if (!modal.rule.stays && !without.has('adjuncts') && isAdjunct(rest, true))
    return { ...base, shape: 'adjunct', verb: null };
  if (/的$/.test(rest) && rest.length > 2 && modal.rule.force !== 'request')
    return { ...base, shape: 'condition', verb: null };
  return { ...base, shape: 'action', verb };
}

/** `一律不得…`, `原则上不得…`: the words that bound a prohibition are part of it. */
function withEmphasis(text: string, start: number, at: number): number {
  const words = /(?:一律|坚决|严格|绝对|原则上|一般|切实|务必)+$/.exec(text.slice(start, at));
  return words ? start + words.index : at;
}

function skipMarks(text: string, at: number): number {
  let here = at;
  while (here < text.length && '，, ：'.includes(text.charAt(here))) here += 1;
  return here;
}

/** `请各支部…`, `建议在会后各县政协也…`: the body stands behind the modal. */
function subjectAfter(text: string, at: number): { subject: ClauseReading['subject']; end: number } | null {
  let from = at;
  from += timeThatLeads(text.slice(from));
  const audience =
    /^(?:大家|各位(?:同志|委员|代表)?(?![人政各老新])|同志们|你们)(?:会后|回去后|返回后|下去后|都)?/.exec(
      text.slice(from),
    )?.[0];
  if (audience) {
    const end = from + audience.length;
    return { subject: { start: from, end, kind: 'audience' }, end };
  }
  const length = agentAtStart(text.slice(from));
  if (length === 0) return null;
  const end = from + length;
  const skipped = /^(?:都|也|均|要|应|能)+/.exec(text.slice(end))?.[0].length ?? 0;
  return { subject: { start: from, end, kind: kindOfSubject(text.slice(from, end)) }, end: end + skipped };
}

function skipSecondModal(text: string, at: number): number {
  const second = /^(?:要|须|应|切实要|能够)(?![求点素])/.exec(text.slice(at));
  return second ? at + second[0].length : at;
}

function agentSubject(text: string, start: number): ClauseReading['subject'] {
  const length = agentAtStart(text.slice(start));
  return length > 0 ? { start, end: start + length, kind: kindOfSubject(text.slice(start, start + length)) } : null;
}

function withoutModal(text: string, start: number, leadEnd: number, without: LeftOutRules): ClauseReading {
  const opensWithTime = leadEnd > start;
  const at = opensWithTime && leadEnd < text.length ? leadEnd : start;
  const base = { modal: null, opensWithTime, predicate: { start, end: text.length } };
  if (opensWithTime && leadEnd >= text.length)
    return { ...base, shape: 'adjunct', subject: agentSubject(text, start), verb: null };
  const byPhrase = byPhraseSubject(text, at);
  if (byPhrase) {
    const rest = text.slice(byPhrase.end);
    // 由委员自发组建的调解队 names a body.
    if (kindOfSubject(/的([^，。；的]{2,10})$/.exec(rest)?.[1] ?? '') === 'agent')
      return { ...base, shape: 'nominal', subject: null, verb: null };
    const predicate = { start: byPhrase.end, end: text.length };
    return { ...base, predicate, shape: 'action', subject: byPhrase, verb: mainVerb(rest) };
  }
  if (!without.has('unmarked')) {
    const unmarked = readUnmarked(text, at);
    if (unmarked) return { ...base, shape: 'action', ...unmarked };
  }
  const length = agentAtStart(text.slice(at));
  if (length > 0) {
    const end = at + length;
    const rest = text.slice(end);
    const subject = { start: at, end, kind: kindOfSubject(text.slice(at, end)) };
    const predicate = { start: end, end: text.length };
    if (!without.has('adjuncts') && isAdjunct(rest))
      return { ...base, predicate, shape: 'adjunct', subject, verb: null };
    if (COPULA.test(rest)) return { ...base, shape: 'statement', subject, verb: null };
    return { ...base, predicate, shape: 'action', subject, verb: mainVerb(rest) };
  }
  const rest = text.slice(at);
  const adverbEnd = skipAdverbs(rest, 0);
  if (!without.has('adjuncts') && isAdjunct(rest)) return { ...base, shape: 'adjunct', subject: null, verb: null };
  const verb = verbAt(rest, adverbEnd);
  if (verb !== null && verb.length + adverbEnd < rest.length + 1) {
    return { ...base, shape: 'action', subject: null, verb: mainVerb(rest) };
  }
  if (PREPOSITION.test(rest.slice(adverbEnd)) && mainVerb(rest) !== null)
    return { ...base, shape: 'action', subject: null, verb: mainVerb(rest) };
  if (COPULA.test(text)) return { ...base, shape: 'statement', subject: null, verb: null };
  const subject = namesBody(text.slice(at)) ? { start: at, end: text.length, kind: 'agent' as const } : null;
  return { ...base, shape: 'nominal', subject, verb: null };
}

/** What asks without a modal and with something before its verb: a thing, a measure, a case, or a bare refusal. */
function readUnmarked(
  text: string,
  at: number,
): (Pick<ClauseReading, 'subject' | 'verb'> & Partial<ClauseReading>) | null {
  const from = (start: number) => ({ predicate: { start, end: text.length }, verb: mainVerb(text.slice(start)) });
  if (refuses(text, at)) return { subject: null, verb: '不得' };
  const yielded = thingBefore(text, at);
  if (yielded > 0) {
    const end = at + yielded;
    const inner = byPhraseSubject(text, end);
    return { subject: inner ?? { start: at, end, kind: 'thing' }, ...from(inner?.end ?? end) };
  }
  if (measureStart(text, at) !== null)
    return { subject: null, predicate: { start: at, end: text.length }, verb: '达到' };
  const topic = caseBefore(text, at);
  if (topic > 0) return { subject: null, ...from(at + topic) };
  return null;
}
