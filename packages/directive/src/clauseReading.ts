import { agentAtStart, kindOfSubject, type SubjectKind, skipConnectives } from './agents.ts';
import { kindOfVerb, PREPOSITION, skipAdverbs, startsPredicate, verbAt } from './lexicon/words.ts';
import { type FoundModal, findModals } from './modals.ts';

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

const TIME_WORDS =
  '(?:\\d{4}年|今年|明年|后年|本年度?|每年)?(?:第?[一二三四]季度[末底]?|[上下]半年|\\d{1,2}月(?:份|\\d{1,2}日|[上中下]旬|[底末初中])?(?:[至到—－-](?:\\d{4}年|次年)?(?:\\d{1,2}月)?(?:\\d{1,2}日|[上中下]旬|[底末])?)?|年?[底末]|年内|[“"]?(?:七一|五一|十一|八一|国庆节?|元旦|春节|教师节)[”"]?(?=前|期间|之前)|[一二两三四五]年内|[一二两三四五六\\d]{1,2}个月内|全年|\\d{4}年)(?:之前|以前|前后|前|起|开始|内|期间|左右)?';
const EVENT_WORDS =
  '(?:[^，。；的]{2,16}(?:后\\d{1,3}个?(?:工作)?日内|之日起[^，。；]{0,4}\\d{1,3}个?(?:工作)?[日天月]内|期间|之后|以后|之前|以前|结束后|召开后|届满后|完成后)|(?:本次)?会议?后|会前|换届前|放假前|[寒暑]假前|届时)';
/** A time or occasion that opens a clause. */
const TIME_LEAD = new RegExp(
  `^(?:(?:在|于|从|自|待|到)?${TIME_WORDS}|今年|明年|后年|近期|当前|目前|今后|下一步|每(?:年|半年|季度|月|周|日|天)|(?:在|待)?${EVENT_WORDS})[，,]?`,
);

const ADJUNCT_LEAD =
  /^(?:为了?|为此|根据|按照|依据|依照|遵照|本着|围绕|紧紧围绕|针对|针对性|结合|紧密结合|密切结合|通过|依托|借助|立足|着眼|紧扣|紧贴|对照|参照|坚持以|以|在|从|对于?|就|随着|作为|除|经|鉴于|由于|凡|如|若|一旦|胸怀|面对|站在|沿着|借鉴|充分利用|利用|运用|充分运用|抓住|聚焦|重点聚焦|针对|将|把|自|截至|截止|向|与|同|让|使|当|凭借)/;

/** Adjunct leads that can open a whole predicate of their own when it holds a main verb. */
const ADJUNCT_NOUN_END =
  /(?:要求|部署|安排|精神|原则|思路|方案|规定|意见|办法|基础上|前提下|领导下|指导下|指引|指导|契机|抓手|导向|主线|重点|目标|载体|牵引|引领|统领|主题|核心|实际|需求|需要|情况|特点|职能|职责|内容|问题|工作|任务|大局|方式|途径|形式|渠道|手段|平台|机制|优势|角度|高度|方面|领域|环节|过程中|活动中|中|上|下|时|期间|群体|节点契机|通知|文件|讲话|报告|名单|清单|制度|办法|条例|章程|》|）)$/;

const COPULA =
  /(?:^|[^但凡总还若硬可只不都正])(?:既?是(?!否|非|不是)|也是|就是|不仅是|即是|在于|意味着|关键在|关键是|重在|贵在|根本在|核心是|重点是|事关|关系到?|关乎|具有|富有|有着|体现了?|标志着|表明|证明|反映|决定了?|属于|面临|存在|不足|不够|不高|不强|不到位|不深入|不健全|不平衡|不完全|有待|仍需|任重道远|任重而道远)/;
/** Someone said what follows: the verb of saying ends the clause and is no noun (的要求, 等要求). */
const REPORTING =
  /^(?<speaker>[^，。；]{0,30}?)(?:明确|一致|特别|反复|再次|多次|深刻|郑重)?(?:指出|强调|要求|提出|表示|认为|讲到|说道|号召|希望)$/;
