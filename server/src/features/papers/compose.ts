import type { Block, Column, DocumentNumber, Paper, Span } from '@xieli/gongwen';
import { daysBetween } from '../../platform/clock/days.ts';
import type { Figure } from '../../platform/figures/figure.ts';
import { dayInWords } from '../../platform/locale/messages.ts';
import { stateWord, type TaskState } from '../tasks/index.ts';
import type { PaperKind, PaperWords } from './contract.ts';

/** One task as a paper lists it. */
export interface TaskLine {
  id: string;
  action: string;
  organisation: string;
  accountable: string;
  dueOn: string | null;
  state: TaskState;
}

/** What a paper is composed from: records, and figures under the names by which the text refers to them. */
export interface PaperFacts {
  kind: PaperKind;
  issuer: string;
  directive: { title: string; issuer: string; issuedOn: string };
  /** The day of the figures. */
  asOf: string;
  bodies: readonly { id: string; name: string }[];
  figures: Readonly<Record<string, Figure>>;
  /** Of a circular and a letter those that are late and not submitted, of a notice all. */
  tasks: readonly TaskLine[];
}

export interface PaperSeal {
  number: DocumentNumber | null;
  datedOn: string | null;
}

const kinds = { progressCircular: 'circular', dispatchNotice: 'notice', urgingLetter: 'letter' } as const;

/**
 * A paper from its facts and the clerk's words. Every number in it is a figure or counted from the listed records; nothing is
 * said of anybody that the records do not say.
 */
export function composePaper(facts: PaperFacts, words: PaperWords, { number, datedOn }: PaperSeal): Paper {
  const { body, attachments } = parts[facts.kind](facts);
  return {
    kind: kinds[facts.kind],
    issuer: facts.issuer,
    title: words.title,
    keepTogether: [facts.issuer],
    recipients: words.recipients,
    body: [...paragraphs(words.opening), ...body, ...paragraphs(words.closing)],
    ...(attachments && { attachments }),
    ...(number && { number }),
    date: datedOn,
    ...(words.printedBy !== '' && {
      imprint: { copiesTo: words.copiesTo, printedBy: words.printedBy, printedOn: datedOn ?? facts.asOf },
    }),
  };
}

/**
 * Whether the tasks a paper lists are as many as its figure says. They are read one after the other, and a task may be closed
 * between the two.
 */
export function listAgrees({ kind, figures, tasks }: PaperFacts): boolean {
  const counted = kind === 'dispatchNotice' ? figures.dispatched : figures.late;
  return counted?.value === tasks.length;
}

/** What a new draft says until the clerk changes it: what the paper is about and what is asked, and no judgement. */
export function firstWords(facts: PaperFacts, addressee: string | null): Omit<PaperWords, 'copiesTo' | 'printedBy'> {
  const cited = citationOf(facts.directive.title);
  const source = `${cited}（${facts.directive.issuer}，${dayInWords(facts.directive.issuedOn, 'zh-CN')}）`;
  const others = facts.bodies.filter(({ name }) => name !== facts.issuer);
  const recipients = addressee ? [addressee] : (others.length > 0 ? others : facts.bodies).map(({ name }) => name);
  switch (facts.kind) {
    case 'progressCircular':
      return {
        title: `关于${cited}任务进展情况的通报`,
        recipients,
        opening: `现将${source}任务进展情况通报如下。`,
        closing: '请各单位对照任务清单按时限办理，并及时报送进展和佐证。',
      };
    case 'dispatchNotice':
      return {
        title: `关于下发${cited}任务分解表的通知`,
        recipients,
        opening: `为落实${source}，现将任务分解下发，请认真办理。`,
        closing: '请牵头单位及时签收，按完成时限办理，并报送进展和佐证。',
      };
    case 'urgingLetter':
      return {
        title: `关于抓紧办理${cited}逾期任务的函`,
        recipients,
        opening: `现就${source}任务办理情况函告如下。`,
        closing: '请抓紧办理，并报送办理情况和佐证。确有困难的，请说明原因。',
      };
  }
}

