import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { type Speaker, useText } from '../../app/locale/text.ts';
import { asProblem } from '../../app/problem.ts';
import { useAct } from '../../app/queries.ts';
import { useToday } from '../../app/session.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { tablesText } from './locale.ts';
import styles from './tables.module.css';

type Comparison = Answer<'POST /api/task-tables/returned/read'>;
type Row = Comparison['changed'][number];

interface ComparisonViewProps {
  comparison: Comparison;
  directiveId: string;
  bodyId: string;
  /** It took the place of an earlier comparison. */
  stale: boolean;
  /** A newer comparison, because tasks moved on in between. */
  onChanged: (comparison: Comparison) => void;
}

/** What a returned table says otherwise, row by row; chosen rows become progress on behalf. */
export function ComparisonView({ comparison, directiveId, bodyId, stale, onChanged }: ComparisonViewProps) {
  const t = useText(tablesText);
  const today = useToday();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(comparison.changed.flatMap((row) => (row.text !== null && row.reason === null ? [row.taskId] : []))),
  );
  const [occurredOn, setOccurredOn] = useState(today);
  const [applied, setApplied] = useState<{ entered: number; before: number } | null>(null);
  const act = useAct('POST /api/task-tables/returned/apply');
  const apply = async () => {
    const { token, fileName } = comparison;
    const taskIds = [...chosen];
    try {
      const { taskIds: entered } = await act.sendAndWait({
        body: { directiveId, bodyId, token, fileName, occurredOn, taskIds },
      });
      setApplied({ entered: entered.length, before: taskIds.length - entered.length });
    } catch (failure) {
      const { kind, current } = asProblem(failure);
      if (kind === 'conflict' && current !== undefined) onChanged(current as Comparison);
      throw failure;
    }
  };
  const toggle = (taskId: string) => {
    const next = new Set(chosen);
    if (!next.delete(taskId)) next.add(taskId);
    setChosen(next);
  };
  if (applied !== null) {
    return (
      <p className={styles.remark} role="status">
        {t('diff.applied', { count: applied.entered })}
        {applied.before === 0 ? null : ` ${t('diff.appliedBefore', { count: applied.before })}`}
      </p>
    );
  }
  const { changed, missing, unknown } = comparison;
  return (
    <Section title={t('diff.title')}>
      {stale ? <p className={styles.remark}>{t('diff.stale')}</p> : null}
      {changed.length + missing.length + unknown.length === 0 ? <p role="status">{t('diff.none')}</p> : null}
      {changed.length === 0 ? null : (
        <div className={styles.stack}>
          <h3>{t('diff.changed', { count: changed.length })}</h3>
          <ul className={styles.cards}>
            {changed.map((row) => (
              <li key={row.taskId}>
                <ChangedRow row={row} chosen={chosen.has(row.taskId)} onToggle={() => toggle(row.taskId)} />
              </li>
            ))}
          </ul>
          <div className={styles.buttons}>
            <TextInput
              type="date"
              label={t('diff.occurredOn')}
              value={occurredOn}
              max={today}
              onChange={(event) => setOccurredOn(event.currentTarget.value)}
            />
            <ConfirmAction
              label={t('diff.apply', { count: chosen.size })}
              question={t('diff.question')}
              text={t('diff.applyText', { fileName: comparison.fileName })}
              disabled={chosen.size === 0 || occurredOn === ''}
              onConfirm={apply}
            />
          </div>
        </div>
      )}
      {missing.length === 0 ? null : (
        <div className={styles.part}>
          <h3>{t('diff.missing')}</h3>
          <p className={styles.note}>{t('diff.missingText')}</p>
          <ul className={styles.list}>
            {missing.map((task) => (
              <li key={task.taskId}>
                {task.action} <span className={styles.note}>{task.organisation}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {unknown.length === 0 ? null : (
        <div className={styles.part}>
          <h3>{t('diff.unknown')}</h3>
          <p className={styles.note}>{t('diff.unknownText')}</p>
          <ul className={styles.list}>
            {unknown.map((row) => (
              <li key={row.row}>
                {t('rows.row', { row: row.row })} {row.text}{' '}
                <span className={styles.note}>{t(`diff.why.${row.why}`)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

function ChangedRow({ row, chosen, onToggle }: { row: Row; chosen: boolean; onToggle: () => void }) {
  const t = useText(tablesText);
  const possible = row.text !== null && row.reason === null;
  return (
    <Card as="article">
      <div className={styles.rowHead}>
        <Checkbox
          aria-label={t('diff.choose', { row: row.row })}
          checked={chosen}
          disabled={!possible}
          onChange={onToggle}
        />
        <span className={styles.rowNumber}>{t('rows.row', { row: row.row })}</span>
        <span className={styles.task}>{row.action}</span>
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('diff.column')}</th>
              <th scope="col">{t('diff.before')}</th>
              <th scope="col">{t('diff.after')}</th>
            </tr>
          </thead>
          <tbody>
            {row.changes.map((change) => (
              <tr key={change.column}>
                <td className={styles.day}>{change.title}</td>
                <td className={`${styles.change} ${styles.before}`} data-label={t('diff.before')}>
                  {change.before === '' ? t('diff.empty') : change.before}
                </td>
                <td className={styles.change} data-label={t('diff.after')}>
                  {change.after === '' ? t('diff.empty') : change.after}
                  {change.formula ? <p className={styles.note}>{t('diff.formula')}</p> : null}
                  {change.enterable ? null : <p className={styles.note}>{t('diff.settled')}</p>}
                  {change.changedHere === null ? null : (
                    <p className={styles.note}>{t('diff.changedHere', { text: change.changedHere })}</p>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.note}>{outcomeOf(row, t)}</p>
    </Card>
  );
}

/** What a row comes to: what would be entered, or why nothing is. */
function outcomeOf(row: Row, t: Speaker<(typeof tablesText)['zh-CN']>): string {
  if (row.enteredOn !== null) return t('diff.entered', { on: row.enteredOn });
  if (row.reason !== null) return t('diff.cannot', { state: row.reason });
  return row.text === null ? t('diff.nothing') : t('diff.enter', { text: row.text });
}
