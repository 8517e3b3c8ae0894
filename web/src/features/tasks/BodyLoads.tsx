import { useText } from '../../app/locale/text.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { dispatchText } from './dispatchLocale.ts';
import { type Plan, tasksOf } from './plan.ts';
import styles from './tasks.module.css';

/** What goes to whom, with what each body carries already: open asks of the month and overlaps (spine.md 4.9). */
export function BodyLoads({ plan }: { plan: Plan }) {
  const t = useText(dispatchText);
  const actions = new Map(
    plan.requirements.flatMap((requirement) => requirement.tasks.map((task) => [task.key, requirement.content.action])),
  );
  const leads = new Map(tasksOf(plan).map((task) => [task.key, task.lead.name]));
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
                  {leads.get(key) === body.name ? null : <span className={styles.note}> · {leads.get(key)}</span>}
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}
