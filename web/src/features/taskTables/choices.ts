import type { Answer, CallInput } from '../../app/api.ts';

export type Preview = Answer<'POST /api/task-tables/read'>;
export type PreviewRow = Preview['rows'][number];
export type Finding = PreviewRow['findings'][number];
export type Offer = Finding['offers'][number];
export type Choice = NonNullable<CallInput<'POST /api/task-tables/import'>['body']['choices']>[number];
export type Chosen = Choice['choose'];

/** A decision with the words that say on screen what was decided. */
export interface Decision {
  choice: Choice;
  words: string;
}

/** Decisions by the finding that they answer. */
export type Decisions = ReadonlyMap<string, Decision>;

/** Findings about the whole row are decided for the row; every other one for its column and words. */
export function keyOf({
  row,
  column,
  value,
  organisationId,
}: Pick<Finding, 'row' | 'column' | 'value' | 'organisationId'>): string {
  return JSON.stringify([row, column, value, organisationId]);
}

/** The choice that answers a finding. Leaving out a row without a lead or a task leaves out the row. */
export function answerTo(finding: Finding, choose: Chosen): Choice {
  const { row, column, value, organisationId } = finding;
  const wholeRow = choose.kind === 'leaveOut' && column !== 'support' && column !== 'due';
  if (wholeRow) return { row, column: 'row', value: '', organisationId: null, choose };
  return { row, column: column as Choice['column'], value, organisationId, choose };
}

/** The same question in other rows: the same words in the same column, of the same lead. */
export function sameQuestions(rows: readonly PreviewRow[], finding: Finding): Finding[] {
  return rows
    .flatMap((row) => row.findings)
    .filter(
      (one) =>
        one.row !== finding.row &&
        one.column === finding.column &&
        one.value === finding.value &&
        one.organisationId === finding.organisationId &&
        one.value !== '',
    );
}

/** Where a row stands with the decisions made so far. */
export function standingOf(row: PreviewRow, decisions: Decisions): 'new' | 'warning' | 'error' | 'settled' | 'leftOut' {
  const answers = row.findings.flatMap((finding) => decisions.get(keyOf(finding)) ?? []);
  if (answers.some(({ choice }) => choice.column === 'row')) return 'leftOut';
  const open = row.findings.filter((finding) => finding.severity === 'error' && !decisions.has(keyOf(finding)));
  if (open.length > 0) return 'error';
  return row.status === 'error' ? 'settled' : row.status;
}

/** Findings that still keep the table from being imported. */
export function openFindings(rows: readonly PreviewRow[], decisions: Decisions): number {
  return rows
    .filter((row) => standingOf(row, decisions) === 'error')
    .reduce(
      (sum, row) => sum + row.findings.filter((one) => one.severity === 'error' && !decisions.has(keyOf(one))).length,
      0,
    );
}
