import type { Language, Sentence } from '../../platform/locale/messages.ts';
import type { LinkState } from './link-state.ts';
import type { GapRow } from './shapes.ts';

/** The columns of a 对标对表 (domain.md A37), as printed. */
export const gapColumns = [
  ...(['number', 'clause', 'words', 'requirements', 'coverage'] as const),
  ...(['gap', 'measure', 'owner', 'dueOn'] as const),
] as const;
export type GapColumn = (typeof gapColumns)[number];
/** Those that the office writes; the others follow from documents, links and tasks. */
export const writtenColumns = ['gap', 'measure', 'owner', 'dueOn'] as const;
export type WrittenColumn = (typeof writtenColumns)[number];

const titles: Record<GapColumn, Sentence> = {
  number: { zh: '序号', en: 'No.' },
  clause: { zh: '上级条款', en: 'Clause above' },
  words: { zh: '条款原文', en: 'Words of the clause' },
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

/** What is said of a link beside its requirement: nothing where it holds. */
const linkWords: Record<LinkState, Sentence | null> = {
  covers: null,
  outdated: { zh: '上级已改，须重看', en: 'changed above, to look at again' },
  predated: { zh: '本级已改，须重看', en: 'changed here, to look at again' },
  ambiguous: { zh: '对象不唯一', en: 'ambiguous' },
  unwanted: { zh: '上级已废止', en: 'repealed above' },
  orphaned: { zh: '已失一端', en: 'lost an end' },
};

/** The requirements of ours that carry a clause out, a line each, with what is wrong with the link. */
export function requirementLines({ links }: GapRow, language: Language): string {
  return links
    .map(({ action, state }) => {
      const said = linkWords[state];
      if (said === null) return action;
      return language === 'en' ? `${action} (${said.en})` : `${action}（${said.zh}）`;
    })
    .join('\n');
}

export const widths: Record<GapColumn, number> = {
  ...{ number: 6, clause: 24, words: 44, requirements: 36, coverage: 12, gap: 28, measure: 28, owner: 18, dueOn: 14 },
};

export function columnTitle(column: GapColumn, language: Language): string {
  return inLanguage(titles[column], language);
}

export const inLanguage = ({ zh, en }: Sentence, language: Language) => (language === 'en' ? en : zh);

/** What the written columns of a row say. */
export function writtenCells(row: GapRow): Record<WrittenColumn, string> {
  return { gap: row.gap, measure: row.measure, owner: row.owner?.name ?? '', dueOn: row.dueOn ?? '' };
}
