import type { Strength } from './model.ts';
import { signed } from './signs.ts';

/** What a modal does with the clause it opens. */
export type Force = 'directive' | 'prohibition' | 'request' | 'plan' | 'suggestion' | 'permission';

interface ModalRule {
  word: string;
  force: Force;
  strength: Strength;
  /** The modal belongs to the action (`不得…`) or stands before it. */
  stays: boolean;
  /** The word is no modal after these endings or before these beginnings (domain.md G4). */
  notAfter?: RegExp;
  notBefore?: RegExp;
  /** Where it is one only before these. */
  onlyBefore?: RegExp;
}

/** Longer words first: `必须要` before `要`. */
const MODALS: ModalRule[] = [
  {
    word: '不得',
    force: 'prohibition',
    strength: 'M4',
    stays: true,
    notAfter: /(?:[舍恨巴值怪来慢急等坐]|(?<!理)由)$/,
    notBefore: /^(?:不|已|了|而知)/,
  },
  { word: '严格禁止', force: 'prohibition', strength: 'M4', stays: true },
  { word: '严禁', force: 'prohibition', strength: 'M4', stays: true, notBefore: /^的/ },
  { word: '禁止', force: 'prohibition', strength: 'M4', stays: true, notBefore: /^(?:的|性)/ },
  { word: '不准', force: 'prohibition', strength: 'M4', stays: true, notBefore: /^确/ },
  { word: '不许', force: 'prohibition', strength: 'M4', stays: true },
  { word: '决不允许', force: 'prohibition', strength: 'M4', stays: true },
  { word: '绝不允许', force: 'prohibition', strength: 'M4', stays: true },
  { word: '决不能', force: 'prohibition', strength: 'M4', stays: true },
  { word: '绝不能', force: 'prohibition', strength: 'M4', stays: true },
  {
    word: '不能',
    force: 'prohibition',
    strength: 'M3',
    stays: true,
    notAfter: /能$/,
    notBefore: /^(?:不|容纳|承受|到会|出席|参会|适应|满足|完全|很好|够|有效)/,
  },
  { word: '切忌', force: 'prohibition', strength: 'M4', stays: true },
  { word: '切勿', force: 'prohibition', strength: 'M4', stays: true },
  { word: '切记', force: 'prohibition', strength: 'M3', stays: true },
  {
    word: '不可',
    force: 'prohibition',
    strength: 'M3',
    stays: true,
    notAfter: /(?:缺一|为何|何以|为什么)$/,
    notBefore: /^(?:或缺|替代|分割|避免|逾越|推卸|阻挡|忽视的|少|磨灭|抗拒|控|持续|多得)/,
  },
  { word: '不要', force: 'prohibition', strength: 'M3', stays: true, notAfter: /起来$/, notBefore: /^(?:求|紧|了|$)/ },
  { word: '不应', force: 'prohibition', strength: 'M3', stays: true, notBefore: /^(?:求|有的)/ },
  { word: '必须要', force: 'directive', strength: 'M4', stays: false },
  {
    word: '必须',
    force: 'directive',
    strength: 'M4',
    stays: false,
    notAfter: /(?:是|成为|三个|做到)$/,
    notBefore: /^(?:的|品)/,
  },
  { word: '务必', force: 'directive', strength: 'M4', stays: false },
  { word: '务须', force: 'directive', strength: 'M4', stays: false },
  { word: '应当', force: 'directive', strength: 'M3', stays: false, notBefore: /^(?:说|[日天月年场面])/ },
  { word: '应该', force: 'directive', strength: 'M3', stays: false, notBefore: /^(?:说|看到|是)/ },
  {
    word: '要',
    force: 'directive',
    strength: 'M3',
    stays: false,
    notAfter: /(?:[^谁]就|往往|常常|越|愈|[重主需首只将想不摘纲纪卡概扼必紧次索简险冲显机提打若倘快强硬择撮辑])$/,
    notBefore:
      /^(?:不得|[^，。；]{1,3}就(?![业近地])|求(?!真)|素|紧(?![密紧扣盯跟抓贴接缩急])|义(?!不容辞)|件|闻|领|么|害|道|职|塞|价|挟|言|务|不是|不然|害|点(?!对点|面)|说|是(?!非)|看到|清醒(?:地)?(?:认识|看到)|认识到|承认)/,
  },
  {
    word: '应',
    force: 'directive',
    strength: 'M3',
    stays: false,
    notAfter: /[适相反响对供效呼回感照顺策因理报一]$/,
    notBefore:
      /^(?:对(?![^，。；]{1,16}(?:负|进行|开展|予以|作出|给予|实行|加强|提出|实施))|急|用|届|邀|收|建尽|到|有|变|急|付|运|答|聘|声|验|战|力|允|许|酬|景|时|纳尽|享尽|保尽|改尽|查尽|考|救尽|帮尽|转尽|统尽|知应会|.尽)/,
  },
  {
    word: '须',
    force: 'directive',
    strength: 'M4',
    stays: false,
    notAfter: /[必务无毋胡]$/,
    notBefore: /^(?:知|臾|要)/,
  },
  {
    word: '需',
    force: 'directive',
    strength: 'M3',
    stays: false,
    notAfter: /[必所急供内刚按军特无亟生]$/,
    notBefore: /^(?:要|求|的)/,
    onlyBefore: /^(?:于|在|按|将|对|提|填|报|经|由|携|严|认|及|签|进|加|做|完|配|办|组|制|建|逐|落|向|从|以)/,
  },
  { word: '敬请', force: 'request', strength: 'M3', stays: false },
  { word: '商请', force: 'request', strength: 'M3', stays: false },
  { word: '恳请', force: 'request', strength: 'M3', stays: false },
  {
    word: '请',
    force: 'request',
    strength: 'M3',
    stays: false,
    notAfter: /(?:[申邀提聘报商敦延烦宴约能]|把.{1,3})$/,
    notBefore: /^(?:示|假|销假|教|求|柬|客|战|愿|缨|进来|出)/,
  },
  {
    word: '希望',
    force: 'request',
    strength: 'M2',
    stays: false,
    notAfter: /[的有新充满大]$/,
    notBefore: /^(?:的|工程|小学|和|、)/,
  },
  {
    word: '决定',
    force: 'plan',
    strength: 'M0',
    stays: false,
    onlyBefore: /^(?:于|在|从|自|对|将|组|召|开|举|成|设|建|印|命|授|表|启|实|进行)/,
    notAfter: /(?:的|常委会|作出|研究|审议|起|、)$/,
  },
  { word: '将要', force: 'plan', strength: 'M0', stays: false, notAfter: /即$/ },
  {
    word: '拟',
    force: 'plan',
    strength: 'M0',
    stays: false,
    notAfter: /[模草虚比初]$/,
    notBefore: /^(?:定|订|合|写|任|稿|态)/,
  },
  {
    word: '计划',
    force: 'plan',
    strength: 'M0',
    stays: false,
    notAfter: /(?:工作|年度|行动|发展|学习|实施|培训|活动|的|按|按照|国民|五年|划|、)$/,
    onlyBefore:
      /^(?:明年|今年|下半年|\d|一季度|二季度|三季度|四季度|[在于用从对将把为到向以组召举开建新成推实完安派投选编制出深引聘征评打继]|通过|与|分|年|再)/,
  },
  {
    word: '准备',
    force: 'plan',
    strength: 'M0',
    stays: false,
    notAfter: /(?:工作|思想|充分|的|做好|、|认真)$/,
    onlyBefore: /^(?:[在于用从对将把为分组召举开新成推选邀聘引派]|通过)/,
  },
  {
    word: '将',
    force: 'plan',
    strength: 'M0',
    stays: false,
    notAfter: /[即必终行大老强名主干兵健麻]$/,
    notBefore: /^(?:来|军|士|领|近|要|极大|大大|有力|显著|更加|更好|直接|成为|会)/,
  },
  {
    word: '建议',
    force: 'suggestion',
    strength: 'M1',
    stays: false,
    notAfter: /(?:意见|提出|所提?|的|及|和|、|与|条|议政|合理化|对策|提案|或|各项)$/,
    notBefore: /^(?:书|案|、|的|和|等|权|人|意见|方案|名单|清单|，|$)/,
  },
  { word: '不妨', force: 'suggestion', strength: 'M1', stays: false },
  { word: '鼓励', force: 'suggestion', strength: 'M1', stays: true, notBefore: /^(?:和|、|政策|机制|措施|性|的)/ },
  { word: '提倡', force: 'suggestion', strength: 'M1', stays: true, notBefore: /^的/ },
  { word: '可以', force: 'permission', strength: 'M1', stays: true },
  {
    word: '可',
    force: 'permission',
    strength: 'M1',
    stays: true,
    notAfter: /[不认许尚宁无未两大非]$/,
    notBefore: /^(?:能|行|靠|见|持|控|复|视|观|操|信|以|是|比|谓|喜|贵|推广|量|复制|追|达|用|读|期|燃)/,
  },
];

