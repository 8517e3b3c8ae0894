import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { dispatchText } from './dispatchLocale.ts';
import { type LeadShare, leadShares, type Plan, type PlannedTask, tasksOf } from './plan.ts';
import styles from './tasks.module.css';

/**
 * Which organisation leads what, below its body with what that carries already: open asks of the month and overlaps, which are
 * of the body as a whole (spine.md 4.9).
 */
export function BodyLoads({ plan }: { plan: Plan }) {
  const t = useText(dispatchText);
  const actions = new Map(
    plan.requirements.flatMap((requirement) => requirement.tasks.map((task) => [task.key, requirement.content.action])),
  );
  const tasks = new Map(tasksOf(plan).map((task) => [task.key, task]));
  return (
    <ul className={styles.loads}>
      {plan.bodies.map(({ body, taskKeys, openAsks, overlapping }) => {
        const shares = leadShares(taskKeys.flatMap((key) => tasks.get(key) ?? []));
        const [only] = shares.length === 1 && shares[0]?.lead.id === body.id ? shares : [];
        return (
          <li key={body.id} className={styles.load}>
            <b>{body.name}</b>
            <span>
              {t('openAsks')} <FigureValue figure={openAsks} label={`${body.name} ${t('openAsks')}`} size="inline" />
            </span>
            <span>
              {t('overlapping')}{' '}
              <FigureValue figure={overlapping} label={`${body.name} ${t('overlapping')}`} size="inline" />
            </span>
            {only ? <Received tasks={only.tasks} actions={actions} /> : <Shares shares={shares} actions={actions} />}
          </li>
        );
      })}
    </ul>
  );
}

/** Who leads how many, a line each. */
export function LeadCounts({ plan }: { plan: Plan }) {
  const t = useText(dispatchText);
  return (
    <ul>
      {leadShares(tasksOf(plan)).map(({ lead, tasks }) => (
        <li key={lead.id}>{t('leadCount', { name: lead.name, count: tasks.length })}</li>
      ))}
    </ul>
  );
}

type Actions = ReadonlyMap<string, string>;

function Shares({ shares, actions }: { shares: readonly LeadShare[]; actions: Actions }) {
  return (
    <ul className={styles.shares}>
      {shares.map(({ lead, tasks }) => (
        <li key={lead.id}>
          {lead.name}
          <Received tasks={tasks} actions={actions} />
        </li>
      ))}
    </ul>
  );
}

function Received({ tasks, actions }: { tasks: readonly PlannedTask[]; actions: Actions }) {
  const t = useText(dispatchText);
  const language = useLanguage();
  // The tasks of a series say the same: only their period tells them apart.
  const notesOn = ({ period, dueOn }: PlannedTask) => {
    const day = (value: string) => formatDay(value, language);
    return [
      period && t('period', { from: day(period.from), to: day(period.to) }),
      dueOn === null ? t('noDue') : dueOn === period?.to ? null : t('dueBy', { day: day(dueOn) }),
    ].filter((note) => note !== null);
  };
  return (
    <details>
      <summary>{t('receives', { count: tasks.length })}</summary>
      <ul>
        {tasks.map((task) => (
          <li key={task.key}>
            {actions.get(task.key)}
            {notesOn(task).map((note) => (
              <span key={note} className={styles.note}>
                {' '}
                · {note}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
