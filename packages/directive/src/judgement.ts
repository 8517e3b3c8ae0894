import { kindOfVerb } from './lexicon/words.ts';
import type { Force } from './modals.ts';
import type {
  Hardness,
  ObligationKind,
  Quantity,
  Recurrence,
  Strength,
  SupervisionMode,
  SupervisionObject,
} from './model.ts';
import { signed } from './signs.ts';

const AVOIDS = signed('避止杜戒防谨禁切忌勿', /^(?:避免|防止|杜绝|力戒|严防|谨防|严禁|禁止|切记|切忌|切勿)/);
const BEARS = signed(
  '负责双用堡促',
  /负(?:总)?责(?!人|同志|部门|单位)|(?:第一|直接|主体|领导|指导|具体)责任|一岗双责|重要作用|堡垒作用|督促作用/,
);
const MEETS = signed('召举好', /(?:召开|举办|举行|组织召开|开好)[^，]{0,30}(?:会|活动|大会|论坛|培训班|比赛|竞赛)/);
const SUPERVISES = signed(
  '述督查检考监问约估评验通纳',
  /(?:述职|督导|督查|检查|考核|监督|问责|约谈|评估|评议|验收|通报|纳入[^，]{0,12}(?:考核|评估|评价))/,
);
const HANDS_IN = signed(
  '送报告交备',
  /(?:报送|上报|报告|提交|备案|报[^，纸刊道名告]{1,16}(?:办|室|局|委|部|处|党组|党委|科)$)/,
);
const STUDIES = signed('习培宣课育', /(?:学习|培训|宣讲|党课|教育)/);
const REACHES = signed('达完现低少覆', /(?:达到|完成|实现|不低于|不少于|全覆盖)/);

/** The kind of an action by its words first and its verb second (GUIDE 2). */
export function kindOfAction(quote: string, verb: string | null, force: Force | 'imperative'): ObligationKind {
  if (force === 'prohibition') return 'prohibit';
  if (force === 'permission') return 'permit';
  if (AVOIDS.test(quote)) return 'prohibit';
  if (BEARS.test(quote)) return 'responsibility';
  if (MEETS.test(quote)) return 'meeting';
  if (SUPERVISES.test(quote)) return 'supervise';
  if (HANDS_IN.test(quote)) return 'deliver';
  const kind = kindOfVerb(verb);
  if (kind === 'action' && STUDIES.test(quote)) return 'study';
  if (kind === 'action' && REACHES.test(quote)) return 'target';
  return kind;
}

const DELIVERABLE = signed(
  '《清账方告名册划总法细制则材库档录计汇章准南文知通议书诺预稿态息见',
  /[《][^》]{1,120}[》]|清单|台账|方案|报告|名单|名册|计划|总结|办法|细则|制度|规则|材料|信息库|数据库|档案|记录|统计表|汇总表|计划表|章程|规划|标准|指南|手册|文件|通知|通报|协议|责任书|承诺书|预案|目录|图册|汇编|讲稿|论文|动态信息|活动信息|意见$/,
);
const EVENT = signed(
  '召举展织参观课次换址挂签',
  /(?:召开|举办|举行|开展|组织|参加|参观)[^，]{0,40}(?:会|会议|活动|培训|培训班|比赛|竞赛|演讲|演练|测评|宣讲|讲座|论坛|展览|仪式|调研|督导|督查|检查|考察|评选|慰问|志愿服务|党课|组织生活|党日|换届|联谊|座谈)|讲党课|上党课|一次|换届工作|选址|挂牌|签订/,
);
const BODY = signed(
  '立组成起聘指备置健',
  /(?:成立|组建|设立|建立|建成|建起|聘任|指定|配备|设置|健全)[^，]{0,40}(?:小组|专班|机构|队伍|党组织|党组|党支部|支部|委员会|中心|站|点|室|岗|平台|机制|制度|体系|库|台账|档案|网格员|专员|联络员|部门|党的组织|工具|系统)/,
);
const COVERAGE = signed(
  '覆每逐户律全所尽漏死百%％',
  /全覆盖|每[名个位]|逐一|逐个|逐人|逐户|一律|全部|所有|应建尽建|应[^，]尽[^，]|无遗漏|无死角|百分之百|100[%％]/,
);
const BUDGET = signed(
  '纳排落障购报验',
  /纳入[^，]{0,20}(?:预算|考核|评估|评价|目标|内容|绩效)|(?:安排|落实|保障)[^，]{0,20}(?:经费|资金|人员|场所)|优先采购|报[^，]{1,16}(?:备案|审批|批准|同意)|验收/,
);

