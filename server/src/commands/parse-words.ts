import type { Deadline, Obligation, OwnerMention, ParsedDirective } from '@xieli/directive';
import type { Language } from '../platform/locale/messages.ts';

type Both<K extends string> = Record<Language, Record<K, string>>;

/** The classes of domain.md G2 to G3 as `xieli parse` prints them; the reasons come from the reader's own table. */
export const actWords: Both<Obligation['act']> = {
  'zh-CN': {
    ...{
      directive: '要求',
      prohibition: '禁止',
      suggestion: '建议',
      plan: '发文单位自己的安排',
      supervisionRule: '督导规定',
    },
    ...{ principle: '原则', purpose: '目的', background: '背景', praise: '肯定', problem: '问题', attribution: '引述' },
    ceremony: '礼节',
  },
  en: {
    ...{ directive: 'directive', prohibition: 'prohibition', suggestion: 'suggestion', plan: 'plan of the issuer' },
    ...{ supervisionRule: 'rule of supervision', principle: 'principle', purpose: 'purpose', background: 'background' },
    ...{ praise: 'praise', problem: 'problem', attribution: 'attribution', ceremony: 'ceremony' },
  },
};

export const strengthWords: Both<Obligation['strength']> = {
  'zh-CN': { M4: '必须一类', M3: '要、应一类', M2: '无要求用语', M1: '可以、鼓励一类', M0: '将、拟一类' },
  en: { M4: 'must', M3: 'shall', M2: 'bare imperative', M1: 'may', M0: 'will' },
};

export const hardnessWords: Both<Obligation['hardness']> = {
  'zh-CN': { hard: '硬任务', semi: '半硬任务', soft: '软性要求' },
  en: { hard: 'hard task', semi: 'semi-hard task', soft: 'soft requirement' },
};

export const sourceWords: Both<OwnerMention['source']> = {
  'zh-CN': { subject: '主语', carriedOver: '承接上文', bracket: '括号内', column: '责任单位栏', byPhrase: '由……负责' },
  en: {
    subject: 'subject',
    carriedOver: 'carried over',
    bracket: 'brackets',
    column: 'column',
    byPhrase: 'by a phrase',
  },
};

export const deadlineWords: Both<Deadline['kind']> = {
  'zh-CN': { due: '截止', window: '期间', eventAnchor: '随事件确定', vague: '没有明确日期', standing: '长期' },
  en: {
    due: 'due',
    window: 'window',
    eventAnchor: 'depends on an event',
    vague: 'no certain day',
    standing: 'standing',
  },
};

export const certaintyWords: Both<'sure' | 'likely' | 'unsure'> = {
  'zh-CN': { sure: '有把握', likely: '较有把握', unsure: '拿不准' },
  en: { sure: 'sure', likely: 'fairly sure', unsure: 'not sure' },
};

export const leftOutWords: Both<ParsedDirective['leftOut'][number]['reason']> = {
  'zh-CN': {
    ...{ advertisement: '推广信息', pageNumber: '页码', navigation: '网页导航', watermark: '水印' },
    runningHead: '页眉',
  },
  en: {
    ...{ advertisement: 'advertisement', pageNumber: 'page number', navigation: 'navigation', watermark: 'watermark' },
    runningHead: 'running head',
  },
};

export const referenceWords: Both<ParsedDirective['references'][number]['role']> = {
  'zh-CN': { cited: '引用', deliverable: '要形成的文件', attachment: '附件', byNumber: '按文号引用', spirit: '精神' },
  en: { cited: 'cited', deliverable: 'to be made', attachment: 'attachment', byNumber: 'by number', spirit: 'spirit' },
};

/** The names of the lines and lists. */
export const lineWords: Both<
  | 'noTitle'
  | 'addressee'
  | 'dated'
  | 'counted'
  | 'tree'
  | 'noClause'
  | 'owners'
  | 'audience'
  | 'support'
  | 'condition'
  | 'deadline'
  | 'inheritedFrom'
  | 'provisional'
  | 'recurrence'
  | 'quantities'
  | 'certainty'
  | 'why'
  | 'leftOut'
  | 'references'
  | 'deadlines'
  | 'problems'
  | 'none'
> = {
  'zh-CN': {
    ...{ noTitle: '（没有读到标题）', addressee: '受文对象', dated: '成文日期', counted: '时限推定的参照日期' },
    ...{ tree: '结构与要求', noClause: '不在编号段落内', owners: '责任单位', audience: '未点名，由受文对象落实' },
    ...{
      support: '配合',
      condition: '条件',
      deadline: '时限',
      inheritedFrom: '取自上级标题',
      provisional: '节假日安排公布后可能变动',
    },
    ...{ recurrence: '周期', quantities: '数量', certainty: '把握', why: '依据', leftOut: '未参与识别' },
    ...{ references: '引用文件', deadlines: '文中时间', problems: '问题表述', none: '无' },
  },
  en: {
    ...{
      noTitle: '(no title found)',
      addressee: 'audience',
      dated: 'date of issue',
      counted: 'deadlines counted from',
    },
    ...{ tree: 'Structure and obligations', noClause: 'outside the numbered paragraphs', owners: 'who' },
    ...{ audience: 'nobody named: the audience', support: 'support', condition: 'condition', deadline: 'when' },
    ...{ inheritedFrom: 'from the heading above', provisional: 'may move when holidays are announced' },
    ...{ recurrence: 'how often', quantities: 'how much', certainty: 'certainty', why: 'why', leftOut: 'Left out' },
    ...{ references: 'References', deadlines: 'Times in the text', problems: 'Problems named', none: 'none' },
  },
};