const NOUN_SAYING =
  /(?:的|等|各项|有关|相关|和|及|、|工作|任务|目标|部署|提出|落实|按照|根据)(?:明确)?(?:要求|希望|号召)$/;
/** Leaders and documents above the issuer: what they said is cited, not asked (domain.md G2, attribution). */
const UPPER_SPEAKER =
  /(?:总书记|主席|总理|国家领导|党中央|中共中央|中央|全国政协|国务院|中办|全会|党的[一二三四五六七八九十]+大|座谈会|工作会议|《[^》]+》|宪法|党章|马克思|导师|省委|市委)[^，。；]{0,30}?(?:指出|强调|明确提出|要求我们|提出|指明|阐述|说过|讲过|告诫|(?<![的等关项])要求(?=各|全|广|我|必|，|：|$))/;
const PAST =
  /(?:了(?!解|然|结|断|如指掌|望)(?![^，。；]{0,3}$(?<=为了))|已经|业已|已(?!有的|建成的|[^，。；]{0,12}的)|曾(?!任)|先后|率先成立|刚刚|刚才|近年来|近[一二两三几]?年来|以来|去年|[一二两三四五六七八九十几多]年来|上年|长期以来|一直以来|多年来|过去|此前|历来|截至|截止)/;
/** Says how something stands: lacking, needing, given elsewhere. */
const STATES =
  /(?:不够|不高|不强|不足|不到位|不深入|不健全|不平衡|不完善|不充分|有待|欠缺|滞后|薄弱|畅通不够)[^，。；问现的]{0,6}$|^(?!根据|按照|结合|围绕|适应|满足|针对|立足|因|视|如|若|凡|对)[^，。；]{2,30}(?<![所急])需要[^的，。；]{2}|(?:附后|另发|见附件|如下)$/;
const DISCOURSE =
  /^(?:但|但是|也|还|更|我们|大家|同志们)?(?:也|还|更)?(?:要|必须|应当|应该|应)?(?:清醒(?:地)?)?(?:看到|认识到|承认|注意到)/;

/** Subject, modal and verb stand in the first characters of a clause; what lies beyond is its object. */
const READ_CHARACTERS = 300;

/** Reads one stretch between commas (domain.md G2–G5). */
export function readClause(clause: string): ClauseReading {
  const text = clause.slice(0, READ_CHARACTERS);
  const reading = readFront(text);
  return { ...reading, predicate: { start: reading.predicate.start, end: clause.length } };
}

function readFront(text: string): ClauseReading {
  const whole = { start: 0, end: text.length };
  const start = skipConnectives(text, 0);
  const base: ClauseReading = {
    shape: 'nominal',
    subject: null,
    modal: null,
    predicate: whole,
    verb: null,
    opensWithTime: false,
  };
  const speaker = UPPER_SPEAKER.exec(text);
  if (speaker && !asksBeforeSpeaker(text, start, speaker.index)) {
    const tellsOnly = /^(?:了|过)/.test(text.slice(speaker.index + speaker[0].length));
    return { ...base, shape: tellsOnly ? 'narration' : 'attribution' };
  }
  if (DISCOURSE.test(text)) return { ...base, shape: 'statement' };
  if (/^(?:只有|正因|正是|之所以|这就|这也|这既|无论|不论|不管|历史|实践证明)/.test(text.slice(start)))
    return { ...base, shape: 'statement' };
  const leadEnd = timeLead(text, start);
  const modal = modalOf(text, start);
  if (modal) return withModal(text, start, modal);
  if (reportsSpeech(text, start)) return { ...base, shape: 'report' };
  if (/(?:的|者)$/.test(text) && text.length > 3 && !verbOnlyEnd(text)) return { ...base, shape: 'condition' };
  if (STATES.test(text)) return { ...base, shape: 'statement' };
  if (PAST.test(text)) return { ...base, shape: 'narration', subject: agentSubject(text, start) };
  return withoutModal(text, start, leadEnd);
}

