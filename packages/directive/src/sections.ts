import type { ClauseNode } from './structure.ts';

/** What the headings above a paragraph say about its sentences. */
export type SectionKind = 'tasks' | 'guiding' | 'principles' | 'goals' | 'background' | 'information';

const KINDS: { kind: SectionKind; pattern: RegExp }[] = [
  {
    kind: 'goals',
    pattern: /^(?:总体|工作|主要|活动|发展|阶段性|年度|行动|预期|具体)?(?:工作)?(?:目标(?:任务)?|目标要求|任务目标)$/,
  },
  { kind: 'goals', pattern: /^(?:指导思想|总体要求|总体思路)[和与及、](?:主要|工作|总体)?(?:目标|目标任务|目标要求)$/ },
  { kind: 'principles', pattern: /^(?:基本|工作|主要|活动|遵循|总体|实施)?(?:工作)?原则$/ },
  {
    kind: 'guiding',
    pattern:
      /^(?:指导思想|总体要求|总体思路|工作思路|总体思想|活动宗旨|指导方针|活动目的|目的意义|活动意义|目的|意义|活动目的及意义)$/,
  },
  {
    kind: 'background',
    pattern:
      /(?:回顾|主要成效|取得的成[绩效]|工作成效|基本情况|存在(?:的)?(?:主要|突出)?问题|不足|形势|背景|重要性|重大意义|重要意义|必要性|紧迫性|现状|主要做法|经验启示|主要特点|原因|总体情况|工作开展情况|认清|充分肯定)/,
  },
  {
    kind: 'information',
    pattern:
      /^[^，。；]{0,6}(?:时间|地点|主题|对象|联系方式|名称|范围|联系人|日期)$|^(?:活动|会议|培训|比赛|举办|报名|参加|参会|参训|视察)?(?:人员|内容形式|组委会|主办单位|承办单位|组织机构|领导机构|形式|时间地点)$|^[^，。；]{0,4}(?:时间|地点|对象)[及和与、](?:时间|地点|方式|对象|人员)$/,
  },
];

/** The kind a title gives to what stands below it; `null` when it says nothing special. */
function kindOfTitle(title: string): SectionKind | null {
  const words = title.replace(/[（(][^）)]*[）)]|\s/g, '');
  return KINDS.find((candidate) => candidate.pattern.test(words))?.kind ?? null;
}

/** Asked of the same headings by every paragraph below them. */
const kinds = new WeakMap<ClauseNode, SectionKind | null>();

/** The kind for a chain of clauses from the outermost to the innermost; a goal below a guiding part is a goal. */
export function kindOfSection(chain: ClauseNode[]): SectionKind {
  let kind: SectionKind = 'tasks';
  for (const node of chain) {
    if (node.clause.kind === 'content') continue;
    let told = kinds.get(node);
    if (told === undefined) {
      told = kindOfTitle(node.clause.title);
      kinds.set(node, told);
    }
    kind = told ?? kind;
  }
  return kind;
}

export type Genre = 'speech' | 'plan' | 'report' | 'article';

/** How the document speaks: it decides what a clause without a modal means. */
export function genreOf(title: string | null, addressee: string | null, text: string): Genre {
  const head = text.slice(0, 3000);
  const words = title ?? '';
  if (/(?:^|\n)\s*(?:摘\s*要|关键词|【摘要】|\[摘要\]|中图分类号)/.test(head)) return 'article';
  if (
    /(?:讲话|致辞|发言|动员讲话|讲话提纲|主持词|开幕词|闭幕词)/.test(words) ||
    /^(?:同志们|各位|尊敬的)/.test(addressee ?? '')
  )
    return 'speech';
  if (
    /(?:综述|述评|评述|评论员|时评|研究|探析|思考|浅谈|启示|纪实|侧记|回眸|巡礼|调查与|观察|访谈|札记|随笔)/.test(
      words,
    ) &&
    !/(?:通知|意见|方案|计划|要点|办法|细则|规定|任务)/.test(words)
  )
    return 'article';
  if (/(?:工作总结|总结报告|工作汇报|情况汇报|情况报告|述职报告|调研报告|情况通报)/.test(words)) return 'report';
  if (/(?:本报讯|新华社|本报记者|通讯员)/.test(head.slice(0, 600))) return 'article';
  return 'plan';
}
