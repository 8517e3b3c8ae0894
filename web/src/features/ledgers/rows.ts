import type { Answer } from '../../app/api.ts';

export type Report = Answer<'POST /api/ledgers/read'>;
export const groups = ['changed', 'unknown', 'missing', 'unchanged'] as const;
export type Group = (typeof groups)[number];
export const origins = ['file', 'here', 'both', 'unknown'] as const;
export type Origin = (typeof origins)[number];

type Changed = Report['changed'][number];

/** A row of a group as it is listed. */
export interface ShownRow {
  key: string;
  /** Null for a row that the file has not. */
  row: number | null;
  label: string;
  page: string | null;
  leftTheFilter: boolean;
  why: Report['unknown'][number]['why'] | null;
  changes: Changed['changes'];
}

/** Rows of each group; of the missing ones all, also those that are not listed. */
export function countOf(report: Report, group: Group): number {
  return group === 'missing' ? report.missing.count : report[group].length;
}

/** The first group with rows, differences before all. */
export function firstGroup(report: Report): Group {
  return groups.find((group) => countOf(report, group) > 0) ?? 'unchanged';
}

/** The rows of a group that hold the words and, of differing ones, a difference of this origin. */
export function shownRows(report: Report, group: Group, words: string, origin: Origin | null): ShownRow[] {
  const wanted = words.trim().toLowerCase();
  const holds = (row: ShownRow) =>
    wanted === '' ||
    [row.label, ...row.changes.flatMap((change) => [change.inFile, change.now])].some((text) =>
      text.toLowerCase().includes(wanted),
    );
  const of = (row: ShownRow) => origin === null || row.changes.some((change) => change.origin === origin);
  return allRows(report, group).filter((row) => holds(row) && (group !== 'changed' || of(row)));
}

function allRows(report: Report, group: Group): ShownRow[] {
  const none = { leftTheFilter: false, why: null, changes: [] };
  switch (group) {
    case 'changed':
      return report.changed.map((row) => ({ ...row, key: row.id, why: null }));
    case 'unchanged':
      return report.unchanged.map((row) => ({ ...none, ...row, key: row.id }));
    case 'unknown':
      return report.unknown.map((row) => ({ ...none, ...row, key: String(row.row), page: null }));
    case 'missing':
      return report.missing.items.map((row) => ({ ...none, ...row, key: row.id, row: null }));
  }
}