const TENTATIVE = signed('探究步断', /^(?:[^，。；]{0,4})(?:探索|研究|逐步|不断|进一步)/);
/** Words that say a document is made. */
const MAKES = signed(
  '定订编印立报交形填布善台草梳签拟出落',
  /制定|制订|编制|印发|建立|报|提交|形成|填|公布|修订|完善并|出台|起草|发布|梳理|签订|拟定|提出|落实/,
);
const COMPLETES = signed('完现位', /完成|实现|到位/);

/** An action whose fulfilment one can see: a document, an event, a body, a coverage, a budget line. */
export function isVerifiable(quote: string, kind: ObligationKind): boolean {
  if (TENTATIVE.test(quote)) return false;
  if (kind === 'deliver') return true;
  return (
    (DELIVERABLE.test(quote) && MAKES.test(quote)) ||
    EVENT.test(quote) ||
    BODY.test(quote) ||
    COVERAGE.test(quote) ||
    BUDGET.test(quote)
  );
}

export interface HardnessEvidence {
  quote: string;
  kind: ObligationKind;
  strength: Strength;
  force: Force | 'imperative';
  /** A date binds it, its own or one handed down. */
  dated: boolean;
  /** The date stands in the sentence itself. */
  datedItself: boolean;
  recurrence: Recurrence | null;
  quantities: Quantity[];
}

/** Hard, semi or soft by domain.md G3; recommended things fall by one step. */
export function hardnessOf(evidence: HardnessEvidence): Hardness {
  const { quote, kind, strength, force, dated, datedItself, recurrence, quantities } = evidence;
  if (kind === 'prohibit') return force === 'prohibition' || strength === 'M4' ? lower('hard', strength) : 'soft';
  const rhythm = recurrence !== null && recurrence.period !== 'periodic';
  const measured = quantities.length > 0;
  const verifiable = measured || isVerifiable(quote, kind) || (datedItself && COMPLETES.test(quote));
  const bound = dated || rhythm || measured || strength === 'M4';
  if (verifiable && bound) return lower('hard', strength);
  if (verifiable || datedItself || rhythm) return lower('semi', strength);
  return 'soft';
}

function lower(hardness: Hardness, strength: Strength): Hardness {
  if (strength !== 'M1') return hardness;
  return hardness === 'hard' ? 'semi' : 'soft';
}

const MODES: [string, SupervisionMode][] = [
  ['盯住', 'watch'],
  ['盯紧', 'watch'],
  ['跟踪', 'track'],
  ['强力监督', 'forceful'],
];
const OBJECTS: [string, SupervisionObject][] = [
  ['硬指标', 'hardIndicator'],
  ['硬任务', 'hardTask'],
  ['关键举措', 'keyMeasure'],
  ['薄弱环节', 'weakLink'],
];
const DONE_TO = signed('对', /对[^，；。]*$/);

/**
 * A71 and A72 of domain.md, where the words are there.
 * @param before what stands before the action in its clause: 对薄弱环节要 of 对薄弱环节要强力监督
 */
export function supervisionOf(
  quote: string,
  before: string,
): { mode: SupervisionMode | null; object: SupervisionObject | null } {
  const watched = `${DONE_TO.exec(before)?.[0] ?? ''}${quote}`;
  const mode = MODES.find(([words]) => quote.includes(words))?.[1] ?? null;
  const object = OBJECTS.find(([words]) => watched.includes(words))?.[1] ?? null;
  return { mode, object };
}

/** `切记` before a fault is a frequent misprint of `切忌`, and `切忌` before a merit of `切记` (domain.md G12, 16): flagged, never mended. */
export function suspectsMisprint(quote: string): boolean {
  if (!quote.startsWith('切')) return false;
  if (/^切忌(?:做好|做到|提高|提升|加强|增强|落实|完善|坚持|认真|及时|按时|严格|确保|抓好|遵守|牢记)/.test(quote))
    return true;
  return /^切记(?![：:，])/.test(quote) && !/切记(?:不|要|勿|把|在)/.test(quote);
}
