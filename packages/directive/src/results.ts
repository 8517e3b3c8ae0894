import type { Segment } from './segments.ts';
import { signed } from './signs.ts';

const DOCUMENT = '(?:报告|方案|清单|材料|台账|意见|办法|总结|计划|名单|汇编|案例|文件|成果|预案|纪要|简报|目录)';

/** Openers of results, purposes and degrees: with no modal of their own they are no action (GUIDE 2, purpose). */
const RESULT_WORDS = [
  '确保|保证|促进|促使|推动|助力|助推|带动(?!作用)',
  '(?:探索|走|闯|创|摸索)出|抓出[^，]{0,6}成效|见到|取得|赢得',
  `形成(?![^，。；]{0,30}${DOCUMENT})|构建起|构筑|营造|凝聚|汇聚(?:起)?[^，]{0,12}(?:力量|合力)`,
  '增强|提升|提高|激发|激励|展现|展示(?!风采)|彰显|体现|谱写|书写|开创|绘就|奏响|厚植|抒发',
  '(?:不断)?夯实[^，。；]*基础|(?:切实)?打牢[^，。；]*基础|(?:努力)?打通[^，。；]*公里|(?:不断)?扩大[^，。；]{0,6}面|把[^，。；]{2,30}(?:化解在|汇聚成|转化[为成])|以[^，。；]{2,12}展现',
  '做到(?=应|全覆盖|“一)|让|使|以便|贡献|达到|真正实现|实现|弘扬|践行|争创|奋力|引领|满足|送上|造浓|浓厚|确立',
  '努力实现|努力形成|更好地?(?:服务|满足|规范|适应|发挥|履行|推动|促进|传播)',
  '引导社会|引导[^，。；]{2,14}(?:树立|增强|形成|自觉)|真正(?:把|让|使)|切实(?:解决|提高|提升|增强|降低|减轻|减少|缩短)|有效(?:提升|防止|防范|推动|促进|压降|降低|减少|缓解|遏制|解决)|全面(?:提升|提高)',
  '进一步(?:提升|提高|增强|激发|营造|巩固|凝聚|推动|促进)|共同(?:推动|营造)|不断(?:增强|提升|提高|壮大|扩大)',
  '推进[^，]{0,20}高质量发展|保障(?=[^，]{0,20}(?:顺利|有序|落实|到位|安全|平稳))|发挥[^，]{0,20}整体功能|树立[^，]{0,8}形象',
].join('|');
const RESULT = new RegExp(`^(?!有计划地|有组织地|分批)[^，。；]{0,4}?(?:${RESULT_WORDS})`);
/** Results even at the head of a sentence; only a modal or a coverage one can check makes them actions. */
const ALWAYS_RESULT = signed(
  '确证促使而让营激增贡谱为',
  /^(?:切实|有效|努力|积极|不断|大力)*(?:确保|保证|促进|促使|从而|让|使|营造|激发|增强|贡献|谱写|为)/,
);
const CHECKABLE = signed('覆死%％百尽', /全覆盖|无死角|100[%％]|百分之百|应[^，]尽[^，]/);

/** A number to be reached is no mere result. */
const REACHES = signed(
  '达低少现形',
  /(?:达到|不低于|不少于|实现)[^，。；]{0,12}(?:[\d％%百]|[一二三四五六七八九十]分之)|形成[^，。；]{0,8}\d+(?:篇|份|件|条|项|个)/,
);
const BY_WHICH = signed(
  '以',
  /^以[^，。；]{1,30}?(?:促(?![销使])|促进|推动|推进|提升|带动|践行|助推|引领|检验|迎接|赋能|保障|温暖|赢得|换取)/,
);
const FOR_THE_SAKE = signed(
  '为',
  /^为[^，。；]{2,40}(?:贡献|力量|基础|保障|支撑|支持|条件|动力|氛围|出力|献策|便利|遵循|参考|借鉴|服务|保驾护航|添砖加瓦)/,
);
const PURPOSE_LEAD = signed('以而便旨了为', /^(?:以|从而|进而|以便|旨在|为了|为)/);

/** After results only these take the chain up again. */
export const RESUMES = signed(
  '及报送定印召举立交填汇展织',
  /^(?:[^，。；]{0,4}?)(?:及时上报|上报|报送|制定|印发|召开|举办|建立|成立|提交|填报|汇总|开展|组织)/,
);

export interface ChainPlace {
  /** The clause has a modal of its own. */
  own: boolean;
  /** An action stands before it under the same modal. */
  emitted: boolean;
  /** A modal is in force. */
  forced: boolean;
  /** A time opens the clause: it says by when the result is to be there. */
  dated: boolean;
}

const SETS_PLACE = signed('在', /^在[^，。；]{2,20}[中上下](?=[^，。；]{4})/);

