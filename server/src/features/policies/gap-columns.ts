import type { Language, Sentence } from '../../platform/locale/messages.ts';
import type { GapRow } from './shapes.ts';

/** The columns of a 对标对表 (domain.md A37), as printed. */
export const gapColumns = ['number', 'clause', 'requirements', 'coverage', 'gap', 'measure', 'owner', 'dueOn'] as const;
export type GapColumn = (typeof gapColumns)[number];
/** Those that the office writes; the others follow from documents, links and tasks. */
export const writtenColumns = ['gap', 'measure', 'owner', 'dueOn'] as const;
export type WrittenColumn = (typeof writtenColumns)[number];

const titles: Record<GapColumn, Sentence> = {
  number: { zh: '序号', en: 'No.' },
  clause: { zh: '上级条款', en: 'Clause above' },
  requirements: { zh: '本级要求', en: 'Our requirement' },
  coverage: { zh: '对标情况', en: 'Coverage' },
  gap: { zh: '差距', en: 'Gap' },
  measure: { zh: '措施', en: 'Measure' },
  owner: { zh: '责任单位', en: 'Owner' },
  dueOn: { zh: '完成时限', en: 'Date' },
};

export const coverageWords: Record<GapRow['coverage'], Sentence> = {
  none: { zh: '无对应', en: 'none' },
  linked: { zh: '已对应，未下发', en: 'linked, no task' },
  shallow: { zh: '已下发，未落实', en: 'has a task' },
  deep: { zh: '已落实', en: 'proven' },
};

export const widths: Record<GapColumn, number> = {
  ...{ number: 6, clause: 36, requirements: 36, coverage: 12, gap: 28, measure: 28, owner: 18, dueOn: 14 },
};

export function columnTitle(column: GapColumn, language: Language): string {
  return inLanguage(titles[column], language);
}

export const inLanguage = ({ zh, en }: Sentence, language: Language) => (language === 'en' ? en : zh);

/** What the written columns of a row say. */
export function writtenCells(row: GapRow): Record<WrittenColumn, string> {
  return { gap: row.gap, measure: row.measure, owner: row.owner?.name ?? '', dueOn: row.dueOn ?? '' };
}
