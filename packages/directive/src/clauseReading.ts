import { agentAtStart, kindOfSubject, type SubjectKind, skipConnectives } from './agents.ts';
import { PREPOSITION, skipAdverbs, startsPredicate, verbAt } from './lexicon/words.ts';
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

const TIME_LEAD =
  /^(?:(?:在|于|从|自|截至)?(?:(?:\d{4}年|今年|明年|本年度?|每年|后年|下一步|当前|今后|近期|目前)?(?:第?[一二三四]季度[末底]?|[上下]半年|\d{1,2}月(?:份|\d{1,2}日|[上中下]旬|[底末初中])?(?:[至到—－-](?:\d{4}年|次年)?\d{1,2}月?(?:\d{1,2}日|[上中下]旬|[底末])?)?|年?[底末]|年内|\d{4}年|全年)(?:之前|以前|前后|前|起|开始|内|期间)?|今年|明年|后年|\d{4}年|每(?:年|半年|季度|月|周|日|天)|本次会议?后|会后|活动期间|[^，。；]{2,16}(?:期间|之后|以后|之前|以前|后|前|时|之际))[，,]?)/;

const ADJUNCT_LEAD =
  /^(?:为了?|为此|根据|按照|依据|依照|遵照|本着|围绕|紧紧围绕|针对|针对性|结合|紧密结合|密切结合|通过|依托|借助|立足|着眼|紧扣|紧贴|对照|参照|坚持以|以|在|从|对于?|就|随着|作为|除|经|鉴于|由于|凡|如|若|一旦|胸怀|面对|站在|沿着|借鉴|充分利用|利用|运用|充分运用|抓住|聚焦|重点聚焦|针对|将|把|自|截至|截止|向|与|同|让|使|当|凭借)/;

/** Adjunct leads that can open a whole predicate of their own when it holds a main verb. */
const ADJUNCT_NOUN_END =
  /(?:要求|部署|安排|精神|原则|思路|方案|规定|意见|办法|基础上|前提下|领导下|指导下|指引|指导|契机|抓手|导向|主线|重点|目标|载体|牵引|引领|统领|主题|核心|实际|需求|需要|情况|特点|职能|职责|内容|问题|工作|任务|大局|方式|途径|形式|渠道|手段|平台|机制|优势|角度|高度|方面|领域|环节|过程中|活动中|中|上|下|时|期间|群体|节点契机)$/;

const COPULA =
  /(?:^|[^但凡总还若硬可只不都正])(?:既?是(?!否|非|不是)|也是|就是|不仅是|即是|在于|意味着|事关|关系到?|关乎|具有|富有|有着|体现了?|标志着|表明|证明|反映|决定了?|属于|面临|存在|不足|不够|不高|不强|不到位|不深入|不健全|不平衡|不完全|有待|仍需|任重道远|任重而道远)/;
const REPORTING = /(?:指出|强调|要求|提出|表示|认为|明确|讲到|说道|号召|希望)[：:，,“]?$/;
const UPPER_SPEAKER =
  /(?:总书记|主席|总理|国家领导|党中央|中共中央|中央(?!纪委驻)|全国政协|国务院|中办|全会|党的[一二三四五六七八九十]+大|座谈会|工作会议|《[^》]+》|宪法|党章|马克思|毛泽东|邓小平)[^，。；]{0,30}(?:指出|强调|要求|提出|明确|指明|阐述|讲|说|告诫|规定)/;
const PAST =
  /(?:了(?!解|然|结|断|如指掌|望)(?![^，。；]{0,3}$(?<=为了))|已经|业已|已(?!有的|建成的|[^，。；]{0,12}的)|曾(?!任)|先后|率先成立|刚刚|刚才|近年来|近[一二两三几]?年来|以来|去年|[一二两三四五六七八九十几多]年来|上年|长期以来|一直以来|多年来|过去|此前|历来)/;
const DISCOURSE =
  /^(?:但|但是|也|还|更|我们|大家|同志们)?(?:也|还|更)?(?:要|必须|应当|应该|应)?(?:清醒(?:地)?)?(?:看到|认识到|承认|注意到)/;

