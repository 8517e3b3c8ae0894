import { mainVerb } from './adjuncts.ts';
import { agentAtStart, byPhraseSubject } from './agents.ts';
import { skipAdverbs, startsPredicate, verbAt } from './lexicon/words.ts';
import { signed } from './signs.ts';

/** Forms that ask for something without a modal, and before the verb of which something stands. */

/** The length of the thing that stands before what is to become of it, or 0: a result, what is given to a body, what is due. */
export function thingBefore(text: string, at: number): number {
  const yielded = SETS_UP.test(text.slice(at)) ? undefined : YIELD.exec(text.slice(at))?.[0].length;
  return yielded ?? (givenTo(text, at) || dueThing(text, at));
}

/** `重点提案由主席会议成员领衔督办`: the length of the thing that is given to a body, or 0. */
function givenTo(text: string, at: number): number {
  if (!text.includes('由', at)) return 0;
  const thing = /^[^由，。；]{2,16}(?=由)/.exec(text.slice(at))?.[0].length ?? 0;
  if (thing === 0 || (verbAt(text, at) !== null && !NAMED_THING.test(text.slice(at, at + thing)))) return 0;
  const by = byPhraseSubject(text, at + thing);
  if (!by || /^(?:组成|构成|产生|批准|决定|担任|兼任|任|带队|负责解释|参加|选举)/.test(text.slice(by.end))) return 0;
  return thing;
}

/** `服务清单每月更新`, `首场活动3月10日举行`: the length of the thing that is to be done by a time or always, or 0. */
function dueThing(text: string, at: number): number {
  const thing = DUE_THING.exec(text.slice(at))?.[0].length ?? 0;
  if (thing === 0) return 0;
  const named = NAMED_THING.test(text.slice(at, at + thing));
  if ((verbAt(text, at) !== null && !named) || agentAtStart(text.slice(at)) > 0) return 0;
  return mainVerb(text.slice(at + thing)) === null ? 0 : thing;
}

/** Begins like a verb and is a thing: 活动档案, 考核结果, 培训经费. */
const NAMED_THING = /(?:清单|名单|台账|档案|方案|材料|活动|情况|报告|稿|表|经费|费用|结果|意见|工作)$/;

const DUE_THING = signed(
  '月内每随统律则再列抄报于只',
  /^(?!把|将|对|以|在|从|按|每|全年|第)[^，。；、\d的]{2,12}?(?=\d{1,2}月|\d{1,3}(?:日|个?小时|个工作日)内|每[年月季周半两]|随时|统一|一律|原则上不|不再|列入|抄送|(?<![通汇上申填呈回情])报[^告送刊名]|随[^着时]|于\d|只[^有要是能])/,
);

/** `考核结果作为…`, `述职材料存入…`: the thing an action yields, then what is to become of it. */
const YIELD = signed(
  '果况纳列报交转及律议材名费料录息见数方划法',
  /^(?:结果|情况)(?=[在向报于]|及时)|^[^把将对以，。；的][^，。；的]{1,8}的(?:建议|意见|问题|事项)(?=纳入|列入|报|交|转|及时|一律)|^[^把将对以，。；的][^，。；的]{1,5}(?:建议|结果|材料|情况|名单|经费|资料|记录|信息|意见|人数|数量|方案|计划|办法)(?=作为|存入|记入|纳入|列入|报|由|归|交|另行|及时|统一|留存|实行|向|在|按)/,
);

/** 健全信息报送机制 sets something up, and nothing called 信息 is reported. */
const SETS_UP = signed(
  '健善立加定订做抓范优落展织',
  /^(?:健全|完善|建立|加强|制定|制订|做好|抓好|规范|优化|落实|开展|组织)/,
);

/** `情节严重的依规依纪追究责任`: the case stands before the deed in one clause. */
const TOPIC =
  /^(?!对|把|将|以|在|从|向|为)(?=[^的]{0,24}(?:能|难以|需要|严重|不(?!断)|未|无|拒|违反|确需|确有|符合|逾期|该))[^的，。；]{1,26}的(?!人|单位|部门|问题|情况|委员|同志|党员|干部|地方|项目|事项|内容|工作|要求|标准|条件|原则)/;

/** The length of such a case, or 0 where nothing is asked behind it. */
export function caseBefore(text: string, at: number): number {
  if (!text.includes('的', at)) return 0;
  const length = verbAt(text, at) === null ? (TOPIC.exec(text.slice(at))?.[0].length ?? 0) : 0;
  // 未经审议的调研报告 is a thing, not a deed.
  const named = text.length - at - length <= 4 && NAMED_THING.test(text);
  return length > 0 && !named && length < text.length - at - 1 && asksBehindTopic(text, at + length) ? length : 0;
}

function asksBehindTopic(text: string, at: number): boolean {
  const from = skipAdverbs(text, at);
  const verb = verbAt(text, from);
  return (verb !== null && verb.length > 1) || (from > at && startsPredicate(text, from));
}

/** `不搞层层陪同`, `原则上不新设场所`: a bare refusal of a deed. */
export function refuses(text: string, at: number): boolean {
  if (!text.includes('不', at)) return false;
  const match = /^(?:原则上|一律|坚决|决|绝|总之|也|都|均)*不(?:再)?(?:新(?=[设增建]))?/.exec(text.slice(at));
  if (!match || /^不(?:断|同|仅|但|只|足|够|强|良|论|管|少|过|忘|懈|渝|移|变|到位)/.test(text.slice(at))) return false;
  if (/^不[^，。；、]{2,6}、不[^，。；、]{2,6}$/.test(text.slice(at))) return true;
  const verb = verbAt(text, at + match[0].length);
  const deed = skipAdverbs(text, at + match[0].length);
  return (
    (verb !== null && verb.length > 1) || verbAt(text, deed) !== null || /^[搞做设作增开办走予]/.test(text.slice(deed))
  );
}