const parts: Record<PaperKind, (facts: PaperFacts) => Pick<Paper, 'body' | 'attachments'>> = {
  progressCircular(facts) {
    const say = sentence(facts);
    return {
      body: [
        heading('总体进展'),
        paragraph([
          ...say('截至{day}，下发任务{dispatched}项，已销号{closed.count}项，销号率{closed}；'),
          ...say('已到期任务按时完成率{onTime}；逾期未提交{late}项，已提交待核验{toVerify}项，十日内到期{dueSoon}项。'),
        ]),
        {
          kind: 'table',
          title: '各单位任务进展情况',
          columns: [
            column('单位', 5),
            column('已下发', 2, 'center'),
            column('已销号', 2, 'center'),
            column('逾期未提交', 2, 'center'),
          ],
          rows: facts.bodies.map(({ id, name }) => [
            name,
            say(`{closed.of:${id}}`),
            say(`{closed.count:${id}}`),
            say(`{late:${id}}`),
          ]),
        },
        heading('逾期任务'),
        ...lateTasks(facts, '目前没有逾期未提交的任务。'),
        heading('下一步工作'),
      ],
    };
  },
  dispatchNotice(facts) {
    const say = sentence(facts);
    return {
      body: [paragraph(say('本次分解下发任务{dispatched}项，其中有硬性要求的{hard}项，见附件。'))],
      attachments: [
        {
          title: '任务分解表',
          body: [
            taskTable(facts.tasks, [
              ['任务', 60, (task) => [{ text: task.action, ref: `task:${task.id}` }]],
              ['牵头单位', 33, (task) => task.organisation],
              ['责任人', 16, (task) => task.accountable],
              ['完成时限', 34, (task) => dueWords(task)],
            ]),
          ],
        },
      ],
    };
  },
  urgingLetter(facts) {
    const say = sentence(facts);
    return {
      body: [
        paragraph(
          say(
            '截至{day}，你单位及所属组织承办任务{dispatched}项，已销号{closed.count}项，逾期未提交{late}项（已提交待核验的{toVerify}项不在其中），具体如下：',
          ),
        ),
        ...lateTasks(facts, '目前没有逾期未提交的任务。'),
      ],
    };
  },
};

function lateTasks({ tasks, asOf }: PaperFacts, none: string): Block[] {
  if (tasks.length === 0) return [paragraph([{ text: none }])];
  return [
    taskTable(tasks, [
      ['任务', 48, (task) => [{ text: task.action, ref: `task:${task.id}` }]],
      ['牵头单位', 28, (task) => task.organisation],
      ['完成时限', 34, (task) => dueWords(task)],
      ['逾期天数', 15, (task) => (task.dueOn ? String(daysBetween(task.dueOn, asOf)) : '')],
      ['状态', 18, (task) => stateWord[task.state].zh],
    ]),
  ];
}

/** Shares are millimetres of the 156 that a line has; 序号 takes the other 13. */
type TaskColumn = [title: string, share: number, cell: (task: TaskLine) => string | Span[]];

function taskTable(tasks: readonly TaskLine[], columns: readonly TaskColumn[]): Block {
  return {
    kind: 'table',
    columns: [
      column('序号', 13, 'center'),
      ...columns.map(([title, share]) => column(title, share, share < 28 ? 'center' : 'left')),
    ],
    rows: tasks.map((task, i) => [String(i + 1), ...columns.map(([, , cell]) => cell(task))]),
  };
}

/**
 * Fills a sentence with figures: `{late}` is the value, `{closed.count}` and `{closed.of}` a ratio's two counts; what follows
 * a colon belongs to the figure's name. Each becomes a span that opens its figure.
 */
function sentence({ figures, asOf }: PaperFacts): (template: string) => Span[] {
  return (template) =>
    template.split(/(\{[^}]+\})/).flatMap((part): Span[] => {
      const [, slot] = /^\{(.+)\}$/.exec(part) ?? [];
      if (slot === undefined) return part === '' ? [] : [{ text: part }];
      if (slot === 'day') return [{ text: dayInWords(asOf, 'zh-CN') }];
      const [, name = '', form, of = ''] = /^(\w+)(?:\.(count|of))?(:.+)?$/.exec(slot) ?? [];
      const figure = figures[`${name}${of}`];
      if (!figure) throw new Error(`A paper speaks of the figure ${name}${of} and has none of that name`);
      return [{ text: inWords(figure, form), ref: `figure:${name}${of}` }];
    });
}

/** A ratio over fewer than five says less than its two counts (spine.md 5). */
const smallDenominator = 5;

/** A figure as the text of a paper says it; `count` and `of` are a ratio's two counts. */
export function inWords(figure: Figure, form: string | undefined): string {
  const { value, numerator, denominator } = figure;
  if (form === 'count') return countWords(numerator);
  if (form === 'of') return countWords(denominator);
  if (value === null) return '无数据';
  if (figure.unit === 'count') return String(value);
  if (numerator !== null && denominator !== null && denominator < smallDenominator)
    return `${numerator}/${denominator}`;
  return `${Math.round(value * 1000) / 10}%`;
}

function countWords(count: number | null): string {
  return count === null ? '无数据' : String(count);
}

/** `关于…的通知` → `《关于…的通知》`; book-title marks inside become single ones. */
function citationOf(title: string): string {
  return `《${title
    .replace(/^《(.*)》$/, '$1')
    .replaceAll('《', '〈')
    .replaceAll('》', '〉')}》`;
}

function dueWords({ dueOn }: TaskLine): string {
  return dueOn ? dayInWords(dueOn, 'zh-CN') : '未定';
}

function heading(text: string): Block {
  return { kind: 'heading', level: 1, text };
}

function paragraph(text: readonly Span[]): Block {
  return { kind: 'paragraph', text };
}

/** The clerk's own sentences, a paragraph to a line. */
export function paragraphs(text: string): Block[] {
  return text
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ kind: 'paragraph', text: part }));
}

function column(title: string, share: number, align?: Column['align']): Column {
  return align ? { title, share, align } : { title, share };
}
