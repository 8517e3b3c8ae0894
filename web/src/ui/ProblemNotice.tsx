import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Speaker, useText } from '../app/locale/text.ts';
import { type ApiProblem, asProblem, type Finding, mayPass } from '../app/problem.ts';
import { Icon } from './Icon.tsx';
import { uiText } from './locale.ts';
import styles from './ProblemNotice.module.css';

type Words = Speaker<(typeof uiText)['zh-CN']>;

/** One row of a comparison: what I typed, or what I saw, beside what is saved now. */
export interface VersionRow {
  label: string;
  mine: ReactNode;
  theirs: ReactNode;
}

export interface ProblemNoticeProps {
  /** Whatever was thrown; nothing is shown for `null`. */
  problem: unknown;
  /** Offers to try again where that may help. */
  onRetry?: () => void;
  /** Names a field path of the answer in the words of the form: `dueOn` → 完成时限; `null` where the form has none. */
  fieldLabel?: (path: string) => string | null;
  /** For a conflict: the two versions, made from `problem.current` by whoever knows the record. */
  compare?: (current: unknown) => VersionRow[];
  /** The rows show what stood on the page when I acted, not what I typed: there is nothing to choose between. */
  comparesSeen?: boolean;
  /** More buttons, such as “keep mine”. */
  actions?: ReactNode;
}

/** Says what went wrong, where, and how to mend it; a screen reader hears it at once. */
export function ProblemNotice({
  problem,
  onRetry,
  fieldLabel,
  compare,
  comparesSeen = false,
  actions,
}: ProblemNoticeProps) {
  const t = useText(uiText);
  if (problem === null || problem === undefined) return null;
  const facts = asProblem(problem);
  const seen = facts.kind === 'conflict' && comparesSeen;
  const rows = facts.kind === 'conflict' && facts.current !== undefined ? compare?.(facts.current) : undefined;
  const how =
    rows === undefined ? remedyOf(facts, fieldLabel, t) : t(seen ? 'problem.conflictSeen' : 'problem.conflictHow');
  return (
    <div className={styles.notice} role="alert">
      <span className={styles.sign}>
        <Icon name="late" />
      </span>
      <div>
        <p className={styles.title}>{facts.detail || t(`problem.${facts.kind}`)}</p>
        <Place path={facts.field ?? undefined} fieldLabel={fieldLabel} />
        {how === null ? null : <p className={styles.how}>{how}</p>}
        <Findings findings={beyondTitle(facts)} fieldLabel={fieldLabel} />
        {rows === undefined ? null : <Versions rows={rows} seen={seen} />}
        <div className={styles.actions}>
          {onRetry !== undefined && (mayPass(facts) || facts.kind === 'fault') ? (
            <Button variant="default" onClick={onRetry}>
              {t('retry')}
            </Button>
          ) : null}
          {actions}
        </div>
      </div>
    </div>
  );
}

/** True when the notice says where to look: a field the form has words for, or the row of a table. */
export function marksAPlace(
  { field, errors }: Pick<ApiProblem, 'field' | 'errors'>,
  fieldLabel: ProblemNoticeProps['fieldLabel'],
): boolean {
  return [{ field }, ...errors].some(
    (at: { field?: string | null; row?: number }) => at.row || (at.field && fieldLabel?.(at.field)),
  );
}

function remedyOf(problem: ApiProblem, fieldLabel: ProblemNoticeProps['fieldLabel'], t: Words): string | null {
  switch (problem.kind) {
    case 'offline':
      return t('problem.offlineHow');
    case 'unavailable':
      return t('problem.unavailableHow');
    case 'notSignedIn':
      return problem.detail ? null : t('problem.notSignedInHow');
    case 'notFound':
      return problem.detail ? null : t('problem.notFoundHow');
    case 'invalid':
      return marksAPlace(problem, fieldLabel) ? t('problem.invalidHow') : null;
    case 'tooMany':
      return problem.retryAfterSeconds === null ? null : t('problem.tooManyHow', { count: problem.retryAfterSeconds });
    case 'fault':
      return problem.requestId === null ? t('problem.faultHowNoId') : t('problem.faultHow', { id: problem.requestId });
    default:
      return null;
  }
}

/** A single finding that says what the title says is not said twice. */
function beyondTitle({ errors, detail }: ApiProblem): Finding[] {
  return errors.length === 1 && errors[0]?.detail === detail ? [] : errors;
}

/** Where to look in the form; a path that the form has no words for is nobody's to read. */
function Place({ path, fieldLabel }: { path: string | undefined; fieldLabel: ProblemNoticeProps['fieldLabel'] }) {
  const label = path === undefined ? null : fieldLabel?.(path);
  return label ? <p className={styles.place}>{label}</p> : null;
}

function Findings({ findings, fieldLabel }: { findings: Finding[]; fieldLabel: ProblemNoticeProps['fieldLabel'] }) {
  const t = useText(uiText);
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => (
        <li key={`${finding.row} ${finding.column} ${finding.field} ${finding.detail}`}>
          <span className={styles.place}>
            {finding.row === undefined ? null : `${t('problem.row', { row: finding.row })} `}
            {finding.column === undefined ? null : `${t('problem.column', { column: finding.column })} `}
            {finding.field === undefined ? null : `${fieldLabel?.(finding.field) ?? ''} `}
          </span>
          {finding.detail}
          {finding.value === undefined ? null : `（${finding.value}）`}
        </li>
      ))}
    </ul>
  );
}

function Versions({ rows, seen }: { rows: VersionRow[]; seen: boolean }) {
  const t = useText(uiText);
  return (
    <table className={styles.versions}>
      <thead>
        <tr>
          <th scope="col">{t('problem.field')}</th>
          <th scope="col">{t(seen ? 'problem.seen' : 'problem.mine')}</th>
          <th scope="col">{t(seen ? 'problem.now' : 'problem.theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>{row.mine}</td>
            <td>{row.mine === row.theirs ? t('problem.same') : row.theirs}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
