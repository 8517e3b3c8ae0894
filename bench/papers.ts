import { estimatePages, layOut, type Paper, toDocx } from '@xieli/gongwen';
import { median } from './measure.ts';

export interface PaperMeasure {
  pages: number;
  tables: number;
  /** Median time of making the file, in milliseconds. */
  milliseconds: number;
}

const sentence = '各级政协组织要把联络工作台账建在日常、用在经常，按月核对走访情况，按季分析办理质量。';
const tables = 3;

/** How long a circular of about twenty pages with three tables takes from its model to the bytes of the file. */
export async function measurePaper(rounds: number): Promise<PaperMeasure> {
  const paper = longCircular();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await toDocx(paper);
    times.push(performance.now() - began);
  }
  return { pages: estimatePages(layOut(paper)).pages, tables, milliseconds: median(times) };
}

function longCircular(): Paper {
  const rows = Array.from({ length: 50 }, (_, i) => [
    String(i + 1),
    '建立联系群众台账并按月更新',
    '青禾县政协',
    '办理中',
  ]);
  const columns = ['序号', '任务', '牵头单位', '状态'].map((title) => ({ title, share: 1 }));
  return {
    kind: 'circular',
    issuer: '政协澄岚市委员会',
    title: '关于任务进展情况的通报',
    recipients: ['各县级政协'],
    body: Array.from({ length: tables }, () => [
      { kind: 'heading' as const, level: 1 as const, text: '进展情况' },
      ...Array.from({ length: 16 }, () => ({ kind: 'paragraph' as const, text: sentence.repeat(3) })),
      { kind: 'table' as const, columns, rows },
    ]).flat(),
    date: '2026-06-17',
  };
}
