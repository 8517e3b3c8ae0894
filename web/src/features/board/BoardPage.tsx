import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import styles from './board.module.css';
import { Clauses } from './Clauses.tsx';
import { Deadlines } from './Deadlines.tsx';
import { Headline, InstructButton } from './Headline.tsx';
import { HeatTable } from './HeatTable.tsx';
import type { AboutTask } from './InstructDialog.tsx';
import { Instructions } from './Instructions.tsx';
import { boardText } from './locale.ts';
import { Paper } from './Paper.tsx';
import type { BoardAnswer } from './shapes.ts';
import { TaskLines } from './TaskLines.tsx';
import { viewsText } from './viewsLocale.ts';

const InstructDialog = lazy(() => import('./InstructDialog.tsx'));
// Read at a desk, by whoever dispatches or exports; a leader's phone loads neither.
const TaskTableLink = lazy(async () => ({ default: (await import('../taskTables/TableLinks.tsx')).TaskTableLink }));
const NewPaperLink = lazy(async () => ({ default: (await import('../papers/PaperLinks.tsx')).NewPaperLink }));
const DifferencesBanner = lazy(() => import('../tasks/DifferencesBanner.tsx'));

/** The tables whose change moves the board. */
const rests = ['tasks', 'task_acts', 'requirements', 'directives'];

/** One question: what became of this document? The answer fills one phone screen; printed, the page is one sheet of A4. */
export default function BoardPage() {
  const { directiveId = '' } = useParams({ strict: false }) as { directiveId?: string };
  const read = useRead('GET /api/board', { query: { directiveId } }, { live: rests });
  const t = useText(boardText);
  if (read.data?.directive) return <DocumentBoard board={read.data} directive={read.data.directive} />;
  return (
    <Page title={t('title')}>
      <Answered read={read} lines={8}>
        {() => null}
      </Answered>
    </Page>
  );
}

function DocumentBoard({ board, directive }: { board: BoardAnswer; directive: NonNullable<BoardAnswer['directive']> }) {
  const t = useText(boardText);
  const v = useText(viewsText);
  const language = useLanguage();
  const mayInstruct = usePermitted('instruction.write');
  const dispatches = usePermitted('task.dispatch');
  const exports = usePermitted('task.export');
  const writes = usePermitted('paper.write');
  const [about, setAbout] = useState<AboutTask | 'anything' | null>(null);
  return (
    <>
      <div data-print="no">
        <Page
          title={directive.title}
          width="wide"
          above={
            <>
              <Link to="/board">{t('title')}</Link> · {directive.issuer} · {formatDay(directive.issuedOn, language)}
            </>
          }
          actions={
            <span className={styles.deskOnly}>
              {exports ? (
                <Suspense>
                  <TaskTableLink directiveId={directive.id} />
                </Suspense>
              ) : null}
              {writes ? (
                <Suspense>
                  <NewPaperLink directiveId={directive.id} />
                </Suspense>
              ) : null}
              <Button variant="default" onClick={() => window.print()}>
                {v('print')}
              </Button>
            </span>
          }
          answer={
            <Headline
              board={board}
              instruct={mayInstruct ? <InstructButton onOpen={() => setAbout('anything')} /> : null}
            />
          }
        >
          {dispatches ? (
            <Suspense>
              <DifferencesBanner directiveId={directive.id} />
            </Suspense>
          ) : null}
          {!mayInstruct || board.needsMe.length === 0 ? null : (
            <div id="needs-me">
              <Section
                title={v('needs.title')}
                aside={<FigureValue figure={board.headline.needsMe} label={v('needs.all')} size="inline" />}
              >
                <TaskLines
                  tasks={board.needsMe}
                  mark={(task) => <StateBadge tone="late" icon="up" word={t(`needs.${task.why}`)} />}
                  action={(task) => <InstructButton compact onOpen={() => setAbout(task)} />}
                />
              </Section>
            </div>
          )}
          <Section title={v('clauses.title')}>
            <Clauses directiveId={directive.id} clauses={board.clauses} />
          </Section>
          <Section title={v('heat.title')}>
            <HeatTable directiveId={directive.id} clauses={board.clauses} bodies={board.bodies} cells={board.cells} />
          </Section>
          <Section title={v('deadlines.title')}>
            <Deadlines deadlines={board.deadlines} today={board.asOf} />
          </Section>
          <LateTasks board={board} />
          <Instructions directiveId={directive.id} />
        </Page>
      </div>
      <Paper board={board} directive={directive} />
      {about === null ? null : (
        <Suspense>
          <InstructDialog
            directive={directive}
            about={about === 'anything' ? null : about}
            onClose={() => setAbout(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** The late ones with whom they are; the figure opens all of them. */
export function LateTasks({ board }: { board: BoardAnswer }) {
  const t = useText(boardText);
  const v = useText(viewsText);
  if (board.lateTasks.length === 0) return null;
  return (
    <Section
      title={v('late.title')}
      aside={
        <span className={styles.note}>
          {v('late.shown', { count: board.lateTasks.length })}{' '}
          <FigureValue figure={board.headline.late} label={t('answer.late')} size="inline" />
        </span>
      }
    >
      <TaskLines tasks={board.lateTasks} />
    </Section>
  );
}
