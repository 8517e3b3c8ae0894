import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import { Icon } from '../../ui/Icon.tsx';
import styles from './board.module.css';
import { Progress } from './Progress.tsx';
import { type Clause, chaptersOf } from './shapes.ts';
import { viewsText } from './viewsLocale.ts';

/** Each clause with its bar and numbers, under its chapter; the clause opens what became of it. */
export function Clauses({ directiveId, clauses }: { directiveId: string; clauses: readonly Clause[] }) {
  const chapters = chaptersOf(clauses);
  return (
    <div className={styles.chapters}>
      {chapters.map(({ chapter, clauses: own }) => (
        <section key={chapter?.key ?? own[0]?.key}>
          {chapter ? (
            <h3 className={styles.chapter}>
              <Link to={`/board/${directiveId}/clauses/${chapter.key}`}>{chapter.label}</Link>
            </h3>
          ) : null}
          <ul className={styles.clauses}>
            {own.map((clause) => (
              <ClauseLine key={clause.key} directiveId={directiveId} clause={clause} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ClauseLine({ directiveId, clause }: { directiveId: string; clause: Clause }) {
  const v = useText(viewsText);
  const name = clause.key === '0' ? v('clauses.outside') : clause.label;
  const empty = clause.closed.denominator === 0;
  return (
    <li className={styles.clause}>
      <span className={styles.clauseName}>
        {clause.key === '0' ? name : <Link to={`/board/${directiveId}/clauses/${clause.key}`}>{name}</Link>}
      </span>
      {empty ? (
        <span className={styles.quiet}>{v(clause.closed.scope === 'own' ? 'clauses.noneOwn' : 'clauses.none')}</span>
      ) : (
        <>
          <Progress closed={clause.closed} late={clause.late} />
          <span className={styles.clauseFigures}>
            <FigureValue figure={clause.closed} label={v('clauses.closed', { clause: name })} size="inline" counts />
            {(clause.late.value ?? 0) > 0 ? (
              <span className={styles.lateMark}>
                <Icon name="late" size={14} />
                <FigureValue figure={clause.late} label={v('clauses.late', { clause: name })} size="inline" />
              </span>
            ) : null}
          </span>
        </>
      )}
    </li>
  );
}
