import { adverbAt, connectiveAt, PREPOSITION, skipAdverbs, startsPredicate, verbAt } from './lexicon/words.ts';
import { characterSet } from './matches.ts';
import type { OwnerCondition } from './model.ts';
import { signed } from './signs.ts';

/** Endings of bodies and persons that can be asked to act (domain.md B1, B2). */
const SUFFIXES =
  '党组 党委 党工委 党支部 党总支 总支 支部 党组织 党小组 活动小组 委员会 委员组 专委会 常委会 管委会 居委会 村委会 居民委员会 政协 人大 政府 政法委 纪委 监委 部门 单位 机关 团体 企业 企事业单位 学校 党校 院校 高校 学员 中小学 幼儿园 医院 社区 街道 街道办 乡镇 镇街 街镇 镇 乡 村 县 市 区 省 地区 地方 局 厅 司 委 办 处 科 股 [^全大内外细]部(?![门分署长位队委]) 学院 法院 检察院 研究院 所 [^车]站(?!长) [^重核集]中心(?!组) 中心组 小组 专班 工作组 专项组 督导组 检查组 指导组 领导组 考核组 教研组 年级组 学科组 备课组 [^重]组(?![织长成]) 联络组 班子 [^部军]队(?![伍长]) 工作队 服务队 协会 商会 联合会 学会 理事会 工会 妇联 团委 联社 公司 集团 银行 平台 办公室 办公厅 教研室 督查室 研究室 红十字会 基金会 促进会 研究会 工商联 台联 侨联 文联 作协 科协 残联 [县市区省镇乡村]里 [街巷路河湖林楼栋片格链田]长 财政(?![部局厅资预支收补投]) 媒体 [^场宾饭老新旧]馆 个人 编辑部 室 机构 主体 领导 书记 主任 主席 局长 部长 厅长 处长 科长 校长 院长 组长 队长 站长 所长 会长 行长 镇长 乡长 村长 县长 市长 区长 班长 年段长 年级长 段长 负责人 责任人 召集人 联络员 负责同志 同志 领导干部 干部 党员 委员 代表 人员 工作者 职工 员工 教师 教职工 班主任 学生 师生 群众 成员 管理员 专员 人大代表 党务工作者 各方 各地 各级 各单位 双方 主席会议 党组会议 常务委员会会议 常委会会议 党委会议 秘书长会议 联席会议 年级 年段 处室 科室 界别 党派 系统 方面 小组长 [^动全]员 骨干 辅导员 社长 主编 团员 青年 少先队 考生 家长 业主 法人 用人单位 经营者 运营者 使用者 生产者 从业者 申请人 参赛者 参加者 主管 股室 站所 村居 社会组织 金融机构 行业协会';
/** The longest first, so that 委员 wins over 委. */
const SUFFIX = `(?:${SUFFIXES.split(' ')
  .sort((a, b) => charactersOf(b) - charactersOf(a))
  .join('|')})`;

/** A class of characters stands for one. */
function charactersOf(suffix: string): number {
  return suffix.replace(/\(\?![^)]*\)/, '').replace(/\[\^[^\]]+\]/, '.').length;
}

const AGENT_END = new RegExp(`(?:${SUFFIX}|组织)(?:[（(][^（）()]{1,30}[）)])?$`);
const AGENT_AT = new RegExp(`${SUFFIX}(?:[（(][^（）()]{1,30}[）)])?`, 'g');

/** What the name of a body or its gloss can end with. */
const LAST_OF_AGENT = characterSet(
  `${SUFFIXES.split(' ')
    .map((suffix) => suffix.replace(/\(\?![^)]*\)$/, '').slice(-1))
    .join('')}织）)`,
);

/** Nouns that end like a body and are none. */
const NOT_AGENTS =
  /(?:社会|机会|大会|全会|(?<!主席|党组|常务委员会|常委会|党委会|支委会|秘书长|联席)会议|座谈会|协商会|推进会|现场会|组织生活会|民主生活会|基层|场所|城区|园区|全部|内部|措施|水平|方案|原则|方面|重要方面|各方面|一方面|工作方面|城市|农村|乡村|社会主义|目标|关系|干部队伍|人才队伍|体系|治理体系|工作系统|信息系统|管理系统|系统性|超市|集市|股市|上市|产业|平台建设|市区)$/;

/** What no name of a body holds: a direction, a date, a count. */
const HOLDS_MORE =
  /向|由|及时|随时|提请|立即|书面|是(?!否)|经(?![济开贸信费营])|每(?:半?年|季|月|周|次)|对(?!外)|被(?!装|监督单位|考核单位|巡察|检查单位|督查单位)|[于在]\d|\d月|[一二两三四五六七八九十\d]+(?:名|份|次)/;