/** `贯彻总书记…要求`, `要学习…讲话`: the speaker stands inside what is asked for. */
function asksBeforeSpeaker(text: string, start: number, speaker: number): boolean {
  const at = skipAdverbs(text, start);
  if (verbAt(text, at) !== null || ADJUNCT_LEAD.test(text.slice(start))) return true;
  return findModals(text).some((modal) => modal.at < speaker && modal.rule.force !== 'plan');
}

function reportsSpeech(text: string, start: number): boolean {
  const match = REPORTING.exec(text.slice(start));
  if (!match || NOUN_SAYING.test(text)) return false;
  const speaker = match.groups?.speaker ?? '';
  return verbAt(speaker, skipAdverbs(speaker, 0)) === null && !/^[对把将以按根]/.test(speaker);
}

function verbOnlyEnd(text: string): boolean {
  return /(?:目的|标的|的的|有的放矢)$/.test(text);
}

/** The end of a time phrase that opens the clause, or the start when there is none. */
function timeLead(text: string, start: number): number {
  const match = TIME_LEAD.exec(text.slice(start));
  return match ? start + match[0].length : start;
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
    if (isEnclosed(text, modal.at)) continue;
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
  if (modal.rule.force === 'plan' && verb !== null && kindOfSubject(prefix) === 'thing' && !TIME_LEAD.test(prefix))
    return false;
  return true;
}

