import { isAgentList } from './agents.ts';
import { type ClauseReading, readClause } from './clauseReading.ts';
import { kindOfVerb } from './lexicon/words.ts';
import type { Force } from './modals.ts';
import type { OwnerMention } from './model.ts';
import { joinedOwners, subjectOwners } from './owners.ts';
import type { Segment, Sentence } from './segments.ts';

/** An action found in a sentence, before deadlines and judgement. */
export interface FoundAction {
  start: number;
  end: number;
  verb: string | null;
  force: Force | 'imperative';
  /** The modal as printed, or null for a bare verb. */
  modal: string | null;
  strength: 'M4' | 'M3' | 'M2' | 'M1' | 'M0';
  owners: OwnerMention[];
  /** True when the modal stands in an earlier clause of the chain. */
  chained: boolean;
  /** The stretch in which a time binds this action: its clause and the circumstances before it. */
  clause: { start: number; end: number };
  sentence: Sentence;
  knownVerb: boolean;
}

/** How clauses without a modal are taken. */
export interface ChainOptions {
  /** A bare verb phrase asks for something (plans, task lists), not in reports or the told parts of a speech. */
  imperatives: boolean;
  /** A body with a bare verb asks for something too. */
  statedByBody: boolean;
}

/** What is carried from one sentence of a paragraph to the next. */
export interface Carried {
  owners: OwnerMention[] | null;
  /** The paragraph tells of the past until a modal comes. */
  told: boolean;
}

/** Results at the end of a chain: with no modal of their own they are no action (GUIDE 2, purpose). */
const RESULT =
  /^(?:[^，。；]{0,4}?)(?:确保|促进|促使|推动|(?:探索|走|闯|创|摸索)出|抓出[^，]{0,6}成效|见到|形成|营造|增强|提升|提高|激发|激励|凝聚|汇聚(?:起)?[^，]{0,12}(?:力量|合力)|展现|展示(?!风采)|彰显|体现|谱写|书写|开创|构建起|构筑|让|使|以便|助力|助推|贡献|达到|真正实现|实现|弘扬|践行|争创|奋力|引领|树立[^，]{0,8}形象|取得|赢得|满足|力争|力求|不断增强|不断提升|不断提高|努力实现|努力形成|更好地?(?:服务|满足|规范|适应|发挥|履行|推动|促进|传播)|送上|切实解决|切实提高|切实提升|切实增强|有效(?:提升|防止|防范|推动|促进)|全面提升|全面提高|进一步(?:提升|提高|增强|激发|营造|巩固|凝聚|推动|促进)|共同推动|共同营造|推进[^，]{0,20}高质量发展|带动|确立|保证|保障(?=[^，]{0,20}(?:顺利|有序|落实|到位|安全|平稳))|发挥[^，]{0,20}整体功能|造浓|浓厚|抒发|厚植|绘就|奏响)/;
const MEANS_LEAD = /^以[^，。；]{1,30}?(?:促进|推动|推进|提升|带动|践行|助推|引领|检验|迎接|赋能|保障)/;
const FOR_THE_SAKE =
  /^为[^，。；]{2,40}(?:贡献|力量|基础|保障|支撑|支持|条件|动力|氛围|出力|献策|服务|保驾护航|添砖加瓦)/;
/** After results, only these take the chain up again. */
const RESUMES = /^(?:[^，。；]{0,4}?)(?:及时上报|上报|报送|制定|印发|召开|举办|建立|成立|提交|填报|汇总|开展|组织)/;
const LEAD_IN =
  /(?:如下|以下(?:几[个方]|[^，。；]{0,8}(?:工作|任务|要求|方面|事项|原则|意见|问题))|几[点个方面项][^，。；]{0,6}(?:意见|要求|工作|希望)|讲[^，。；]{1,4}点)/;
const FRAME =
  /^(?:现(?:将|就|印发|予)|特此|此件|附件|联系人|联系电话|联系方式|电话|传真|邮箱|地址|主要任务是|会议的?主要任务|本次会议|今天|让我们|谢谢|感谢|衷心|最后[，,]?祝|祝[大各同]|预祝|我(?:就|再|讲|谈|代表|想)|下面|刚才|刚刚)/;
const ENUMERATED_COUNT = /^(?:具体|主要)?(?:包括|内容为|有|如|比如|例如|诸如)/;
const SELF_MODAL_PURPOSE = /^(?:以|从而|进而|以便|旨在|为了|为)/;

