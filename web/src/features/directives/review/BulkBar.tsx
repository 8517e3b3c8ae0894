import { Button } from '@mantine/core';
import { useText } from '../../../app/locale/text.ts';
import { bulkText } from './bulkLocale.ts';
import { reviewText } from './locale.ts';
import type { Reasoned, Requirement, Review } from './model.ts';
import type { Row } from './ordering.ts';
import { stepText } from './stepLocale.ts';
import styles from './workbench.module.css';

interface BulkBarProps {
  rows: readonly Row[];
  chosen: readonly Requirement[];
  line: Review['line'];
  sending: boolean;
  onSelect: (ids: readonly string[]) => void;
  onAccept: () => void;
  onMadeKnown: () => void;
  onReason: (decision: Reasoned) => void;
  onMerge: () => void;
  onTurn: (direction: 'undo' | 'redo') => void;
}

/** At the foot of the list: what was decided last, and what to do with several at once. */
export default function BulkBar({
  rows,
  chosen,
  line,
  sending,
  onSelect,
  onAccept,
  onMadeKnown,
  onReason,
  onMerge,
  onTurn,
}: BulkBarProps) {
  const t = useText(reviewText);
  const b = useText(bulkText);
  const steps = useText(stepText);
  const listed = rows.flatMap((row) =>
    row.kind === 'item' && row.requirement.decision === 'undecided' ? [row.requirement.id] : [],
  );
  if (chosen.length === 0) {
    return (
      <div className={styles.bulk} role="status">
        <span className={styles.quiet}>
          {line.undo === null
            ? steps('saved')
            : steps('lastStep', { count: line.undo.count, step: steps(`step.${line.undo.kind}`) })}
        </span>
        {line.undo === null ? null : (
          <Button variant="subtle" onClick={() => onTurn('undo')}>
            {steps('undoLast')}
          </Button>
        )}
        {line.redo === null ? null : (
          <Button variant="subtle" onClick={() => onTurn('redo')}>
            {steps('redoLast')}
          </Button>
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
      <Button loading={sending} onClick={onAccept}>
        {t('accept')}
      </Button>
      {(['reject', 'nothingToDo', 'defer'] as const).map((kind) => (
        <Button key={kind} variant="default" disabled={sending} onClick={() => onReason(kind)}>
          {t(kind)}
        </Button>
      ))}
      {allSoft ? (
        <Button variant="default" disabled={sending} onClick={onMadeKnown}>
          {t('madeKnown')}
        </Button>
      ) : null}
      {chosen.length > 1 ? (
        <Button variant="default" disabled={sending} onClick={onMerge}>
          {steps('merge')}
        </Button>
      ) : null}
      <Button className={styles.pushed} variant="subtle" color="gray" onClick={() => onSelect([])}>
        {b('selectNone')}
      </Button>
    </div>
  );
}
