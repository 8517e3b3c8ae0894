import { Button } from '@mantine/core';
import { useText } from '../../../app/locale/text.ts';
import { bulkText } from './bulkLocale.ts';
import { reviewText } from './locale.ts';
import type { Reasoned, Requirement } from './model.ts';
import type { Row } from './ordering.ts';
import type { Deciding } from './useDeciding.ts';
import styles from './workbench.module.css';

interface BulkBarProps {
  rows: readonly Row[];
  chosen: readonly Requirement[];
  last: Deciding['last'];
  sending: boolean;
  onSelect: (ids: readonly string[]) => void;
  onDecide: (decision: { kind: 'accept' | 'madeKnown' }) => void;
  onReason: (decision: Reasoned) => void;
  onUndo: () => void;
}

const decisionOf = {
  accept: 'accepted',
  edit: 'edited',
  reject: 'rejected',
  defer: 'deferred',
  nothingToDo: 'nothingToDo',
  madeKnown: 'madeKnown',
  reopen: 'undecided',
  undo: 'undecided',
} as const;

/** At the foot of the list: what was decided last, and what to do with several at once. */
export default function BulkBar({ rows, chosen, last, sending, onSelect, onDecide, onReason, onUndo }: BulkBarProps) {
  const t = useText(reviewText);
  const b = useText(bulkText);
  const listed = rows.flatMap((row) =>
    row.kind === 'item' && row.requirement.decision === 'undecided' ? [row.requirement.id] : [],
  );
  if (chosen.length === 0) {
    return (
      <div className={styles.bulk} role="status">
        {last === null ? (
          <span className={styles.quiet}>{b('saved')}</span>
        ) : (
          <>
            <span>{t('done', { count: last.ids.length, decision: t(`decision.${decisionOf[last.kind]}`) })}</span>
            <Button variant="subtle" loading={sending} onClick={onUndo}>
              {b('undoLast')}
            </Button>
          </>
        )}
        {listed.length > 1 ? (
          <Button className={styles.pushed} variant="subtle" color="gray" onClick={() => onSelect(listed)}>
            {b('selectAll')}
          </Button>
        ) : null}
      </div>
    );
  }
  const allSoft = chosen.every((one) => one.content.hardness === 'soft');
  return (
    <div className={styles.bulk} role="status">
      <b>{b('selected', { count: chosen.length })}</b>
      <Button loading={sending} onClick={() => onDecide({ kind: 'accept' })}>
        {t('accept')}
      </Button>
      {(['reject', 'nothingToDo', 'defer'] as const).map((kind) => (
        <Button key={kind} variant="default" disabled={sending} onClick={() => onReason(kind)}>
          {t(kind)}
        </Button>
      ))}
      {allSoft ? (
        <Button variant="default" disabled={sending} onClick={() => onDecide({ kind: 'madeKnown' })}>
          {t('madeKnown')}
        </Button>
      ) : null}
      <Button className={styles.pushed} variant="subtle" color="gray" onClick={() => onSelect([])}>
        {b('selectNone')}
      </Button>
    </div>
  );
}
