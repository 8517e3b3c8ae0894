import type { Block, Paper } from '../src/index.ts';

const sentence =
  '各级政协组织要把联络工作台账建在日常、用在经常，按月核对走访情况，按季分析办理质量，对委员提出的意见建议逐条登记、逐项回应，';

/** Nothing but full lines of Chinese characters, so that a page shows how many lines and a line how many characters it holds. */
const gridText = '协'.repeat(28 * 50);

const paragraphs = (count: number): Block[] =>
  Array.from({ length: count }, () => ({ kind: 'paragraph', text: `${sentence}${sentence}做到件件有着落。` }));

const imprint = {
  copiesTo: ['中共澄岚市委办公室', '澄岚市人大常委会办公室', '澄岚市人民政府办公室'],
  printedBy: '政协澄岚市委员会办公室',
  printedOn: '2026-06-17',
};

const common = {
  issuer: '政协澄岚市委员会',
  date: '2026-06-17',
  number: { code: '澄协发', year: 2026, serial: 5 },
  keepTogether: ['政协澄岚市委员会', '党建工作', '第二季度'],
} as const;

/** The documents that are rendered and measured; all of it is fiction. */
export const samples: Readonly<Record<string, Paper>> = {
  grid: {
    ...common,
    kind: 'notice',
    title: '关于版心容纳行数和字数的测量样张',
    recipients: ['各县级政协'],
    body: [{ kind: 'paragraph', text: gridText }],
  },
  circular: {
    ...common,
    kind: 'circular',
    copyNumber: 12,
    urgency: '加急',
    title: '政协澄岚市委员会关于2026年第二季度全市政协系统党建工作重点任务进展情况的通报',
    recipients: ['各县（市、区）政协', '市政协各专门委员会', '机关各处室'],
    body: [
      ...paragraphs(1),
      { kind: 'heading', level: 1, text: '总体进展' },
      { kind: 'paragraph', text: '截至6月17日，下发任务48项，已办结31项，正在办理15项，逾期2项。' },
      {
        kind: 'table',
        title: '各县（市、区）进展情况',
        columns: [
          { title: '单位', share: 4 },
          { title: '下发', share: 1, align: 'center' },
          { title: '办结', share: 1, align: 'center' },
          { title: '逾期', share: 1, align: 'center' },
        ],
        rows: [
          ['青禾县政协', '12', '9', '0'],
          ['云岭县政协', '12', '8', '1'],
          ['石渡区政协', '12', '7', '1'],
        ],
      },
      { kind: 'heading', level: 1, text: '存在问题' },
      { kind: 'heading', level: 2, text: '台账更新不及时。', rest: `${sentence}尚有差距。` },
      { kind: 'heading', level: 3, text: '走访记录缺项。', rest: '三个单位尚未补齐。' },
      { kind: 'heading', level: 4, text: '补齐时限。', rest: '7月10日前。' },
      ...paragraphs(2),
    ],
    attachments: [
      { title: '重点任务进展明细表', body: paragraphs(1) },
      { title: '逾期任务清单', body: paragraphs(1) },
    ],
    note: '此件公开发布',
    imprint,
  },
  unsealed: {
    ...common,
    kind: 'notice',
    sealed: false,
    title: '关于做好2026年下半年委员联络工作的通知',
    recipients: ['各县级政协'],
    body: paragraphs(2),
    imprint: { ...imprint, copiesTo: [] },
    doubleSided: false,
  },
  report: {
    ...common,
    kind: 'report',
    signers: ['沈亦舟', '江映雪', '顾南'],
    title: '关于2026年上半年党建工作推进情况的报告',
    recipients: ['中共澄岚市委'],
    body: paragraphs(5),
    imprint,
  },
  letter: {
    ...common,
    kind: 'letter',
    number: { code: '澄协函', year: 2026, serial: 11 },
    title: '关于尽快办理逾期任务的函',
    recipients: ['云岭县政协'],
    body: paragraphs(5),
    imprint: { ...imprint, copiesTo: ['中共云岭县委办公室'] },
  },
  minutes: {
    ...common,
    kind: 'minutes',
    title: '市政协党组党建工作推进会议纪要',
    body: paragraphs(2),
    presence: [
      { label: '出席', names: '沈亦舟　江映雪　顾南乔　白若谷　陆闻笛　宋知秋　林晚照' },
      { label: '请假', names: '何所思' },
      { label: '列席', names: '程未央　叶知微' },
    ],
    imprint,
  },
};
