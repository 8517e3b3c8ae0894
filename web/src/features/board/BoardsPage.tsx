import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import { LateTasks } from './BoardPage.tsx';
import styles from './board.module.css';
import { Headline, InstructButton } from './Headline.tsx';
import type { AboutTask } from './InstructDialog.tsx';
import { Instructions } from './Instructions.tsx';
import { boardText } from './locale.ts';
import { Progress } from './Progress.tsx';
import { TaskLines } from './TaskLines.tsx';
import { viewsText } from './viewsLocale.ts';

const InstructDialog = lazy(() => import('./InstructDialog.tsx'));

const rests = ['tasks', 'task_acts', 'directives'];

/** One question: how does everything stand that was dispatched, and which document do I look into? */
export default function BoardsPage() {
  const t = useText(boardText);
  const v = useText(viewsText);
  const language = useLanguage();
  const mayInstruct = usePermitted('instruction.write');
  const [about, setAbout] = useState<AboutTask | 'anything' | null>(null);
  const board = useRead('GET /api/board', { query: {} }, { live: rests });
  const documents = useRead('GET /api/board/directives', {}, { live: rests });
  return (
    <Page
      title={t('title')}
      lead={board.data ? v('asOf', { day: formatDay(board.data.asOf, language) }) : v('lead')}
      answer={
        <Answered read={board} lines={5}>
          {(answer) => (
            <Headline
              board={answer}
              instruct={mayInstruct ? <InstructButton onOpen={() => setAbout('anything')} /> : null}
            />
          )}
        </Answered>
      }
    >
      <Section title={v('documents')}>
        <Answered read={documents} lines={3}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={v('noDocuments')} text={v('noDocumentsText')} icon="directive" />
            ) : (
              <ul className={styles.documents}>
                {items.map((item) => (
                  <li key={item.id} className={styles.documentLine}>
                    <div>
                      <Link to={`/board/${item.id}`} className={styles.documentTitle}>
                        {item.title}
                      </Link>
                      <p className={styles.note}>
                        {v('from', { issuer: item.issuer, day: formatDay(item.issuedOn, language) })}
                      </p>
                    </div>
                    <Progress closed={item.closed} late={item.late} />
                    <span className={styles.clauseFigures}>
                      <FigureValue
                        figure={item.closed}
                        label={v('clauses.closed', { clause: item.title })}
                        size="inline"
                        counts
                      />
                      {(item.late.value ?? 0) > 0 ? (
                        <span className={styles.lateMark}>
                          <Icon name="late" size={14} />
                          <FigureValue
                            figure={item.late}
                            label={v('clauses.late', { clause: item.title })}
                            size="inline"
                          />
                        </span>
                      ) : null}
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      </Section>
      {!mayInstruct || board.data === undefined || board.data.needsMe.length === 0 ? null : (
        <div id="needs-me">
          <Section
            title={v('needs.title')}
            aside={<FigureValue figure={board.data.headline.needsMe} label={v('needs.all')} size="inline" />}
          >
            <TaskLines
              tasks={board.data.needsMe}
              mark={(task) => <StateBadge tone="late" icon="up" word={t(`needs.${task.why}`)} />}
              action={(task) => <InstructButton compact onOpen={() => setAbout(task)} />}
            />
          </Section>
        </div>
      )}
      {board.data === undefined ? null : <LateTasks board={board.data} />}
      <Instructions />
      {about === null ? null : (
        <Suspense>
          <InstructDialog about={about === 'anything' ? null : about} onClose={() => setAbout(null)} />
        </Suspense>
      )}
    </Page>
  );
}