/** Reads one stretch between commas (domain.md G2–G5). */
export function readClause(text: string): ClauseReading {
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
  if (UPPER_SPEAKER.test(text)) return { ...base, shape: 'attribution' };
  if (DISCOURSE.test(text)) return { ...base, shape: 'statement' };
  if (/^(?:只有|正因|正是|之所以|这就|这也|这既|无论|不论|不管|历史|实践证明)/.test(text.slice(start)))
    return { ...base, shape: 'statement' };
  const leadEnd = timeLead(text, start);
  const modal = modalOf(text, start);
  if (modal) return withModal(text, start, modal);
  if (REPORTING.test(text)) return { ...base, shape: 'report' };
  if (/(?:的|者)$/.test(text) && text.length > 3 && !verbOnlyEnd(text)) return { ...base, shape: 'condition' };
  if (PAST.test(text)) return { ...base, shape: 'narration', subject: agentSubject(text, start) };
  return withoutModal(text, start, leadEnd);
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
    if (!allowsModal(prefix, modal)) continue;
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
    !/^(?:于|在|会同|联合|适时|组织|继续)/.test(after)
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
  if (!modal.rule.stays && isAdjunct(rest)) return { ...base, shape: 'adjunct', verb: null };
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
export function isAdjunct(text: string): boolean {
  const from = skipAdverbs(text, 0);
  const body = text.slice(ADJUNCT_LEAD.test(text) ? 0 : from);
  const lead = ADJUNCT_LEAD.exec(body)?.[0];
  if (!lead) return false;
  const rest = body.slice(lead.length);
  if (/^(?:把|将)$/.test(lead)) return !hasDisposalVerb(rest);
  if (/^(?:对|对于|就|向|与|同)$/.test(lead)) return !hasDisposalVerb(rest) && !hasRestart(rest);
  if (/^(?:让|使)$/.test(lead)) return false;
  if (/^以$/.test(lead) && /为[^，。；]{1,12}$/.test(rest) && !hasRestart(rest)) return true;
  if (hasRestart(rest)) return false;
  if (/^(?:在|从|以|为|为了|经|由)$/.test(lead)) {
    if (ADJUNCT_NOUN_END.test(rest)) return true;
    return !hasMainVerb(rest);
  }
  if (/聚焦|抓住|利用|运用|对照/.test(lead)) return ADJUNCT_NOUN_END.test(rest) || /等$/.test(rest);
  return true;
}

function hasDisposalVerb(rest: string): boolean {
  return /(?:纳入|作为|列入|列为|融入|贯穿|摆[在到上]|放[在到]|落实|转化|延伸|扛|抓[起紧好实到]|进行|给予|予以|实行|实施|作出|做出|采取|提出|负责|负总责|加以|报送?|上报|报告|统筹|结合|一并|同步|送达|交|列|变|化为|用于|用在|做到|做[好实]|管|讲|写|记|传|推|引|带|开展|建|整改|解决|处理|约谈|问责|通报|表彰|倾斜|学习|汇报|反映|公布|公开|公示|看齐|靠拢|承诺|严肃|从严|依法|及时|统一|全面|逐一)/.test(
    rest,
  );
}

/** After the phrase a new predicate begins: an adverb and a verb, or a verb behind 等方面. */
function hasRestart(rest: string): boolean {
  for (const match of rest.matchAll(
    /(?:认真|切实|积极|主动|全面|深入|扎实|着力|大力|努力|不断|持续|进一步|充分|坚决|有序|及时|统筹|精心|广泛|逐[步项一级]|分[级类批期]|抓紧|科学|严格|依法|自觉|稳步|有效|规范|定期|履行好|等方面|等工作|等活动|等形式|等方式|等)/g,
  )) {
    const at = skipAdverbs(rest, match.index);
    const behind = at > match.index ? at : match.index + match[0].length;
    if (verbAt(rest, behind) !== null && behind < rest.length) return true;
  }
  return false;
}

function hasMainVerb(rest: string): boolean {
  for (const match of rest.matchAll(/(?:[上中下前后内时]|方面|之间|工作|部门|地区|身份|单位|机制|代价|名义)/g)) {
    const at = skipAdverbs(rest, match.index + match[0].length);
    if (verbAt(rest, at) !== null) return true;
  }
  return false;
}

function agentSubject(text: string, start: number): ClauseReading['subject'] {
  const length = agentAtStart(text.slice(start));
  return length > 0 ? { start, end: start + length, kind: kindOfSubject(text.slice(start, start + length)) } : null;
}

function withoutModal(text: string, start: number, leadEnd: number): ClauseReading {
  const opensWithTime = leadEnd > start;
  const at = opensWithTime && leadEnd < text.length ? leadEnd : start;
  const base = { modal: null, opensWithTime, predicate: { start, end: text.length } };
  if (opensWithTime && leadEnd >= text.length) return { ...base, shape: 'adjunct', subject: null, verb: null };
  const byPhrase = byPhraseSubject(text, at);
  if (byPhrase) {
    const rest = text.slice(byPhrase.end);
    const predicate = { start: byPhrase.end, end: text.length };
    return { ...base, predicate, shape: 'action', subject: byPhrase, verb: mainVerb(rest) };
  }
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
  return { ...base, shape: 'nominal', subject: null, verb: null };
}

/** `由X牵头`, `由X负责…`: X acts (domain.md G5). */
function byPhraseSubject(text: string, at: number): NonNullable<ClauseReading['subject']> | null {
  const match =
    /^由([^，。；]{2,40}?)(?=牵头|负责|组织|会同|统一|具体|按|根据|分别|主持|承担|承办|提出|制定|审核|研究|统筹)/.exec(
      text.slice(at),
    );
  const words = match?.[1];
  if (!words || kindOfSubject(words) !== 'agent') return null;
  const start = at + 1;
  return { start, end: start + words.length, kind: 'agent' };
}
