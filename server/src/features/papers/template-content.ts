import { type Block, formatDay, formatNumber, type Paper } from '@xieli/gongwen';
import type { Figure } from '../../platform/figures/figure.ts';
import type { TemplateContent } from '../templates/index.ts';
import { inWords, paragraphs } from './compose.ts';
import type { PaperWords } from './contract.ts';

/** What a paper is made of: as it was issued, or as it would be issued today. */
export interface PaperDocument {
  content: Paper;
  figures: Readonly<Record<string, Figure>>;
  words: Pick<PaperWords, 'opening' | 'closing'>;
  /** The day of the figures. */
  asOf: string;
}

/** A paper as the fields of a template, from the same content and figures as its page. */
export function templateContent({ content, figures, words, asOf }: PaperDocument): TemplateContent {
  const { imprint } = content;
  return {
    标题: typeof content.title === 'string' ? content.title : content.title.join(''),
    主送机关: (content.recipients ?? []).join('，'),
    发文机关: content.issuer,
    发文字号: content.number ? formatNumber(content.number) : '',
    成文日期: content.date ? formatDay(content.date) : '',
    抄送机关: (imprint?.copiesTo ?? []).join('，'),
    印发机关: imprint?.printedBy ?? '',
    印发日期: imprint ? formatDay(imprint.printedOn) : '',
    统计日期: formatDay(asOf),
    正文: content.body,
    开头: paragraphs(words.opening),
    结尾: paragraphs(words.closing),
    ...figureFields(figures),
    单位进展表: tableWith(content, '已下发'),
    逾期任务表: tableWith(content, '逾期天数'),
    任务分解表: tableWith(content, '责任人'),
  };
}

const counts = {
  下发任务数: ['dispatched', undefined],
  硬性任务数: ['hard', undefined],
  销号任务数: ['closed', 'count'],
  销号率: ['closed', undefined],
  逾期任务数: ['late', undefined],
  按时完成率: ['onTime', undefined],
  待核验任务数: ['toVerify', undefined],
  十日内到期任务数: ['dueSoon', undefined],
} as const satisfies Partial<Record<keyof TemplateContent, readonly [figure: string, form: string | undefined]>>;

/** In the same words as the text says them. */
function figureFields(figures: PaperDocument['figures']): TemplateContent {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([field, [name, form]]) => {
      const figure = figures[name];
      return figure ? [[field, inWords(figure, form)]] : [];
    }),
  );
}

/** The table that has a column; where the paper has none because nothing is to be listed, it says so. */
function tableWith({ body, attachments = [] }: Paper, column: string): Block[] {
  const blocks = [...body, ...attachments.flatMap((attachment) => attachment.body)];
  const table = blocks.find((block) => block.kind === 'table' && block.columns.some(({ title }) => title === column));
  return [table ?? { kind: 'paragraph', text: '无' }];
}
