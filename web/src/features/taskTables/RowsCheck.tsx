import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { Card, Section } from '../../ui/Page.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import {
  answerTo,
  type Chosen,
  type Decision,
  type Decisions,
  type Finding,
  keyOf,
  type PreviewRow,
  sameQuestions,
  standingOf,
} from './choices.ts';
import { FindingCard } from './FindingCard.tsx';
import { tablesText } from './locale.ts';
import styles from './tables.module.css';

type Standing = ReturnType<typeof standingOf>;

const toneOf: Record<Standing, Tone> = {
  new: 'done',
  warning: 'waiting',
  error: 'late',
  settled: 'check',
  leftOut: 'stopped',
};

/** Rows of a page of the list below; a table of thousands is not drawn at once. */
const pageSize = 50;

interface RowsCheckProps {
  rows: readonly PreviewRow[];
  decisions: Decisions;
  onDecide: (decisions: Decisions) => void;
}

/** The rows of the table as they would be taken in: those that need a decision first, each with its choices. */
export function RowsCheck({ rows, decisions, onDecide }: RowsCheckProps) {
  const t = useText(tablesText);
  const asked = rows.filter((row) => row.status === 'error');
  const rest = rows.filter((row) => row.status !== 'error');
  return (
    <>
      {asked.length === 0 ? null : (
        <Section title={t('rows.open', { count: asked.length })}>
          <Paged rows={asked}>
            {(shown) => (
              <ul className={styles.cards}>
                {shown.map((row) => (
                  <li key={row.row}>
                    <AskedRow row={row} rows={rows} decisions={decisions} onDecide={onDecide} />
                  </li>
                ))}
              </ul>
            )}
          </Paged>
        </Section>
      )}
      {rest.length === 0 ? null : (
        <Section title={asked.length === 0 ? t('rows.title') : t('rows.rest', { count: rest.length })}>
          <Paged rows={rest}>{(shown) => <ReadyRows rows={shown} />}</Paged>
        </Section>
      )}
    </>
  );
}

function Paged({
  rows,
  children,
}: {
  rows: readonly PreviewRow[];
  children: (shown: readonly PreviewRow[]) => React.ReactNode;
}) {
  const t = useText(tablesText);
  const [count, setCount] = useState(pageSize);
  const left = rows.length - count;
  return (
    <>
      {children(rows.slice(0, count))}
      {left > 0 ? (
        <Button variant="default" onClick={() => setCount(count + pageSize)}>
          {t('rows.more', { count: Math.min(left, pageSize) })}
        </Button>
      ) : null}
    </>
  );
}

function AskedRow({ row, rows, decisions, onDecide }: RowsCheckProps & { row: PreviewRow }) {
  const t = useText(tablesText);
  const standing = standingOf(row, decisions);
  const decide = (findings: readonly Finding[], choose: Chosen, words: string) => {
    const next = new Map<string, Decision>(decisions);
    for (const finding of findings) next.set(keyOf(finding), { choice: answerTo(finding, choose), words });
    onDecide(next);
  };
  const undo = (finding: Finding) => {
    const next = new Map(decisions);
    next.delete(keyOf(finding));
    onDecide(next);
  };
  return (
    <Card as="article">
      <div className={styles.rowHead}>
        <span className={styles.rowNumber}>{t('rows.row', { row: row.row })}</span>
        <StateBadge tone={toneOf[standing]} word={t(`rows.status.${standing}`)} />
      </div>
      <p className={styles.task}>{row.cells.measure ?? row.cells.keyTask ?? ''}</p>
      <p className={styles.facts}>
        {[row.cells.lead, row.cells.person, row.cells.due].filter(Boolean).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {row.findings.map((finding) => {
        const decision = decisions.get(keyOf(finding));
        const others = sameQuestions(rows, finding).filter((one) => !decisions.has(keyOf(one)));
        return (
          <FindingCard
            key={keyOf(finding)}
            finding={finding}
            decision={decision}
            elsewhere={others.length}
            onChoose={(choose, words) => decide([finding], choose, words)}
            onEverywhere={() => decision && decide(others, decision.choice.choose, decision.words)}
            onUndo={() => undo(finding)}
          />
        );
      })}
    </Card>
  );
}

function ReadyRows({ rows }: { rows: readonly PreviewRow[] }) {
  const t = useText(tablesText);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t('rows.task')}</th>
            <th scope="col">{t('rows.lead')}</th>
            <th scope="col">{t('rows.person')}</th>
            <th scope="col">{t('rows.support')}</th>
            <th scope="col">{t('rows.due')}</th>
            <th scope="col">{t('rows.progress')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td className={styles.rowNumber}>{row.row}</td>
              <td className={styles.wide}>
                <span className={styles.task}>{row.cells.measure ?? row.cells.keyTask ?? ''}</span>
                {row.findings.map((finding) => (
                  <p key={keyOf(finding)} className={styles.note}>
                    {finding.message}
                  </p>
                ))}
              </td>
              <td data-label={t('rows.lead')}>{row.leads.map((lead) => lead.name).join('、')}</td>
              <td data-label={t('rows.person')}>
                {row.leads
                  .map((lead) => lead.accountable ?? '')
                  .filter((name) => name !== '')
                  .map((name) => (row.cells.person ? name : t('rows.liaison', { name })))
                  .join('、')}
              </td>
              <td data-label={t('rows.support')}>{row.supporters.map((one) => one.name).join('、')}</td>
              <td data-label={t('rows.due')} className={row.dueOn === null ? undefined : styles.day}>
                {row.dueOn ?? row.cells.due ?? ''}
              </td>
              <td data-label={t('rows.progress')}>{row.cells.progress ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
