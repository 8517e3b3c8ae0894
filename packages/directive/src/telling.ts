import { ADJUNCT_LEAD } from './adjuncts.ts';
import { skipAdverbs, verbAt } from './lexicon/words.ts';
import { findModals } from './modals.ts';
import { signed } from './signs.ts';

/** Marks of clauses that tell, argue or quote instead of asking (domain.md G2, G4). */
export const COPULA = signed(
  '都是也就仅即于味键重贵根核点事系乎具富着现表证映决属临存足够高强位深健衡完待仍远',
  /(?:都是|不是)|(?:^|[^但凡总还若硬可只不都正])(?:既?是(?!否|非|不是)|也是|就是|不仅是|即是|在于|意味着|关键在|关键是|重在|贵在|根本在|核心是|重点是|事关|关系到?|关乎|具有|富有|有着|体现了?|标志着|表明|证明|反映|决定了?|属于|面临|存在(?!的)|不足|不够|不高|不强|不到位|不深入|不健全|不平衡|不完全|有待|仍需|任重道远|任重而道远)/,
);
/** Someone said what follows: the verb of saying ends the clause and is no noun (的要求, 等要求). */
const REPORTING = signed(
  '指调求出示认讲说号希议常席',
  /^(?<speaker>[^，。；]{0,30}?)(?:明确|一致|特别|反复|再次|多次|深刻|郑重)?(?:指出|强调|要求|提出|表示|认为|讲到|说道|号召|希望)$|^(?:会议|常委会|主席会议|党组会议)(?:研究)?(?:决定|明确|议定|同意)$/,
);
const NOUN_SAYING = signed(
  '求希号',
  /(?:的|等|各项|有关|相关|和|及|、|工作|任务|目标|部署|提出|落实|按照|根据)(?:明确)?(?:要求|希望|号召)$/,
);
/** The words of saying that end `UPPER_SPEAKER`: looked for first, for most clauses hold none and that pattern is dear. */
const SAYS = signed('指调出求阐过常确规诫', /指出|强调|提出|要求|指明|阐述|[说讲]过|常[说讲]|明确|规定|告诫/);
/** Leaders and documents above the issuer: what they said is cited, not asked (domain.md G2, attribution). */
const UPPER_SPEAKER =
  /(?:召开的[^，。；]{2,20}会议?上?|上级[^，。；]{0,6}|省(?:政协|级|里|级有关)|前辈|老[^，。；]{0,6}(?:人|辈|委员|同志|书记)|老话|俗话|总书记|主席|总理|国家领导|党中央|中共中央|中央|全国政协|国务院|中办|全会|党的[一二三四五六七八九十]+大|座谈会|推进会|党代会|代表大会|工作会议|《[^》]+》|宪法|党章|马克思|导师|省委|市委)[^，。；]{0,30}?(?:指出|强调|明确提出|要求我们|提出|指明|阐述|说过|讲过|常[说讲]|已经?明确|作出(?:明确)?规定|规定$|告诫|(?<![的等关项])要求(?=各|全|广|我|必|，|：|$))/;
