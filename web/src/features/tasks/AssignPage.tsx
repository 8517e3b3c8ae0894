import { Button, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { call } from '../../app/client.ts';
import { useText } from '../../app/locale/text.ts';
import type { ApiProblem } from '../../app/problem.ts';
import { useAct } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import { TaskTableLink } from '../taskTables/TableLinks.tsx';
import { AssignedRequirement } from './AssignedRequirement.tsx';
import { BodyLoads, LeadCounts } from './BodyLoads.tsx';
import DifferencesBanner from './DifferencesBanner.tsx';
import { dispatchText } from './dispatchLocale.ts';
import { KeptHere } from './KeptHere.tsx';
import { nothingKept, useKept } from './keptChoices.ts';
import {
  blockersOf,
  type Choices,
  isBlocked,
  leadShares,
  type Plan,
  type PlannedRequirement,
  tasksOf,
} from './plan.ts';
import styles from './tasks.module.css';

/** One question: what will go to whom, and is it right? Choices are kept on this device, so that leaving loses nothing. */
export default function AssignPage() {
  const t = useText(dispatchText);
  const { directiveId = '' } = useParams({ strict: false }) as { directiveId?: string };
  const [kept, keep] = useKept(directiveId);
  const { choices } = kept;
  const read = useQuery<Plan, ApiProblem>({
    queryKey: ['POST /api/directives/:directiveId/plan', directiveId, choices],
    queryFn: ({ signal }) =>
      call('POST /api/directives/:directiveId/plan', { params: { directiveId }, body: choices }, { signal }),
    placeholderData: keepPreviousData,
  });
  const dispatch = useAct('POST /api/directives/:directiveId/dispatch', { onDone: () => keep(nothingKept) });
  if (dispatch.answer) return <Done directiveId={directiveId} count={dispatch.answer.taskIds.length} />;
  return (
    <Page
      title={read.data?.title ?? t('title')}
      above={t('title')}
      lead={t('lead')}
      actions={<TaskTableLink directiveId={directiveId} />}
      width="wide"
    >
      <DifferencesBanner directiveId={directiveId} />
      <KeptHere kept={kept} versionId={read.data?.versionId} onForget={() => keep(nothingKept)} />
      <Answered read={read} lines={10}>
        {(plan) => (
          <Assigned
            plan={plan}
            choices={choices}
            onChoose={(next) => keep({ choices: next, versionId: plan.versionId })}
            onDispatch={() =>
              dispatch.sendAndWait({
                params: { directiveId },
                body: { ...choices, digest: plan.digest, seen: tasksOf(plan).map(({ key, line }) => ({ key, line })) },
              })
            }
            problem={dispatch.problem}
            onLookAgain={() => {
              dispatch.reset();
              read.refetch();
            }}
          />
        )}
      </Answered>
    </Page>
  );
}

interface AssignedProps {
  plan: Plan;
  choices: Choices;
  onChoose: (choices: Choices) => void;
  onDispatch: () => Promise<unknown>;
  problem: ApiProblem | null;
  onLookAgain: () => void;
}

function Assigned({ plan, choices, onChoose, onDispatch, problem, onLookAgain }: AssignedProps) {
  const t = useText(dispatchText);
  const tasks = tasksOf(plan);
  const blockers = blockersOf(plan);
  const blocked = plan.requirements.filter(isBlocked);
  const counts = { leads: leadShares(tasks).length, tasks: tasks.length };
  return (
    <>
      <div className={styles.callout}>
        <b>{tasks.length === 0 ? t('answerNothing') : t('answer', counts)}</b>
        {blockers > 0 ? <span role="alert">{t('answerBlocked', { count: blockers })}</span> : null}
        <div className={styles.row}>
          <TextInput
            type="date"
            label={t('horizon')}
            value={choices.horizon ?? plan.horizon}
            onChange={(event) => {
              const { value } = event.currentTarget;
              if (value !== '') onChoose({ ...choices, horizon: value });
            }}
          />
          <ConfirmAction
            label={t('dispatch')}
            question={t('dispatchQuestion')}
            text={t('dispatchSure', counts)}
            disabled={tasks.length === 0 || blockers > 0}
            onConfirm={onDispatch}
          >
            <LeadCounts plan={plan} />
          </ConfirmAction>
        </div>
        <ProblemNotice
          problem={problem}
          actions={
            problem === null ? null : (
              <>
                <PlanChanges current={problem.current} />
                <Button variant="default" onClick={onLookAgain}>
                  {t('lookAgain')}
                </Button>
              </>
            )
          }
        />
      </div>
      {blocked.length === 0 ? null : (
        <Section title={t('toSettle')}>
          <Requirements list={blocked} choices={choices} onChoose={onChoose} />
        </Section>
      )}
      {plan.bodies.length === 0 ? null : (
        <Section title={t('bodies')}>
          <p className={styles.note}>{t('bodiesLead')}</p>
          <BodyLoads plan={plan} />
        </Section>
      )}
      <Section title={t('requirements')}>
        <Requirements
          list={plan.requirements.filter((one) => !blocked.includes(one))}
          choices={choices}
          onChoose={onChoose}
        />
      </Section>
    </>
  );
}

function Requirements({
  list,
  ...rest
}: Pick<AssignedProps, 'choices' | 'onChoose'> & { list: readonly PlannedRequirement[] }) {
  return (
    <div className={styles.form}>
      {list.map((requirement) => (
        <AssignedRequirement key={requirement.id} requirement={requirement} {...rest} />
      ))}
    </div>
  );
}

type Change = { key: string; organisation: string; action: string; blockers: { text: string }[] };
interface Changes {
  added?: Change[];
  removed?: Change[];
  changed?: Change[];
}

/** What changed between the preview and the dispatch, line by line. */
function PlanChanges({ current }: { current: unknown }) {
  const t = useText(dispatchText);
  const { added = [], removed = [], changed = [] } = (current ?? {}) as Changes;
  const lines = [
    ...added.map((one) => ({ one, word: t('changedAdded', { ...one, blockers: '' }) })),
    ...removed.map((one) => ({ one, word: t('changedRemoved', { ...one, blockers: '' }) })),
    ...changed.map((one) => ({ one, word: t('changedChanged', { ...one, blockers: '' }) })),
  ];
  if (lines.length === 0) return null;
  return (
    <ul className={styles.changes}>
      {lines.map(({ one, word }) => (
        <li key={one.key}>
          {word}
          {one.blockers.map((blocker) => (
            <span key={blocker.text} className={styles.note}>
              {' '}
              {blocker.text}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Done({ directiveId, count }: { directiveId: string; count: number }) {
  const t = useText(dispatchText);
  return (
    <Page title={t('title')}>
      <EmptyState
        title={t('done', { count })}
        action={
          <Button component={Link} to={`/tasks?directiveId=${directiveId}`}>
            {t('toTasks')}
          </Button>
        }
      />
    </Page>
  );
}