/** The unnamed reader: the audience of the document (domain.md G5). */
const AUDIENCE = signed(
  '全我本们家咱位你志',
  /^(?:[全我本](?:市|省|县|区|国|校|院|系统|镇|乡|街道)(?:上下)?|我们|大家|咱们|同志们|我|各位|你们|全体同志)$/,
);

export type SubjectKind = 'agent' | 'audience' | 'thing';

/** Lead words of a subject that are not part of its name. */
const SUBJECT_LEAD = /^(?:我们|咱们)?(?:每一?[位名个]|作为)?/;

/** `各支部都`, `各支部，`: what may stand behind a subject and is no part of it. */
export function withoutTail(words: string): string {
  return TAIL[words.charCodeAt(words.length - 1)] === 1 ? words.replace(/[都也均还更则就又既才，\s]+$/, '') : words;
}

const TAIL = characterSet(
  '都也均还更则就又既才， \t\n\r\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
);

/** Says what stands before a modal: a body, the audience, or a thing the sentence is about. */
export function kindOfSubject(words: string): SubjectKind {
  const plain = withoutTail(words);
  if (AUDIENCE.test(plain)) return 'audience';
  if (LAST_OF_AGENT[plain.charCodeAt(plain.length - 1)] !== 1) return 'thing';
  if (plain === '有关方面' || plain === '各有关方面') return 'agent';
  return AGENT_END.test(plain) && !NOT_AGENTS.test(plain) ? 'agent' : 'thing';
}

/** The end of a subject at the beginning of a clause that is followed by its predicate, or 0. */
export function agentAtStart(text: string): number {
  // Several rules ask the same of one clause, one after the other.
  if (text !== lastAsked.text) {
    lastAsked.end = findAgent(text);
    lastAsked.text = text;
  }
  return lastAsked.end;
}

const lastAsked = { text: '', end: 0 };