/** Whether a predicate is a result, purpose or degree of what stands before it. */
export function isResult(predicate: string, place: ChainPlace): boolean {
  if (place.own || (place.dated && !ALWAYS_RESULT.test(predicate))) return false;
  if (PURPOSE_LEAD.test(predicate) && (BY_WHICH.test(predicate) || FOR_THE_SAKE.test(predicate))) return true;
  const reached = predicate.slice(SETS_PLACE.exec(predicate)?.[0].length ?? 0);
  if (!RESULT.test(reached) || REACHES.test(predicate)) return false;
  if (!place.forced && ALWAYS_RESULT.test(predicate)) return !CHECKABLE.test(predicate);
  return place.emitted;
}

const LEAD_IN = signed(
  '如下列几讲',
  /(?:如下|(?:以下|下列)(?:几[个方件项点]|[^，。；]{0,8}(?:工作|任务|要求|方面|事项|原则|意见|问题|职责|义务|条件|情形|程序|规定))|几[点个方面项][^，。；]{0,6}(?:意见|要求|工作|希望)|讲[^，。；]{1,4}点)/,
);

const LACKS_LIST = signed('供备足符', /提供|具备|满足|符合/);
const PUTS_THIS = signed(
  '本下如',
  /^(?:特)?(?:制定|提出)(?:本(?:办法|细则|规定|方案|意见|制度|规则|规程|实施|章程|要点)|以下|如下)/,
);
const UPHOLDS = signed('做落握坚', /^(?:切实)?(?:做到|落实|把握|坚持)“[^”]+”$/);

/** `重点做好以下工作：`, `做到“三个必须”：` only announce what follows. */
export function isLeadIn(predicate: string, mark: string): boolean {
  if (PUTS_THIS.test(predicate)) return true;
  if (mark === '：' && UPHOLDS.test(predicate)) return true;
  return LEAD_IN.test(predicate) && mark !== '' && '：:。'.includes(mark) && !LACKS_LIST.test(predicate);
}

const OF_ONESELF = signed('己', /^自己[^，。；]{0,6}(?:做到|不做|做起)$/);
const ONE_BY_ONE = signed('一', /^[^，。；]{1,4}一([项件个批名])[^，。；]{1,4}一\1$/);

/** `完成一项销号一项` says how, not what. */
export function isRepeatRhythm(predicate: string): boolean {
  if (OF_ONESELF.test(predicate)) return true;
  return ONE_BY_ONE.test(predicate);
}

const FRAME_ENDS = signed(
  '让布我请奏谢衷主本祝联电式真箱址',
  /^(?:让我们|我宣布|我们?(?:坚信|相信)|(?:现在[，,]?)?请全体|请(?:允许|坐|起立)|奏唱|谢谢|感谢|衷心|主要任务是|会议的?主要任务|本次会议|最后[，,]?祝|祝(?:大|各|同|愿|你)|预祝|联系人|联系电话|联系方式|电话|传真|邮箱|地址)/,
);
const FRAME_SKIPS = signed(
  '设本自效遇现特此附我',
  /^[^，。；]{2,20}设在[^，。；]{2,}$|^(?:本(?:办法|细则|规定|方案|意见|通知|制度|章程|规则|规程)(?:由|自)|自[^，。；]{2,20}起(?:施行|实施|执行|生效)|有效期|执行中如遇|现(?:将|就|印发|予)|特此|此件|附件(?=[：:\d]|$)|我(?:就|再|讲|谈|代表|想))/,
);

/** What has just been or is about to be done in the room: told, until a modal comes. */
const FRAME_TELLS = signed('天刚面借', /^(?:今天|刚才|刚刚|下面|借此机会)/);

/** Ceremony and contact lines close the sentence, formulas like 现将…印发 are passed over, the agenda is told. */
export function isFrame(text: string): 'closes' | 'skips' | 'tells' | null {
  if (FRAME_ENDS.test(text)) return 'closes';
  const frame = FRAME_TELLS.test(text) ? 'tells' : FRAME_SKIPS.test(text) ? 'skips' : null;
  return frame === null || /[请要]/.test(text.slice(2)) ? null : frame;
}

const NAMES_ITEMS = signed('括容有如例诸', /^(?:具体|主要)?(?:包括|内容为|有|如|比如|例如|诸如)/);

/** `比如，…`, `包括…`: examples and items are no actions of their own. */
export function opensExamples(text: string): boolean {
  return (
    NAMES_ITEMS.test(text) &&
    !text.endsWith('的') &&
    !/^(?:有序|有效|有力|有关|有针对|有计划|有条件|如期|如实)/.test(text)
  );
}

const PROMISES = signed('下如', /以下|如下/);

/** A clause that promises a list (`提供以下功能：`) is followed by its items. */
export function opensList(segment: Segment): boolean {
  return segment.mark === '：' && PROMISES.test(segment.text);
}