export interface FoundModal {
  rule: ModalRule;
  at: number;
  end: number;
}

/** The rules by the code of the first character of their words, in the order above. */
const RULES_OF: (ModalRule[] | undefined)[] = new Array(0x10000).fill(undefined);
for (const rule of MODALS) {
  const first = rule.word.charCodeAt(0);
  RULES_OF[first] = [...(RULES_OF[first] ?? []), rule];
}
const firstCharacters = [...new Set(MODALS.map(({ word }) => word.charAt(0)))].join('');
const FIRST = signed(firstCharacters, new RegExp(`[${firstCharacters}]`));

/** Every place in a clause where a modal may stand, in order; false friends by their neighbours are left out. */
export function findModals(text: string): FoundModal[] {
  const found: FoundModal[] = [];
  if (!FIRST.canMatch(text)) return found;
  for (let at = 0; at < text.length; at += 1) {
    const rule = RULES_OF[text.charCodeAt(at)]?.find(
      (candidate) => text.startsWith(candidate.word, at) && holds(candidate, text, at),
    );
    if (rule === undefined) continue;
    found.push({ rule, at, end: at + rule.word.length });
    at += rule.word.length - 1;
  }
  return found;
}

function holds(rule: ModalRule, text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4), at);
  const after = text.slice(at + rule.word.length, at + rule.word.length + 20);
  if (rule.notAfter?.test(before)) return false;
  if (rule.notBefore?.test(after)) return false;
  return !rule.onlyBefore || rule.onlyBefore.test(after);
}