/** 将 is future after a body or a time and before a predicate; before a noun it is the 将 of 将…纳入…. */
function futureWill(text: string, before: string, modal: FoundModal): boolean {
  const after = text.slice(modal.end);
  if (
    /^[^，。；]{1,40}?(?:纳入|作为|列入|列为|融入|贯穿|报送?|上报|报告|转化|落实到|写入|记入|与|同|和)[^，。；]*$/.test(
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
  const lead = TIME_LEAD.exec(text.slice(from, end));
  if (lead && lead[0].length < end - from) from += lead[0].length;
  const words = text.slice(from, end);
  if (TIME_LEAD.exec(words)?.[0].length === words.length) return null;
  if (/^(?:在|对|按照|根据|围绕|通过|结合|针对|从|以|为|就|除|向|关于|如|若|凡)/.test(words)) {
    const nested = /(?:时|后|前|中|上|下|方面|过程中|期间|基础上)([^的，]{2,30})$/.exec(words)?.[1];
    if (nested && kindOfSubject(nested) === 'agent') return { start: end - nested.length, end, kind: 'agent' };
    return null;
  }
  const kind = kindOfSubject(words);
  if (kind !== 'thing') return { start: from, end, kind };
  const head = agentAtStart(words);
  if (head > 0) return { start: from, end: from + head, kind: kindOfSubject(words.slice(0, head)) };
  return { start: from, end, kind: 'thing' };
}

function withModal(text: string, start: number, choice: ModalChoice): ClauseReading {
  const { modal } = choice;
  let { subject } = choice;
  let from = modal.rule.stays ? modal.at : modal.end;
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
  if (!modal.rule.stays && isAdjunct(rest, true)) return { ...base, shape: 'adjunct', verb: null };
  if (/的$/.test(rest) && rest.length > 2 && modal.rule.force !== 'request')
    return { ...base, shape: 'condition', verb: null };
  return { ...base, shape: 'action', verb };
}

function skipMarks(text: string, at: number): number {
  let here = at;
  while (here < text.length && '，, ：'.includes(text.charAt(here))) here += 1;
  return here;
}

/** `请各支部…`, `建议在会后各县政协也…`: the body stands behind the modal. */
function subjectAfter(text: string, at: number): { subject: ClauseReading['subject']; end: number } | null {
  let from = at;
  const lead = TIME_LEAD.exec(text.slice(from));
  if (lead) from += lead[0].length;
  const audience = /^(?:大家|各位(?:同志|委员|代表)?|同志们|你们)(?:会后|回去后|返回后|下去后|都)?/.exec(
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

/** The verb that carries a predicate: the first one, or the one behind an opening phrase with a preposition. */
export function mainVerb(predicate: string): string | null {
  const at = skipAdverbs(predicate, 0);
  const first = verbAt(predicate, at);
  const preposition = PREPOSITION.exec(predicate.slice(at))?.[0];
  const opensWithPhrase = preposition !== undefined && !(first !== null && first.length > preposition.length);
  if (!opensWithPhrase) return first;
  return verbBehindPhrase(predicate, at + preposition.length) ?? first;
}

const PHRASE_END =
  /(?:等(?:方面|领域|环节|工作|问题|情况|形式|方式)?|方面|基础上|过程中|[的]?情况|身份|形式|方式|精神|要求|标准|原则|方案|程序|名义|为[^，]{1,8}|之间|[上中下前后内时]|[的]实际)/g;

function verbBehindPhrase(text: string, from: number): string | null {
  for (const match of text.matchAll(PHRASE_END)) {
    const end = match.index + match[0].length;
    if (end <= from) continue;
    const at = skipAdverbs(text, end);
    const verb = verbAt(text, at);
    if (verb !== null) return verb;
  }
  // The last verb of the clause is its main one: 把…纳入…, 对…进行….
  let last: string | null = null;
  for (let at = from; at < text.length; at += 1) {
    const verb = verbAt(text, at);
    if (verb === null || verb.length < 2) continue;
    if (
      /^(?:纳入|作为|列入|列为|融入|贯穿|摆在|进行|给予|予以|实行|作出|做出|采取|提出|负责|负总责|加以|报送|报告|上报|转化|落实|延伸|扛|抓|统筹|结合)/.test(
        verb,
      )
    )
      return verb;
    last = verb;
    at += verb.length - 1;
  }
  return last;
}

/** A circumstance that ends in a comma: `按照…`, `以…为抓手`, `在…下`, `通过…` (GUIDE 2, the span). */
export function isAdjunct(text: string, own = false): boolean {
  const time = TIME_LEAD.exec(text)?.[0].length ?? 0;
  if (time > 0) return time === text.length || (own ? false : isAdjunct(text.slice(time), own));
  const from = skipAdverbs(text, 0);
  const body = text.slice(ADJUNCT_LEAD.test(text) ? 0 : from);
  if (!own && MEANS.test(body)) return true;
  const lead = ADJUNCT_LEAD.exec(body)?.[0];
  if (!lead) return false;
  const verb = verbAt(body, 0);
  if (verb !== null && verb.length > lead.length) return false;
  const rest = body.slice(lead.length);
  if (lead === '让' || lead === '使') return false;
  if (lead === '把' || lead === '将') return !holdsVerb(rest);
  if (/^对于?$/.test(lead)) return isClosed(rest) || !treats(rest);
  if (/^(?:就|向|与|同)$/.test(lead)) return isClosed(rest) || !holdsVerb(rest.slice(rest.lastIndexOf('的') + 1));
  if (lead === '以' && /为[^，。；]{1,12}$/.test(rest) && !hasRestart(rest)) return true;
  if (/^(?:以|在|从|经|自|由)$/.test(lead)) return isClosed(rest) || !holdsVerb(rest);
  if (/聚焦/.test(lead)) return /[”》]$|等[^，]{0,6}$/.test(rest);
  if (/抓住|利用|运用|对照/.test(lead)) return ADJUNCT_NOUN_END.test(rest) || /等$/.test(rest);
  if (lead === '为') return !servesByVerb(rest);
  if (/的(?:总体|基本|工作)?(?:原则|要求|思路|方针|精神|部署|规定|总要求|目标)$/.test(rest)) return true;
  return !hasRestart(rest);
}

/** `采用…手段`, `运用…方式` with nothing behind is how, not what. */
const MEANS =
  /^(?:充分)?(?:采用|采取|运用|利用|借助|用好|利用好)[^，。；]{1,40}(?:手段|方式|形式|方法|途径|渠道|载体|平台|资源|优势)$/;

function isClosed(rest: string): boolean {
  return (
    /(?:基础上|前提下|领导下|指导下|指引下|背景下|条件下|[^线以上]上|[^线以落放沉]下|[^集]中|方面|过程中|期间|之后|以后|之前|以前|时|之际|[^以纳列编计存]内|契机|导向|抓手|主线|角度|高度|出发|入手|起|前|后)$/.test(
      rest,
    ) && !/(?:下功夫|上下功夫)$/.test(rest)
  );
}

/** A verb of two characters or more behind at least one word of the phrase. */
function holdsVerb(rest: string): boolean {
  for (let at = 1; at < rest.length; at += 1) {
    const verb = verbAt(rest, at);
    if (verb !== null && (verb.length > 1 || /[报抓列交送建办]/.test(verb))) return true;
  }
  return false;
}

/** What is done to the object of 对: a light verb, a check, a report, or a new predicate behind an adverb. */
function treats(rest: string): boolean {
  const tail = rest.slice(rest.lastIndexOf('的') + 1);
  if (tail !== rest && (kindOfSubject(tail) === 'agent' || /^(?:问题|情况|行为|项目|事项|群体|对象)$/.test(tail)))
    return false;
  if (hasRestart(rest)) return true;
  for (let at = 1; at < rest.length; at += 1) {
    const verb = verbAt(rest, at);
    if (verb === null) continue;
    if (LIGHT_VERBS.test(verb) || /^(?:supervise|deliver|prohibit)$/.test(kindOfVerb(verb))) return true;
    at += verb.length - 1;
  }
  return false;
}

const LIGHT_VERBS =
  /^(?:进行|开展|给予|予以|实行|实施|采取|提出|加以|负责|负总责|作出|做出|做到|做好|轮训|培训|完善|补充|建立|安排|办理|解决|帮扶|走访|慰问|予|落实|倾斜|发放|宣传|解读|整合|分解|整顿|整理|归类|归档)/;

/** `为…安排经费`, `为…提供服务` act; `为…，` alone is a purpose. */
function servesByVerb(rest: string): boolean {
  return /.{2,}(?:安排|提供|创造|配备|发放|颁发|办理|建立|开通|制定|赠送|营造|奠定|贡献|出力|献策)/.test(rest);
}

/** After the phrase a new predicate begins: an adverb and a verb, or a verb behind 等方面. */
function hasRestart(rest: string): boolean {
  for (const match of rest.matchAll(RESTART)) {
    const at = skipAdverbs(rest, match.index);
    const behind = at > match.index ? at : match.index + match[0].length;
    const verb = verbAt(rest, behind);
    const object = verb === null ? '' : rest.slice(behind + verb.length);
    if (object.length >= 2 && !object.startsWith('的')) return true;
  }
  return false;
}

/** `结合实际制定…`, `按照要求报送…`: a verb straight behind the noun that ends the phrase. */
const RESTART =
  /认真|切实|积极|主动|全面|深入|扎实|着力|大力|努力|不断|持续|进一步|充分|坚决|有序|及时|统筹|精心|广泛|逐[步项一级]|分[级类批期]|抓紧|科学|严格|依法|自觉|稳步|有效|规范|定期|履行好|实际(?:情况)?|情况|需要|要求|规定|精神|程序|职责|分工|标准|原则|部署|方案|计划|等(?:方面|工作|活动|形式|方式)?/g;

function agentSubject(text: string, start: number): ClauseReading['subject'] {
  const length = agentAtStart(text.slice(start));
  return length > 0 ? { start, end: start + length, kind: kindOfSubject(text.slice(start, start + length)) } : null;
}

function withoutModal(text: string, start: number, leadEnd: number): ClauseReading {
  const opensWithTime = leadEnd > start;
  const at = opensWithTime && leadEnd < text.length ? leadEnd : start;
  const base = { modal: null, opensWithTime, predicate: { start, end: text.length } };
  if (opensWithTime && leadEnd >= text.length)
    return { ...base, shape: 'adjunct', subject: agentSubject(text, start), verb: null };
  const byPhrase = byPhraseSubject(text, at);
  if (byPhrase) {
    const rest = text.slice(byPhrase.end);
    const predicate = { start: byPhrase.end, end: text.length };
    return { ...base, predicate, shape: 'action', subject: byPhrase, verb: mainVerb(rest) };
  }
  const yielded = YIELD.exec(text.slice(at))?.[0].length ?? 0;
  if (yielded > 0) {
    const end = at + yielded;
    const inner = byPhraseSubject(text, end);
    const from = inner?.end ?? end;
    const subject = inner ?? { start: at, end, kind: 'thing' as const };
    return {
      ...base,
      predicate: { start: from, end: text.length },
      shape: 'action',
      subject,
      verb: mainVerb(text.slice(from)),
    };
  }
  if (
    RATED.test(text.slice(at)) ||
    (MEASURED.test(text.slice(at)) && verbAt(text, at) === null && agentAtStart(text.slice(at)) === 0)
  )
    return { ...base, shape: 'action', subject: null, verb: '达到' };
  const length = agentAtStart(text.slice(at));
  if (length > 0) {
    const end = at + length;
    const rest = text.slice(end);
    const subject = { start: at, end, kind: kindOfSubject(text.slice(at, end)) };
    const predicate = { start: end, end: text.length };
    if (COPULA.test(rest)) return { ...base, shape: 'statement', subject, verb: null };
    if (isAdjunct(rest)) return { ...base, predicate, shape: 'adjunct', subject, verb: null };
    return { ...base, predicate, shape: 'action', subject, verb: mainVerb(rest) };
  }
  const rest = text.slice(at);
  const adverbEnd = skipAdverbs(rest, 0);
  if (isAdjunct(rest)) return { ...base, shape: 'adjunct', subject: null, verb: null };
  const verb = verbAt(rest, adverbEnd);
  if (verb !== null && verb.length + adverbEnd < rest.length + 1) {
    return { ...base, shape: 'action', subject: null, verb: mainVerb(rest) };
  }
  if (PREPOSITION.test(rest.slice(adverbEnd)) && mainVerb(rest) !== null)
    return { ...base, shape: 'action', subject: null, verb: mainVerb(rest) };
  if (COPULA.test(text)) return { ...base, shape: 'statement', subject: null, verb: null };
  const kind = kindOfSubject(text.slice(at));
  const subject = kind === 'agent' ? { start: at, end: text.length, kind } : null;
  return { ...base, shape: 'nominal', subject, verb: null };
}

/** `由X牵头`, `由X负责…`, `由X汇总`: X acts (domain.md G5). */
function byPhraseSubject(text: string, at: number): NonNullable<ClauseReading['subject']> | null {
  if (text.charAt(at) !== '由') return null;
  const start = at + 1;
  const length = agentAtStart(text.slice(start));
  return length > 0 ? { start, end: start + length, kind: 'agent' } : null;
}

/** `考核结果作为…`, `述职材料存入…`: the thing an action yields, then what is to become of it. */
const YIELD =
  /^[^把将对以，。；的][^，。；的]{1,5}(?:结果|材料|情况|名单|经费|资料|记录|信息|意见|人数|数量|方案|计划|办法)(?=作为|存入|记入|纳入|列入|报|由|归|交|另行|及时|统一|留存|向|在|按)/;
/** `出勤率不低于80%`: a measure without a verb of doing. */
const MEASURED =
  /^[^，。；]{1,20}(?:不低于|不少于|不超过|不多于|达到|控制在|保持在)[^，。；]{0,6}[\d一二三四五六七八九十百]/;
/** The same of a rate, share or amount, whatever word it begins with. */
const RATED =
  /^[^，。；]{1,24}(?:率|比例|占比|面积|时间|次数|数量|得分|满意度|总量)(?:一般)?(?:要)?(?:不低于|不少于|不超过|不多于|达到|控制在|保持在)[^，。；]{0,6}[\d一二三四五六七八九十百]/;