function findAgent(text: string): number {
  const audience = WE.exec(text)?.[0];
  if (audience && startsPredicate(text, audience.length)) return audience.length;
  if (!mayName(text)) return 0;
  const window = text.slice(0, LONGEST_SUBJECT);
  AGENT_AT.lastIndex = 0;
  for (let match = AGENT_AT.exec(window); match; match = AGENT_AT.exec(window)) {
    const end = match.index + match[0].length;
    // What may stand behind a body is looked at first: it is the cheapest thing to ask, and most often not there.
    if (JOINS_ON[text.charCodeAt(end)] !== 1 && !startsPredicate(text, end)) continue;
    const words = text.slice(0, end);
    if (words.lastIndexOf('《') > words.lastIndexOf('》')) continue;
    if (words.length < 2 || NOT_AGENTS.test(words) || /[一二三四五\d][次件项场篇份]/.test(words)) continue;
    if (/^[的、和与及或等（(]/.test(text.slice(end)) && !/^和[^、]{0,12}(?:一起|共同)/.test(text.slice(end))) {
      if (!/^等/.test(text.slice(end))) continue;
      const behind = /^等(?:部门|单位|方面|有关部门)?/.exec(text.slice(end))?.[0].length ?? 1;
      if (startsPredicate(text, end + behind)) return end + behind;
      continue;
    }
    if (!startsPredicate(text, end) || (/平台$/.test(words) && /^(?:建设|运行|管理)/.test(text.slice(end)))) continue;
    const post = /^(?:组织|宣传|纪检)委员/.exec(words)?.[0] ?? '';
    if (opensWithVerb(words) || HOLDS_MORE.test(words) || (post && words !== post)) continue;
    return end;
  }
  return 0;
}

const LONGEST_SUBJECT = 60;
const JOINS_ON = characterSet('的、和与及或等（(');
const WE = signed('们家', /^(?:我们|大家|咱们|同志们)/);

/** Whether a predicate, or 等, stands behind a character a body can end with: most clauses have none, and the names are many. */
function mayName(text: string): boolean {
  const end = Math.min(text.length, LONGEST_SUBJECT);
  for (let at = 0; at < end; at += 1) {
    if (LAST_OF_AGENT[text.charCodeAt(at)] !== 1) continue;
    if (text.charAt(at + 1) === '等' || startsPredicate(text, at + 1)) return true;
  }
  return false;
}

/** `由X牵头`, `由X负责…`, `由X汇总`: X acts (domain.md G5). */
export function byPhraseSubject(text: string, at: number): { start: number; end: number; kind: SubjectKind } | null {
  if (text.charAt(at) !== '由') return null;
  const start = at + 1;
  const length = agentAtStart(text.slice(start));
  return length > 0 ? { start, end: start + length, kind: 'agent' } : null;
}

/** `组织部`, `宣传部门` begin like a verb; `加强…机关`, `适时开展…县`, `对各支部` are no bodies. */
export function opensWithVerb(words: string): boolean {
  if (words.startsWith('组织部分') || words.startsWith('组织部署')) return true;
  if (NAMED_BY_ROLE.test(words)) return false;
  if (
    /^(?:至少)?(?:对|以|在|从|向|把|将|为|由|按|让|使|到|提前|自(?![然治贸])|经(?![济开贸信费营])|就(?!业)|与|遇|会同|联合(?![会社体党支])|是|像|比|被|靠|凭|受|根据|围绕|结合|通过|依托|针对|立足|聚焦|经过)/.test(
      words,
    )
  )
    return true;
  const at = skipAdverbs(words, 0);
  if (at > 0 && PREPOSITION.test(words.slice(at, at + 2))) return true;
  const verb = verbAt(words, at);
  // 依法严肃处 is the beginning of 处理.
  if (verb === null) return at > 0 && at >= words.length - 1;
  // 施工单位, 验收组, 辅导员 are named by what they do.
  if (/^(?:单位|部门|机构|小组|组|企业|机关|方|专班|人员|站|队)$/.test(words.slice(at + verb.length))) return false;
  if (/^[员者]/.test(words.slice(at + verb.length))) return false;
  if (!ORG_VERBS.test(words.slice(at))) return true;
  if (verb === '组织') return at > 0 || !/^(?:部(?![分署])|处|科|室|股|人事|系统)/.test(words.slice(verb.length));
  return (
    !/^(?:部(?![分署])|处|科|室|股|人事|办|系统|中心|组|局|厅|员|单位|机关|文化|体育|卫生|工作|主管|行政)/.test(
      words.slice(at + verb.length),
    ) || at > 0
  );
}

/** `牵头部门`, `承办单位`, `派驻监督小组`: a body named by what it does. */
const NAMED_BY_ROLE = new RegExp(
  `^(?:(?:牵头|承办|主办|协办|责任|交办|主管|分管|包联|带队|值班|派驻|驻村|驻点|挂职|派出|参会|与会|列席|被(?:监督|考核|巡察|检查|督查))[^，。；、的]{0,4}?${SUFFIX}|(?:推荐|选送|申报|使用|用人|用工|在岗|在编|在职|聘用|招聘|参加|建设|实施|运营|管理|归口|参与|配合|审批|监管|联系|报送|起草|接收)[^，。；、的]{0,4}(?:单位|部门|机构|企业|主体|小组|人员|机关))$`,
);

/** Verbs that begin the name of a body. */
const ORG_VERBS =
  /^(?:组织|宣传|教育|监督|检查|督导|督查|考核|管理|指导|服务|审计|协调|统筹|保卫|调研|研究|交流|编辑|发展|建设|规划|审批|执法|巡察|联络|培训)/;

/** Splits `A、B和C等` into the bodies it names, as printed (GUIDE 2, owners). */
export function splitAgents(words: string): { text: string; at: number }[] {
  const parts: { text: string; at: number }[] = [];
  let depth = 0;
  let from = 0;
  const close = (end: number) => {
    const part = cleanAgent(words.slice(from, end));
    if (part.text) parts.push({ text: part.text, at: from + part.lead });
  };
  for (let at = 0; at < words.length; at += 1) {
    const char = words.charAt(at);
    if ('（(“《'.includes(char)) depth += 1;
    if ('）)”》'.includes(char)) depth -= 1;
    if (depth > 0) continue;
    const joint = jointAt(words, at, from);
    if (joint === 0) continue;
    close(at);
    from = at + joint;
    at = from - 1;
  }
  close(words.length);
  return parts;
}

function jointAt(words: string, at: number, from: number): number {
  const char = words.charAt(at);
  if (words.startsWith('以及', at)) return 2;
  // 省级、地市级平台: the ranks share one noun.
  if (char === '、' && /[国省市县区乡镇村州]级$/.test(words.slice(0, at))) return 0;
  if ('、，,；;/'.includes(char)) return 1;
  // 市发展和改革委员会 is one body: what stands before 和 is none by itself.
  if ('和与及或暨'.includes(char) && at > 1 && AGENT_END.test(words.slice(from, at))) return 1;
  return 0;
}

function cleanAgent(raw: string): { text: string; lead: number } {
  const lead = raw.length - raw.trimStart().length;
  let text = raw.trim();
  const front = SUBJECT_LEAD.exec(text)?.[0].length ?? 0;
  text = text.slice(front);
  text = text.replace(/(?:等(?:有关)?(?:部门|单位|方面|同志)?|都|也|均|要|应|须)+$/, '');
  return { text, lead: lead + front };
}

const LACKING = signed(
  '没尚还未暂',
  /(?:没有|尚未|还没有?|未|还未|暂未)(?:[建设成组配]立?|设立|建立|成立|组建|配备|健全|完成|召开|开展)*/,
);
const CONDITION_WORDS = signed(
  '没尚还未暂件备已存缺问',
  /没有|尚未|还没|还未|暂未|^未|有条件|具备条件|暂不具备|已经?(?:建立|设立|成立)|存在|缺项|有.{0,8}问题/,
);

/** Organisation kinds a condition may name (domain.md B1); the longest name wins. */
const ORGANISATION_KINDS: [RegExp, string][] = [
  [/专(?:门)?委(?:员)?会(?:功能型)?(?:党组织|党支部|党的组织|支部)/, 'committeeBranch'],
  [/机关党组/, 'officePartyGroup'],
  [/机关党支部/, 'officeBranch'],
  [/机关党委/, 'officePartyCommittee'],
  [/功能型党支部/, 'functionalBranch'],
  [/临时党组织/, 'temporaryPartyOrg'],
  [/党员活动小组/, 'partyActivityGroup'],
  [/委员活动组/, 'memberActivityGroup'],
  [/委员活动室|委员之家/, 'memberHome'],
  [/委员工作室/, 'memberStudio'],
  [/党小组/, 'partyCell'],
  [/党组/, 'partyGroup'],
  [/党支部|支部/, 'partyBranch'],
];

/**
 * Parts `没有建立…的县（市）区政协` into the body and the condition under which it is asked (domain.md G5, A39). Relative
 * clauses that are no condition are dropped as well.
 */
export function splitCondition(words: string): { body: string; at: number; condition: OwnerCondition | null } {
  const cut = words.lastIndexOf('的');
  const body = words.slice(cut + 1);
  if (cut < 0 || !AGENT_END.test(body)) return { body: words, at: 0, condition: null };
  const relative = words.slice(0, cut);
  // 政协机关的同志: whose they are is part of who they are.
  if (/^(?:同志|干部|人员|书记|负责人|领导|工作人员)$/.test(body) && namesBody(relative))
    return { body: words, at: 0, condition: null };
  if (!CONDITION_WORDS.test(relative)) return { body, at: cut + 1, condition: null };
  const organisationKind = LACKING.test(relative)
    ? ORGANISATION_KINDS.find(([pattern]) => pattern.test(relative))?.[1]
    : undefined;
  return {
    body,
    at: cut + 1,
    condition: { text: `${relative}的`, lacks: organisationKind ? { organisationKind } : null },
  };
}

/** True when every part of a list is a body or person: an unlabelled bracket of owners. */
export function isAgentList(words: string): boolean {
  const parts = splitAgents(words);
  return (
    parts.length > 0 &&
    parts.every(
      (part) =>
        part.text.length <= 30 &&
        !actsWithin(part.text) &&
        AGENT_END.test(part.text) &&
        !NOT_AGENTS.test(part.text) &&
        !/[，。；]/.test(part.text),
    )
  );
}

/** `货运平台企业开设冷链专区`: a body and what it does. */
function actsWithin(words: string): boolean {
  for (let at = 2; at < words.length - 3; at += 1) {
    const verb = verbAt(words, at);
    if (verb !== null && verb.length > 1 && !ORG_VERBS.test(verb)) return true;
  }
  return false;
}

/** Whether a stretch is nothing but the name of a body: no deed, no count, no place it is done at. */
export function namesBody(words: string): boolean {
  return (
    kindOfSubject(words) === 'agent' &&
    words.length <= 24 &&
    !opensWithVerb(words) &&
    !HOLDS_MORE.test(words) &&
    !/[在把将从]|\d/.test(words)
  );
}

/** The place behind connectives at the front of a clause. */
export function skipConnectives(text: string, from: number): number {
  let at = from;
  for (;;) {
    const word = connectiveAt(text, at);
    if (word === null) return at;
    // 第二季度, 第一批 count; 第二，… lists.
    if (word.startsWith('第') && !/^[，,、：要]/.test(text.slice(at + word.length))) return at;
    // 并案, 还款, 另行, 即时 are words of their own.
    if (word.length === 1 && (verbAt(text, at) ?? adverbAt(text, at) ?? '').length > 1) return at;
    if (
      /^(?:即|另|现|或|且|既|又)$/.test(word) &&
      !startsPredicate(text, at + 1) &&
      !/^[要应须请将]/.test(text.slice(at + 1))
    )
      return at;
    at += word.length;
  }
}
