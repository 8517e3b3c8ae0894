import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { dispatchText } from './dispatchLocale.ts';
import { type Plan, tasksOf } from './plan.ts';
import styles from './tasks.module.css';

/** What goes to whom, with what each body carries already: open asks of the month and overlaps (spine.md 4.9). */
export function BodyLoads({ plan }: { plan: Plan }) {
  const t = useText(dispatchText);
  const language = useLanguage();
  const actions = new Map(
    plan.requirements.flatMap((requirement) => requirement.tasks.map((task) => [task.key, requirement.content.action])),
  );
  const tasks = new Map(tasksOf(plan).map((task) => [task.key, task]));
  // The tasks of a series say the same: only their period tells them apart.
  const notesOn = (key: string, body: string) => {
    const task = tasks.get(key);
    if (!task) return [];
    const { lead, period, dueOn } = task;
    const day = (value: string) => formatDay(value, language);
    return [
      lead.name === body ? null : lead.name,
      period && t('period', { from: day(period.from), to: day(period.to) }),
      dueOn === null ? t('noDue') : dueOn === period?.to ? null : t('dueBy', { day: day(dueOn) }),
    ].filter((note) => note !== null);
  };
  return (
    <ul className={styles.loads}>
      {plan.bodies.map(({ body, taskKeys, openAsks, overlapping }) => (
        <li key={body.id} className={styles.load}>
          <b>{body.name}</b>
          <span>
            {t('openAsks')} <FigureValue figure={openAsks} label={`${body.name} ${t('openAsks')}`} size="inline" />
          </span>
          <span>
            {t('overlapping')}{' '}
            <FigureValue figure={overlapping} label={`${body.name} ${t('overlapping')}`} size="inline" />
          </span>
          <details>
            <summary>{t('receives', { count: taskKeys.length })}</summary>
            <ul>
              {taskKeys.map((key) => (
                <li key={key}>
                  {actions.get(key)}
                  {notesOn(key, body.name).map((note) => (
                    <span key={note} className={styles.note}>
                      {' '}
                      · {note}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
