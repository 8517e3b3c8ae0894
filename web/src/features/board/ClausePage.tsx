import { Link, useParams } from '@tanstack/react-router';
import { addressOf } from '../../app/client.ts';
import { formatShortDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { useToday } from '../../app/session.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { PunctualityBadge } from '../../ui/PunctualityBadge.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import styles from './clause.module.css';
import { clauseText } from './clauseLocale.ts';
import { boardText } from './locale.ts';
import { Progress } from './Progress.tsx';
import { asksForWork, segmentsOf } from './segments.ts';
import { type Story, toneOfState } from './shapes.ts';

type Requirement = Story['requirements'][number];
type Task = Requirement['tasks'][number];
type Evidence = Task['evidence'][number];

/** One question: what became of this clause? The thread from its sentences to who does it and what proves it. */
export default function ClausePage() {
  const { directiveId = '', clauseKey = '' } = useParams({ strict: false }) as {
    directiveId?: string;
    clauseKey?: string;
  };
  const read = useRead(
    'GET /api/board/directives/:directiveId/clauses/:clauseKey',
    { params: { directiveId, clauseKey } },
    { live: ['tasks', 'task_acts', 'requirements', 'evidence'] },
  );
  const c = useText(clauseText);
  if (read.data) return <ClauseStory story={read.data} />;
  return (
    <Page title={c('clause.story')}>
      <Answered read={read} lines={8}>
        {() => null}
      </Answered>
    </Page>
  );
}

function ClauseStory({ story }: { story: Story }) {
  const c = useText(clauseText);
  const asking = story.requirements.filter(asksForWork);
  const others = story.requirements.filter((requirement) => !asksForWork(requirement));
  const noted = others.filter((requirement) => requirement.decision === 'madeKnown');
  const numbers = new Map(asking.map((requirement, index) => [requirement.id, index + 1]));
  return (
    <Page
      title={story.label}
      width="wide"
      above={<Link to={`/board/${story.directiveId}`}>{story.directiveTitle}</Link>}
      answer={
        <div className={styles.answer}>
          <ClauseText story={story} numbers={numbers} />
          <div className={styles.standing}>
            <Progress closed={story.closed} late={story.late} tall />
            <div className={styles.figures}>
              <FigureValue figure={story.closed} label={c('clause.closed')} size="large" />
              <FigureValue figure={story.late} label={c('clause.late')} size="large" />
            </div>
          </div>
        </div>
      }
    >
      <Section title={c('clause.requirements')}>
        {story.requirements.length === 0 ? <p>{c('clause.none')}</p> : null}
        <ol className={styles.threads}>
          {asking.map((requirement, index) => (
            <Thread key={requirement.id} requirement={requirement} number={index + 1} />
          ))}
        </ol>
        <ul className={styles.quietOnes}>
          {others
            .filter((requirement) => requirement.decision !== 'madeKnown')
            .map((requirement) => (
              <li key={requirement.id}>
                <StateBadge
                  tone="stopped"
                  word={c(requirement.decision === 'deferred' ? 'clause.deferred' : 'clause.nothing')}
                />
                <span>
                  “{requirement.quote}”
                  {requirement.reason ? (
                    <b className={styles.because}>{c('clause.because', { reason: requirement.reason })}</b>
                  ) : null}
                </span>
              </li>
            ))}
          {noted.length === 0 ? null : (
            <li>
              <StateBadge tone="neutral" word={c('clause.soft')} />
              <span>{noted.map((requirement) => requirement.quote).join('；')}</span>
            </li>
          )}
        </ul>
      </Section>
    </Page>
  );
}

/** The words of the document; each sentence that asks for work is underlined and numbered, and leads to its thread. */
function ClauseText({ story, numbers }: { story: Story; numbers: Map<string, number> }) {
  return (
    <blockquote className={styles.text}>
      {segmentsOf(story.text, story.requirements.filter(asksForWork)).map((segment) =>
        segment.requirementId === null ? (
          <span key={segment.from}>{segment.text}</span>
        ) : (
          <a key={segment.from} href={`#requirement-${segment.requirementId}`} className={styles.asked}>
            {segment.text}
            <sup>{numbers.get(segment.requirementId)}</sup>
          </a>
        ),
      )}
    </blockquote>
  );
}

function Thread({ requirement, number }: { requirement: Requirement; number: number }) {
  const c = useText(clauseText);
  const waiting = requirement.tasks.length === 0 && requirement.leftOut.length === 0;
  return (
    <li id={`requirement-${requirement.id}`} className={styles.thread}>
      <div className={styles.sentence}>
        <span className={styles.number}>{number}</span>
        <div>
          <p>{requirement.action}</p>
          {requirement.action === requirement.quote ? null : (
            <p className={styles.note}>{c('clause.quote', { quote: requirement.quote })}</p>
          )}
        </div>
      </div>
      {requirement.leftOut.map(({ organisation, reason }) => (
        <p key={organisation ?? ''} className={styles.waiting}>
          {organisation === null
            ? c('clause.leftOut', { reason })
            : c('clause.leftOutOne', { name: organisation, reason })}
        </p>
      ))}
      {waiting ? <p className={styles.waiting}>{c('clause.waiting')}</p> : null}
      {requirement.tasks.length === 0 ? null : (
        <ul className={styles.tasks}>
          {requirement.tasks.map((task) => (
            <TaskStrand key={task.id} task={task} />
          ))}
        </ul>
      )}
    </li>
  );
}

function TaskStrand({ task }: { task: Task }) {
  const t = useText(boardText);
  const c = useText(clauseText);
  const today = useToday();
  const language = useLanguage();
  const when =
    task.state === 'closed' && task.finishedOn !== null
      ? c('clause.finished', { day: formatShortDay(task.finishedOn, today, language) })
      : task.dueOn === null
        ? ''
        : c('clause.due', { day: formatShortDay(task.dueOn, today, language) });
  return (
    <li className={styles.strand} data-state={task.state} data-late={task.late || undefined}>
      <div className={styles.who}>
        <Link to={`/t/${task.id}`}>{task.organisation}</Link>
        <p className={styles.note}>{task.accountable}</p>
      </div>
      <div className={styles.state}>
        <StateBadge tone={toneOfState[task.state]} word={t(`state.${task.state}`)} />
        {task.late ? <StateBadge tone="late" word={t('bar.late')} /> : null}
        <PunctualityBadge punctuality={task.punctuality} />
        {task.enteredOnBehalf ? <StateBadge tone="check" icon="swap" word={t('onBehalf')} /> : null}
        {task.toRecheck ? <StateBadge tone="check" word={c('clause.toRecheck')} /> : null}
        <p className={styles.note}>{when}</p>
      </div>
      {task.evidence.length === 0 ? (
        <p className={styles.noEvidence}>{c('clause.noEvidence')}</p>
      ) : (
        <ul className={styles.evidence}>
          {task.evidence.map((item) => (
            <EvidenceItem key={item.id} item={item} />
          ))}
        </ul>
      )}
    </li>
  );
}

function EvidenceItem({ item }: { item: Evidence }) {
  const c = useText(clauseText);
  const shown = item.kind === 'text' ? item.body : [item.title, item.body].filter(Boolean).join(' ');
  if (item.withdrawn) {
    return (
      <li className={styles.withdrawn}>
        <s>{shown}</s> {c('clause.withdrawn')}
      </li>
    );
  }
  return (
    <li>
      <Link to={`/evidence/${item.id}`} className={styles.proof}>
        {item.picture ? (
          <img
            src={addressOf('GET /api/evidence/:evidenceId/picture', {
              params: { evidenceId: item.id },
              query: { width: 160 },
            })}
            alt=""
            loading="lazy"
          />
        ) : (
          <Icon name={item.kind === 'file' ? 'file' : 'evidence'} size={16} />
        )}
        <span>
          {shown || c(`evidence.${item.kind}`)}
          {item.onBehalfSource === null ? null : (
            <span className={styles.note}> {c('clause.onBehalfOf', { source: item.onBehalfSource })}</span>
          )}
        </span>
      </Link>
    </li>
  );
}
