import { Link } from '@tanstack/react-router';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useList } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { Due } from '../../ui/Due.tsx';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import styles from './board.module.css';
import { boardText } from './locale.ts';
import { toneOfState } from './shapes.ts';

type Instruction = ItemOf<'GET /api/instructions'>;

const rests = ['directives', 'tasks'];

/** What was written as 批示, about one document or at all, and what became of each; nothing where nothing was written. */
export function Instructions({ directiveId }: { directiveId?: string }) {
  const t = useText(boardText);
  const list = useList(
    'GET /api/instructions',
    { query: directiveId ? { aboutDirectiveId: directiveId } : {} },
    { live: rests },
  );
  const rows = rowsOf(list.data);
  if (rows.length === 0) return null;
  return (
    <Section title={t('instructions.title')}>
      <InstructionLines rows={rows} />
    </Section>
  );
}

export function InstructionLines({ rows }: { rows: readonly Instruction[] }) {
  const t = useText(boardText);
  const language = useLanguage();
  const mayDispatch = usePermitted('task.dispatch');
  return (
    <ul className={styles.tasks}>
      {rows.map((row) => (
        <li key={row.directiveId} className={styles.task}>
          <div>
            <p className={styles.instruction}>{row.text}</p>
            {row.text.startsWith(row.title.replace(/…$/, '')) ? null : <p className={styles.note}>{row.title}</p>}
            <p className={styles.note}>
              {t('instructions.by', { by: row.by, day: formatDay(row.writtenOn, language) })}
            </p>
          </div>
          <div className={styles.taskMarks}>
            {row.waiting ? <StateBadge tone="waiting" word={t('instructions.waiting')} /> : null}
            {row.waiting && mayDispatch ? (
              <Link to={`/directives/${row.directiveId}/assign`}>{t('instructions.assign')}</Link>
            ) : null}
            {row.tasks.map((task) => (
              <span key={task.id} className={styles.instructed}>
                <Link to={`/t/${task.id}`}>{task.organisation}</Link>
                <StateBadge tone={toneOfState[task.state]} word={t(`state.${task.state}`)} />
                <Due day={task.dueOn} open={task.state !== 'closed' && task.state !== 'withdrawn'} />
              </span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