/** Reads one sentence as a chain of clauses and returns the actions it asks for, with the state carried on. */
export function readChain(
  sentence: Sentence,
  options: ChainOptions,
  carried: Carried,
): { actions: FoundAction[]; carried: Carried } {
  const actions: FoundAction[] = [];
  let owners = carried.owners;
  let told = carried.told;
  let force: FoundAction['force'] | null = null;
  let strength: FoundAction['strength'] = 'M2';
  let modalWord: string | null = null;
  let closed = false;
  let results = false;
  let listed = false;
  let emitted = false;
  let clauseStart = sentence.start;

  for (const [position, segment] of sentence.segments.entries()) {
    const text = segment.text;
    const startsPart = position === 0 || '；;'.includes(sentence.segments[position - 1]?.mark ?? '');
    if (startsPart) {
      clauseStart = segment.start;
      results = false;
      if (position > 0) {
        emitted = false;
        if (told && force === null) told = carried.told;
      }
    }
    if (closed) continue;
    if (FRAME.test(text) && !/[请要]/.test(text.slice(2))) {
      if (!/^(?:现|附件|特此|此件)/.test(text)) closed = true;
      continue;
    }
    if (FRAME.test(text) && /^(?:让我们|谢谢|感谢|衷心|主要任务是|会议|本次会议)/.test(text)) {
      closed = true;
      continue;
    }
    const reading = readClause(text);
    if (reading.shape === 'attribution') {
      closed = true;
      continue;
    }
    if (ENUMERATED_COUNT.test(text)) {
      listed = true;
      continue;
    }
    if (reading.shape === 'statement') {
      if (/^(?:只有|这就需要|正因|之所以|历史|无论|不论)/.test(text)) closed = true;
      force = null;
      told = true;
      continue;
    }
    if (reading.shape === 'report') {
      force = null;
      told = false;
      continue;
    }
    if (reading.shape === 'narration' && !reading.modal) {
      told = true;
      force = null;
      continue;
    }
    const named = namedOwners(reading, segment);
    if (named) owners = named;
    if (reading.modal) {
      told = false;
      results = false;
      listed = false;
      emitted = false;
      force = reading.modal.rule.force;
      strength = reading.modal.rule.strength;
      modalWord = reading.modal.rule.word;
    } else if (named && reading.shape === 'action' && force === null) told = false;
    if (reading.shape !== 'action') continue;
    if (listed || told) continue;
    const predicate = text.slice(reading.predicate.start);
    if (force === 'permission') continue;
    const own = reading.modal !== null;
    if (!own && force === null && !asksWithoutModal(reading, options)) continue;
    if (gathersOnly(predicate, segment.mark)) continue;
    if (/^做到“[^”]+”$/.test(predicate) && segment.mark === '：') continue;
    if (LEAD_IN.test(predicate) && '：:。'.includes(segment.mark) && !/提供|具备|满足|符合/.test(predicate)) continue;
    if (isResult(predicate, reading, own, emitted, force !== null)) {
      results = emitted || own === false;
      continue;
    }
    if (results && !own && !RESUMES.test(predicate) && !named) continue;
    const start = segment.start + reading.predicate.start;
    const joined = joinedOwners(predicate, start);
    actions.push({
      start,
      end: segment.end,
      verb: reading.verb,
      force: force ?? 'imperative',
      modal: modalWord,
      strength: force === null ? 'M2' : strength,
      owners: joinOwners(owners ?? [], joined),
      chained: !own,
      clause: { start: clauseStart, end: segment.end },
      sentence,
      knownVerb: reading.verb !== null,
    });
    emitted = true;
    clauseStart = segment.end;
    if (segment.mark === '：' && /以下|如下/.test(text)) listed = true;
  }
  return {
    actions,
    carried: { owners: owners ?? carried.owners, told: carried.told || (told && isPastLead(sentence)) },
  };
}

/** `近年来，…` at the head of a paragraph tells of the past to its end. */
function isPastLead(sentence: Sentence): boolean {
  const first = sentence.segments[0]?.text ?? '';
  return /(?:年来|以来|去年|过去|上半年|刚刚过去|回顾)/.test(first) && sentence.segments.length > 1;
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

/** `组织各党支部和全体党员，开展…`: what they are gathered for follows the comma. */
function gathersOnly(predicate: string, mark: string): boolean {
  const gathered = /(?:组织|动员|发动|带领|引导)([^，。；]{2,40})$/.exec(predicate)?.[1];
  return gathered !== undefined && '，,'.includes(mark) && isAgentList(gathered);
}

function asksWithoutModal(reading: ClauseReading, options: ChainOptions): boolean {
  if (reading.subject?.kind === 'agent') return options.statedByBody;
  return options.imperatives;
}

/** A result, purpose or degree clause; the first clause of a chain or one under its own modal is asked for after all. */
function isResult(predicate: string, reading: ClauseReading, own: boolean, emitted: boolean, forced: boolean): boolean {
  if (SELF_MODAL_PURPOSE.test(predicate) && (MEANS_LEAD.test(predicate) || FOR_THE_SAKE.test(predicate))) return !own;
  if (own) return false;
  if (!RESULT.test(predicate)) return false;
  if (
    /^(?:确保|促进|促使|从而|让|使|营造|激发|增强|贡献|谱写|为)/.test(
      predicate.replace(/^(?:切实|有效|努力|积极|不断|大力)/, ''),
    ) &&
    !forced
  )
    return !/全覆盖|无死角|100%/.test(predicate);
  if (!emitted) return false;
  return kindOfVerb(reading.verb) !== 'deliver' || !/制定|报送/.test(predicate);
}
