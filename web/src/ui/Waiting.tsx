import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../app/locale/text.ts';
import type { ApiProblem } from '../app/problem.ts';
import { Icon, type IconName } from './Icon.tsx';
import { uiText } from './locale.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import styles from './Waiting.module.css';

/** Grey lines where text will stand. */
export function Skeleton({ lines = 5 }: { lines?: number }) {
  const t = useText(uiText);
  return (
    <div className={styles.lines} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => `line ${index}`).map((key) => (
        <div key={key} className={styles.line} />
      ))}
    </div>
  );
}

/** Says that there is nothing, and what to do about it. */
export function EmptyState({
  title,
  text,
  icon = 'done',
  action,
}: {
  title: string;
  text?: ReactNode;
  icon?: IconName;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <span className={styles.sign}>
        <Icon name={icon} size={26} />
      </span>
      <h2>{title}</h2>
      {text === undefined ? null : <p>{text}</p>}
      {action === undefined ? null : <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** Draws a read in its three conditions: on its way, failed, there. An older answer stays in sight while a new one comes. */
export function Answered<T>({
  read,
  lines,
  children,
}: {
  read: UseQueryResult<T, ApiProblem>;
  lines?: number;
  children: (answer: T) => ReactNode;
}) {
  if (read.data !== undefined) return children(read.data);
  if (read.error !== null) return <ProblemNotice problem={read.error} onRetry={() => read.refetch()} />;
  return <Skeleton lines={lines} />;
}
