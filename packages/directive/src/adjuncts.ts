import { isAgentList, kindOfSubject } from './agents.ts';
import { LENGTH_WITHIN } from './deadlines.ts';
import { kindOfVerb, PREPOSITION, skipAdverbs, verbAt } from './lexicon/words.ts';
import { matchesOf } from './matches.ts';
import { signed } from './signs.ts';

const YEAR = '(?:\\d{4}年|今年|明年|后年|次年|本年度?|每年)?';
const POINT =
  '(?:第?[一二三四]季度[末底]?|[上下]半年|\\d{1,2}月(?:份|\\d{1,2}日|[上中下]{1,2}旬|[底末初中])?(?:[至到—－-](?:\\d{4}年|次年)?(?:\\d{1,2}月)?(?:\\d{1,2}日|[上中下]旬|[底末])?)?|年[底末初中]|[底末]|年内|[“"]?(?:七一|五一|十一|八一|国庆节?|元旦|春节|教师节)[”"]?(?=前|期间|之前)|[一二两三四五]年内|[一二两三四五六\\d]{1,2}(?:个月|个工作日|个小时|小时|分钟|周|天|日)(?:之内|以内|内)|下周[一二三四五六日]?(?:[上下]班前)?|全年|\\d{4}年|第一时间)';
/** `每两周`, `每季度第一个月`, `每年1月底前`: a rhythm, with its place in the period. */
const RHYTHM =
  '每(?:个)?(?:[一二两三四五六\\d]{1,2}个?)?(?:半年|年度?|季度?|月|周|学期|天|日)(?:第?[一二三四]季度|[上下]半年|年[初中末底]|第[一二三]个月|[上中下]旬|[初中末底]|\\d{1,2}(?:月(?:\\d{1,2}日|[上中下]旬|[底末初])?|[日号]))?(?=.)';
const TIME_WORDS = `(?:${YEAR}${POINT}(?:[、和]${YEAR}${POINT})*|${RHYTHM})(?:之前|以前|前后|前|起|开始|内|期间|左右)?(?:各(?=安排|召开|举办|组织|开展|报送|通报|向))?`;
const EVENT_WORDS = `(?:每次[^，。；的]{2,4}(?=至少|应|要|形成)|(?!结合|按照|围绕|根据|通过|针对|对照|利用|以|把|将|对|各|全体)[^，。；的由]{2,16}(?:[前后]${LENGTH_WITHIN}|之日起[^，。；]{0,4}${LENGTH_WITHIN}|期间|之后|以后|之前|以前|结束后|召开后|届满后|完成后)|[^，。；的由]{2,8}满[一二两三四五六半\\d]{1,2}(?:个月|年|周|天)(?:时|后)|每次[^，。；的]{2,8}前[一二两三四五六\\d]*(?:个工作日|天|日|周)?|(?:本次)?会议?后(?:${LENGTH_WITHIN})?|会[前上中]|[办事课训赛][前后]|[办训赛]中|届内|每届任期内|任期内|换届前|放假前|[寒暑]假前|届时)`;
const TIME_LEAD = signed(
  '季半月底末初中内七五十八庆旦春师之周全年间每今明后近当目步前束召满完会届换假寒暑',
  new RegExp(
    `^(?:(?:在|于|从|自|待|到)?${TIME_WORDS}|今年起?|明年起?|后年起?|近期|当前|目前|今后|下一步|每(?:年|半年|季度|月|周|日|天)|(?:在|待)?${EVENT_WORDS})[，,]?`,
  ),
);

/** The length of a time or occasion that opens the words, or 0. */
export function timeThatLeads(words: string): number {
  // Several rules ask the same of one clause, one after the other.
  if (words !== lastLead.words) {
    lastLead.length = TIME_LEAD.exec(words)?.[0].length ?? 0;
    lastLead.words = words;
  }
  return lastLead.length;
}

const lastLead = { words: '', length: 0 };

export const ADJUNCT_LEAD = signed(
  '为此根按依遵着绕针结密过托借足眼扣贴照坚以在从对就随除经鉴由凡如若旦遇胸面站沿充利运住焦将把自截向与同让使当凭',
  /^(?:为了?|为此|根据|按照|依据|依照|遵照|本着|围绕|紧紧围绕|针对|针对性|结合|紧密结合|密切结合|通过|依托|借助|立足|着眼|紧扣|紧贴|对照|参照|坚持以|以(?!身作则|上率下|点带面|案促改|评促改)|在(?!线)|从(?![严紧快速重优])|对于?(?![待标表口应外])|就(?![近地业])|随着|作为|除(?![险草])|经(?![常费])|鉴于|由于|凡|如(?![实期数约])|若(?!干)|一旦|遇到?(?=[^，。；]{2,20}$)|胸怀|面对|站在|沿着|借鉴|充分利用|利用|运用|充分运用|抓住|聚焦|重点聚焦|针对|将|把|自(?![查觉行主学评检我])|截至|截止|向|与(?!会)|同(?![步时心志意上题抓台])|让|使(?!用)|当(?![面场天众即前好先年日])|凭借)/,
);