/** Defines, counts, sums up or presents; nobody is to do anything. */
export const DEFINES = signed(
  '指视计制由其试效只仅处需是括含予附填于共',
  /是指|视同|视为|(?<!设)计\d+分|实行[^，。；]{0,6}制$|由[^，。；]{2,30}组成$|从其规定|^(?:试行期|有效期)|的(?:只有|仅有)[\d一二两三四五六七八九十]|正处(?:在|于)|需要[^，。；]*的[^，。；]{1,6}(?:很多|不少)$|^(?:具体|主要|基本)?(?:安排|内容|任务|要求|做法|考虑)是$|^[^，。；]{2,14}(?:内容|对象|范围)(?:主要)?(?:包括|包含)|^请予(?:以)?(?:大力)?支持|(?<![（(])见附件|填表说明|在于|共(?:计)?[\d一二三四五六七八九十百]+[条项章篇节]$|^[^把对请将，。；]{2,24}(?:都|也|就|既|不)?(?<![但凡总还若硬可只正])是(?!否|非(?!遗)|什么|谁)[^，。；]{2,}$/,
);
const PAST = signed(
  '了已曾先率刚近来去上长直多此历截连天眼次扎守从奋候耘',
  /(?:了(?!解|然|结|断|如指掌|望)(?![^，。；]{0,3}$(?<=为了))|已经(?![^，。；]{1,10}的)|业已|已(?!有的|建成的|[^，。；]{0,12}的)|曾(?!任)|先后|率先成立|刚刚|刚才|近年来|近[一二两三几]?年来|以来|去年(?!同期|[^，。；]{0,8}(?:总结|报告|材料|情况|台账))|[一二两三四五六七八九十几多]年来|上年(?!度|同期|提高|增长|减少|基础|水平)|长期以来|一直以来|多年来|过去|此前|历来|截至|截止|连日来|这些天|眼看|上次|(?:扎根|坚守|从事|奋战|守候|耕耘)[^，。；]{0,8}年$)/,
);
/** Says how something stands: lacking, needing, given elsewhere. */
const STATES = signed(
  '够高强足位深健衡善充还仍容受轻适待欠滞薄畅才、困只需附另如',
  /(?<!查找|查摆|弥补|补齐|克服|正视|改进|整改)(?:不够|不高|不强|不足|不到位|不深入|不健全|不平衡|不完善|不充分|[还仍]不能|不能(?:容纳|承受)|重[^，。；]{1,4}、?轻|不能适应|不能满足|难以适应|有待|欠缺|滞后|薄弱|畅通不够)[^，。；问现的逐加予改]{0,6}$|^[^，。；]{2,20}才(?:能|会)[^，。；的]{2,}$|^[^，。；]{0,3}(?:什么|怎么)[^，。；]*、[^，。；]*(?:什么|怎么)|(?:确有|存在)困难$|^[^，。；把将]{2,10}只是[^，。；]{1,10}$|^(?!根据|按照|结合|围绕|适应|满足|针对|立足|因|视|如|若|凡|对)[^，。；]{2,30}(?<![所急])需要[^的，。；]{2}|(?:附后|另发|见附件|如下)$/,
);
const DISCOURSE = signed(
  '看识承注',
  /^(?:但|但是|也|还|更|我们|大家|同志们)?(?:也|还|更)?(?:要|必须|应当|应该|应)?(?:清醒(?:地)?)?(?:看到|认识到|承认|注意到)/,
);

/** How it is said to be, by what was found or by someone else than the issuer. */
const TOLD_BY = signed(
  '有如像诚言据说讨诉慨忆显悉解出求调确指',
  /^(?:有(?:的|些)?(?:委员|代表|同志|群众|专家|基层干部)[^，。；]{0,6}(?:建议|反映|提出|认为|问)|正如|正像|诚如|常言道|据(?!此|实)[^，。；]{0,12}$)|(?:所说|所言|说道|地说|讨论时说|告诉记者|感慨|回忆说|显示|获悉|了解到)$|^(?:去年|上年|此前|前期|上次|上届|前不久|日前|最近)[^，。；]{0,20}(?:提出|要求|强调|明确|指出)$/,
);
/** A clause about something that ends in how it is, or that begins with some of many. */
const STANDS_SO = signed(
  '别数有些他她将困席列参持序足良显著较跃踊极绪备',
  /^(?:但|但是|当前|目前|不过)?(?:个别|少数|有的|有些|一些)(?!要|应)|^(?:他|她)们?(?![山杨])|^[^，。；]{0,10}将(?:极大|大大|有力|显著|更加|更好|直接)|^(?![^，。；]*是否)[^，。；]*(?:确有困难|存在困难|(?:出席|列席|参加|主持)(?:会议|座谈会|本次会议)|有序|充足|良好|明显|显著|较高|较好|活跃|踊跃|积极响应|就绪|完备)$/,
);

/** `贯彻总书记…要求`, `要学习…讲话`: the speaker stands inside what is asked for. */
function asksBeforeSpeaker(text: string, start: number, speaker: number): boolean {
  if (speaker <= start) return false;
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

/** What is left open, or one way among others. */
const OPEN_ENDED = signed(
  '另可',
  /另行(?:确定|通知|制定|安排|公布|印发)|^[^，。；]{1,8}可以?(?:采取|采用|通过|由|以|参照)/,
);

/** `看质量高不高`, `为什么要提前`: a question, however it is meant. */
const ASKS_WHETHER = signed(
  '看问什怎靠讲',
  /要(?:看|问)[^，。；]*(.)不\1|为什么|怎么(?:办|样)|(?:^|[^能])(?:要|是)[靠讲][^，。；]{0,3}(?:够|透|清楚)?$|(?:关键|最终|归根到底|说到底)[^，。；]{0,4}要[看靠]|^[^，。；]{0,12}要靠/,
);

/** What is said without asking: told, cited, stated, reported (domain.md G2). */
export type Told = 'narration' | 'attribution' | 'statement' | 'report';

/** What tells, quotes or argues whatever modal stands in it (domain.md G2). */
export function toldBeforeModal(text: string, start: number): Told | null {
  const speaker = SAYS.test(text) ? UPPER_SPEAKER.exec(text) : null;
  if (speaker && !asksBeforeSpeaker(text, start, speaker.index) && !asksWithin(speaker[0])) {
    const tellsOnly = /^(?:了|过)/.test(text.slice(speaker.index + speaker[0].length));
    return tellsOnly ? 'narration' : 'attribution';
  }
  if (TOLD_BY.test(text)) return 'attribution';
  if (DISCOURSE.test(text) || OPEN_ENDED.test(text) || ASKS_WHETHER.test(text)) return 'statement';
  return ARGUMENT.test(text.slice(start)) ? 'statement' : null;
}

const ARGUMENT = signed(
  '只需离赖取旨意是非因正所这也既无论管历证望',
  /^(?:只有|(?:更|还|也|都|就)?(?:需要|离不开|有赖于|取决于)(?![^，。；]*的)|旨在|意在|(?:并)?不是|并非|正因|正是|之所以|这就|这也|这既|无论|不论|不管|历史|实践证明|展望|(?:也|既|就|都|不仅|首先)?是(?!否|非))/,
);

/** What stands in round brackets (`（见附件2）`) says nothing of the clause. */
export function withoutAsides(text: string): string {
  return text.includes('（') ? text.replace(/（[^（）]*）/g, '') : text;
}

/** What defines or reports, where no modal stands in it. */
export function definesOrReports(text: string, start: number): Told | null {
  if (DEFINES.test(text.slice(start))) return 'statement';
  return reportsSpeech(text, start) ? 'report' : null;
}

/** What says how something stands or has been, where no modal stands in it. */
export function statesOrNarrates(text: string, start: number): Told | null {
  if (STANDS_SO.test(text) && verbAt(text, start) === null) return 'statement';
  const words = withoutAsides(text);
  if (STATES.test(words) && !/^(?:认真)?(?:查找|查摆|解决|整改|补齐|改进|克服|破解|纠正)/.test(text.slice(start)))
    return 'statement';
  return PAST.test(text) ? 'narration' : null;
}

/** `市委编办要…提出建议`: with a modal before the saying it is a deed. */
function asksWithin(words: string): boolean {
  return findModals(words.slice(0, -2)).some((modal) => modal.rule.force === 'directive');
}
