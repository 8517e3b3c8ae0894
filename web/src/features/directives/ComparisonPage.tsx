import { Button } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import styles from './comparison.module.css';
import { comparisonText } from './comparisonLocale.ts';

type Comparison = Answer<'GET /api/directives/:directiveId/comparison'>;
type Line = Comparison['lines'][number];
type Compared = Comparison['requirements'][number];

// Those who dispatch decide what becomes of a task; for others it is not loaded.
const RechecksSection = lazy(() => import('../tasks/RechecksSection.tsx'));

/** One question: what did the corrected document change, and what hangs on it? */
export default function ComparisonPage() {
  const t = useText(comparisonText);
  const { directiveId = '' } = useParams({ strict: false }) as { directiveId?: string };
  const { version } = useSearch({ strict: false }) as { version?: number };
  const dispatches = usePermitted('task.dispatch');
  const head = useRead('GET /api/directives/:directiveId', { params: { directiveId } });
  const read = useRead(
    'GET /api/directives/:directiveId/comparison',
    { params: { directiveId }, query: version === undefined ? {} : { version } },
    { live: ['requirements', 'directive_versions'] },
  );
  const found = read.data;
  return (
    <Page
      title={t('title')}
      above={<Link to={`/directives/${directiveId}/review` as never}>{head.data?.title ?? ''}</Link>}
      lead={found && t('lead', { before: found.before.number, after: found.after.number })}
      width="wide"
      actions={found && <Steps found={found} directiveId={directiveId} />}
    >
      <Answered read={read} lines={12}>
        {({ before, after, newest, tooMuch, requirements, lines }) => (
          <>
            {after.confirmedAt === null ? <p>{t('draft', { before: before.number })}</p> : null}
            {tooMuch.requirements ? <p>{t('tooMuch.requirements')}</p> : null}
            <Suspense>
              {dispatches && after.number === newest && after.confirmedAt !== null ? (
                <RechecksSection directiveId={directiveId} />
              ) : null}
            </Suspense>
            {(['changed', 'dropped', 'added'] as const).map((fate) => (
              <Fate key={fate} fate={fate} all={requirements} />
            ))}
            <Lines lines={lines} tooMuch={tooMuch.lines} />
            <details>
              <summary>{t('fate.unchanged')}</summary>
              <Fate fate="unchanged" all={requirements} />
            </details>
          </>
        )}
      </Answered>
    </Page>
  );
}

function Steps({ found, directiveId }: { found: Comparison; directiveId: string }) {
  const t = useText(comparisonText);
  const { before, after, newest } = found;
  const pair = (version: number, words: string) => (
    <Button
      variant="default"
      component={Link}
      to={`/directives/${directiveId}/comparison` as never}
      search={{ version } as never}
    >
      {words}
    </Button>
  );
  return (
    <>
      {before.number > 1 ? pair(before.number, t('earlier')) : null}
      {after.number < newest ? pair(after.number + 1, t('later')) : null}
      <Button component={Link} to={`/directives/${directiveId}/review` as never}>
        {t(after.number === newest && after.confirmedAt === null ? 'toReview' : 'toDocument')}
      </Button>
    </>
  );
}

function Fate({ fate, all }: { fate: Compared['fate']; all: readonly Compared[] }) {
  const t = useText(comparisonText);
  const own = all.filter((one) => one.fate === fate);
  return (
    <Section title={t(`fate.${fate}`)}>
      {own.length === 0 ? <p className={styles.note}>{t('none')}</p> : null}
      <ul className={styles.items}>
        {own.map((one) => (
          <li key={one.id}>
            {fate === 'changed' || fate === 'dropped' ? <Side words={t('was')} content={one.before} /> : null}
            {fate === 'dropped' ? null : <Side words={fate === 'changed' ? t('now') : null} content={one.now} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Side({ words, content }: { words: string | null; content: Compared['now'] }) {
  if (content === null) return null;
  const about = [
    content.standard,
    content.deadline?.text,
    content.recurrence?.text,
    content.owners
      .map((owner) => owner.text)
      .filter(Boolean)
      .join('、'),
  ].filter(Boolean);
  return (
    <p>
      {words === null ? null : <span className={styles.note}>{words} </span>}
      {content.action} <span className={styles.note}>{about.join(' · ')}</span>
    </p>
  );
}

/** The text line by line; what did not change can be hidden, and the versions set side by side. */
function Lines({ lines, tooMuch }: { lines: readonly Line[]; tooMuch: boolean }) {
  const t = useText(comparisonText);
  const [onlyChanges, setOnlyChanges] = useState(true);
  const [side, setSide] = useState(false);
  const shown = lines.flatMap((line, at) => (onlyChanges && line.fate === 'same' ? [] : [{ line, at }]));
  return (
    <Section title={t('lines')}>
      {tooMuch ? <p>{t('tooMuch.lines')}</p> : null}
      <div className={styles.tools}>
        <label>
          <input
            type="checkbox"
            checked={onlyChanges}
            onChange={(event) => setOnlyChanges(event.currentTarget.checked)}
          />{' '}
          {t('onlyChanges')}
        </label>
        <label>
          <input type="checkbox" checked={side} onChange={(event) => setSide(event.currentTarget.checked)} />{' '}
          {t('side')}
        </label>
      </div>
      {shown.length === 0 ? <p className={styles.note}>{t('noChanges')}</p> : null}
      {shown.map(({ line, at }) => (
        <div key={at} className={side ? `${styles.line} ${styles.side}` : styles.line}>
          <span className={styles.clause}>{line.clause}</span>
          {side ? (
            <>
              <Words line={line} without="added" />
              <Words line={line} without="removed" />
            </>
          ) : (
            <Words line={line} without={null} />
          )}
        </div>
      ))}
    </Section>
  );
}

function Words({ line, without }: { line: Line; without: 'added' | 'removed' | null }) {
  const pieces = line.pieces.filter((piece) => piece.kind !== without);
  return (
    <p className={styles.words}>
      {pieces.map((piece, at) => {
        const key = `${at} ${piece.kind}`;
        if (piece.kind === 'removed') return <del key={key}>{piece.text}</del>;
        if (piece.kind === 'added') return <ins key={key}>{piece.text}</ins>;
        return <span key={key}>{piece.text}</span>;
      })}
    </p>
  );
}