/** Adjunct leads that can open a whole predicate of their own when it holds a main verb. */
const ADJUNCT_NOUN_END =
  /(?:要求|部署|安排|精神|原则|思路|方案|规定|意见|办法|基础上|前提下|领导下|指导下|指引|指导|契机|抓手|导向|主线|重点|目标|载体|牵引|引领|统领|主题|核心|实际|需求|需要|情况|特点|职能|职责|内容|问题|工作|任务|大局|方式|途径|形式|渠道|手段|平台|机制|优势|角度|高度|方面|领域|环节|过程中|活动中|中|上|下|时|期间|群体|节点契机|通知|文件|讲话|报告|名单|清单|制度|办法|条例|章程|》|）)$/;

/** The verb that carries a predicate: the first one, or the one behind an opening phrase with a preposition. */
export function mainVerb(predicate: string): string | null {
  const time = timeThatLeads(predicate);
  if (time > 0 && time < predicate.length) return mainVerb(predicate.slice(time)) ?? verbBehindPhrase(predicate, time);
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
  for (const match of matchesOf(PHRASE_END, text)) {
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
    if (verb === null || (verb.length < 2 && !/[报送交]/.test(verb))) continue;
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

const JOINED = signed('同联', /^(?:会同|联合)(.+)$/);

/** A circumstance that ends in a comma: `按照…`, `以…为抓手`, `在…下`, `通过…` (GUIDE 2, the span). */
export function isAdjunct(text: string, own = false): boolean {
  if (BARE_CASE.test(text)) return true;
  const time = timeThatLeads(text);
  if (time > 0) return time === text.length || (own ? false : isAdjunct(text.slice(time), own));
  const from = skipAdverbs(text, 0);
  const front = ADJUNCT_LEAD.exec(text)?.[0];
  const body = front === undefined ? text.slice(from) : text;
  if (!own && MEANS.test(body)) return true;
  const joined = JOINED.exec(body)?.[1];
  if (joined !== undefined && /等(?:有关|相关)?(?:单位|部门|方面)$/.test(joined)) return true;
  if (joined !== undefined) return isAgentList(joined) && !bringsDeed(joined);
  const lead = front ?? ADJUNCT_LEAD.exec(body)?.[0];
  if (!lead) return false;
  const verb = verbAt(body, 0);
  if (verb !== null && verb.length > lead.length) return false;
  const rest = body.slice(lead.length);
  if (lead === '让' || lead === '使') return false;
  // 如有变动以书面形式报机关党委: the case and the deed in one clause.
  if (/^[如若]/.test(lead) && /(?:报|函告|告知|反馈|联系)[^，。；告]{2,}$/.test(rest)) return false;
  if (lead === '把' || lead === '将') return !holdsVerb(rest) && rest.length < 6;
  if (/^对于?$/.test(lead)) return isClosed(rest) || !treats(rest);
  if (lead === '就' && /(?:精神|工作|问题|事宜|情况|任务|部署)$/.test(rest)) return true;
  if (/^(?:就|向|与|同)$/.test(lead)) return isClosed(rest) || !holdsVerb(rest.slice(rest.lastIndexOf('的') + 1));
  // 以案为鉴 is what is asked, where a modal asks for it.
  if (own && lead === '以' && /为(?:镜|鉴|戒|师|荣|耻|乐|本|先|重)(?:$|、)/.test(rest)) return false;
  if (lead === '以' && /为[^，。；]{1,12}$/.test(rest) && !hasRestart(rest)) return true;
  if (/^(?:以|在|从|经|自|由)$/.test(lead)) return isClosed(rest) || !holdsVerb(rest);
  if (bringsDeed(rest) || /对[^，。；]{2,16}(?:(?<!工)作|进行|予以|加以)[^，。；的]{2,4}$/.test(rest)) return false;
  if (/聚焦/.test(lead)) return /[”》]$|等[^，]{0,6}$|(?:方面|问题|领域|任务|议题|重点)$/.test(rest);
  if (/抓住|利用|运用|对照/.test(lead)) return ADJUNCT_NOUN_END.test(rest) || /等$/.test(rest);
  if (lead === '为') return !servesByVerb(rest);
  if (/的(?:总体|基本|工作)?(?:原则|要求|思路|方针|精神|部署|规定|总要求|目标)$/.test(rest)) return true;
  return !hasRestart(rest);
}

/** `协商成果报送后`, `走访中发现的好苗子`, `凡能调取的材料`, `以座谈的方式`: when, what and how, and no deed. */
const BARE_CASE = signed(
  '后中凡式法份义',
  /^[^，。；的把将对要请]{2,14}(?<![落以])后$|^[^，。；把将对要请]{2,8}(?<![集其当])中[^，。；]{1,8}的[^，。；]{1,12}$|^凡[^，。；]*的[^，。；]{1,6}$|^以[^，。；]{2,30}的?(?:方式|形式|办法|身份|名义)$/,
);

/** `采用…手段`, `运用…方式` with nothing behind is how, not what. */
const MEANS = signed(
  '采运利借',
  /^(?:充分)?(?:采用|采取|运用|利用|借助)[^，。；]{1,40}(?:手段|方式|形式|方法|途径|渠道|载体|平台|资源|优势)$/,
);

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
  const last = rest.slice(rest.lastIndexOf('的') + 1);
  // 对…的答复: a verb alone behind 的 is a noun.
  if (last !== rest && verbAt(last, 0)?.length === last.length) return false;
  if (/(?:一律|逐[项条一件个]|及时|\d(?:个?小时|日|天|个工作日)内)[^，。；的]{2,}$|再?[作来做搞]一次/.test(rest))
    return true;
  const tail = rest.slice(rest.lastIndexOf('的') + 1);
  const adverbs = skipAdverbs(tail, 0);
  // 对弄虚作假的点名道姓曝光
  if (tail !== rest && adverbs > 1 && verbAt(tail, adverbs) !== null) return true;
  if (tail !== rest && !holdsVerb(`　${tail}`)) return /(?:进行|给予|予以|实行|加以|作出|做出)[^，。；]*的/.test(rest);
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
  return /.{2,}(?:安排|提供|创造|搭台|搭建|撑腰|站台|排忧|解难|配备|发放|颁发|办理|建立|开通|制定|赠送|营造|奠定|贡献|出力|献策)/.test(
    rest,
  );
}

/** `结合自身特点制定方案`, `对照要点细化任务`: a deed that is no noun stands behind the words of the phrase. */
function bringsDeed(rest: string): boolean {
  return (
    DEED_OF_SOMETHING.test(rest) ||
    /^.{2,}?(?<![的、和与及等])(?:制定|制订|细化|修订|编制|抓好|抓实|布设|登台|制作|提出|联系|列出|建设(?=[^，。；]{3})|开设|举办|打造|搭建|组建|设立|开展|落实|完成|选取|听取|固定|安排|拿出)(?!要求|情况|意见|方案$|工作$)[^的]{2,}$/.test(
      rest,
    )
  );
}

/** `结合自身优势开展面向职工的阅读服务` */
const DEED_OF_SOMETHING = signed(
  '展举定立',
  /^.{2,}?(?<![的、和与及等])(?:开展|举办|制定|建立)[^，。；]{3,}的[^，。；的]{2,8}(?<!要求|精神|部署|实际|情况|特点|原则|需要|规定|工作|任务|目标|活动)$/,
);

/** After the phrase a new predicate begins: an adverb and a verb, or a verb behind 等方面. */
function hasRestart(rest: string): boolean {
  for (const match of matchesOf(RESTART, rest)) {
    const at = skipAdverbs(rest, match.index);
    const after = at > match.index ? at : match.index + match[0].length;
    const behind = skipAdverbs(rest, after);
    const verb = verbAt(rest, behind);
    const object = verb === null ? '' : rest.slice(behind + verb.length);
    const ends = verb !== null && verb.length > 1 && (at > match.index || behind > after) && object === '';
    if (ends || (object.length >= 2 && !object.startsWith('的'))) return true;
  }
  return false;
}

/** `结合实际制定…`, `按照要求报送…`: a verb straight behind the noun that ends the phrase. */
const RESTART =
  /[”》]|亲自|当场|认真|切实|积极|主动|全面|深入|扎实|着力|大力|努力|不断|持续|进一步|充分|坚决|有序|及时|统筹|至少|灵活|精心|广泛|逐[步项一级]|分[级类批期]|抓紧|科学|严格|依法|自觉|稳步|有效|规范|定期|履行好|实际(?:情况)?|情况|意见|需要|要求|规定|精神|程序|职责|分工|标准|原则|部署|方案|计划|等(?:方面|工作|活动|形式|方式)?/g;
