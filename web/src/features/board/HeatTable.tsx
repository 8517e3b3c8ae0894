import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import styles from './heat.module.css';
import { boardText } from './locale.ts';
import { type Body, type Cell, type Clause, cellsByPlace, numberOf, shadeOf, shortName } from './shapes.ts';

interface HeatTableProps {
  directiveId: string;
  clauses: readonly Clause[];
  bodies: readonly Body[];
  cells: readonly Cell[];
}

/**
 * Clause by body: counts in every cell, five greys for how much is closed out, a frame and a triangle for what is late, so
 * that it reads without colour.
 */
export function HeatTable({ directiveId, clauses, bodies, cells }: HeatTableProps) {
  const t = useText(boardText);
  const places = cellsByPlace(cells);
  const rows = clauses.filter((clause) => clause.closed.denominator !== 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways has to be reached by the keyboard */}
      <section className={styles.heatFrame} tabIndex={0} aria-label={t('heat.title')}>
        <table className={styles.heat}>
          <caption className="visually-hidden">{t('heat.caption')}</caption>
          <thead>
            <tr>
              <th scope="col" className={styles.heatCorner}>
                {t('heat.clause')}
              </th>
              {bodies.map((body) => (
                <th key={body.id} scope="col" title={body.name}>
                  {shortName(body.name)}
                </th>
              ))}
              <th scope="col">{t('heat.all')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((clause) => (
              <tr key={clause.key}>
                <th scope="row">
                  <ClauseName directiveId={directiveId} clause={clause} />
                </th>
                {bodies.map((body) => (
                  <HeatCell
                    key={body.id}
                    cell={places.get(`${clause.key} ${body.id}`)}
                    names={{ body: body.name, clause: clause.title || t('clauses.outside') }}
                  />
                ))}
                <HeatCell cell={clause} names={{ body: t('heat.all'), clause: clause.title }} total />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('heat.all')}</th>
              {bodies.map((body) => (
                <HeatCell key={body.id} cell={body} names={{ body: body.name, clause: t('heat.all') }} total />
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
      <p className={styles.note}>{t('heat.legend')}</p>
    </>
  );
}

function ClauseName({ directiveId, clause }: { directiveId: string; clause: Clause }) {
  const t = useText(boardText);
  if (clause.key === '0') return t('clauses.outside');
  return (
    <Link to={`/board/${directiveId}/clauses/${clause.key}`}>
      <span className={styles.number}>{numberOf(clause)}</span> {clause.title}
    </Link>
  );
}

interface HeatCellProps {
  cell: Pick<Cell, 'closed' | 'late'> | undefined;
  names: { body: string; clause: string };
  /** A sum carries no shade: it would compare what is not comparable. */
  total?: boolean;
}

function HeatCell({ cell, names, total = false }: HeatCellProps) {
  const t = useText(boardText);
  if (cell === undefined) {
    return (
      <td>
        <span className="visually-hidden">{t('heat.none')}</span>
      </td>
    );
  }
  const late = (cell.late.value ?? 0) > 0;
  return (
    <td
      className={total ? styles.total : styles.cell}
      data-shade={total ? undefined : shadeOf(cell.closed)}
      data-late={late || undefined}
    >
      <FigureValue figure={cell.closed} label={t('heat.closed', names)} size="inline" counts />
      {late ? (
        <span className={styles.cellLate}>
          <span aria-hidden="true">▲</span>
          <FigureValue figure={cell.late} label={t('heat.late', names)} size="inline" />
        </span>
      ) : null}
    </td>
  );
}
