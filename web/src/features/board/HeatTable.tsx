import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { FigureValue } from '../../ui/FigureValue.tsx';
import styles from './heat.module.css';
import { type Body, type Cell, type Clause, cellsByPlace, shadeOf, shortName } from './shapes.ts';
import { viewsText } from './viewsLocale.ts';

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
  const v = useText(viewsText);
  const places = cellsByPlace(cells);
  const rows = clauses.filter((clause) => clause.closed.denominator !== 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways has to be reached by the keyboard */}
      <section className={styles.heatFrame} tabIndex={0} aria-label={v('heat.title')}>
        <table className={styles.heat}>
          <caption className="visually-hidden">{v('heat.caption')}</caption>
          <thead>
            <tr>
              <th scope="col" className={styles.heatCorner}>
                {v('heat.clause')}
              </th>
              {bodies.map((body) => (
                <th key={body.id} scope="col" title={body.name}>
                  {shortName(body.name)}
                </th>
              ))}
              <th scope="col">{v('heat.all')}</th>
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
                    names={{ body: body.name, clause: clause.title || v('clauses.outside') }}
                  />
                ))}
                <HeatCell cell={clause} names={{ body: v('heat.all'), clause: clause.title }} total />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{v('heat.all')}</th>
              {bodies.map((body) => (
                <HeatCell key={body.id} cell={body} names={{ body: body.name, clause: v('heat.all') }} total />
              ))}
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
      <p className={styles.note}>{v('heat.legend')}</p>
    </>
  );
}

function ClauseName({ directiveId, clause }: { directiveId: string; clause: Clause }) {
  const v = useText(viewsText);
  if (clause.key === '0') return v('clauses.outside');
  return <Link to={`/board/${directiveId}/clauses/${clause.key}`}>{clause.label}</Link>;
}

interface HeatCellProps {
  cell: Pick<Cell, 'closed' | 'late'> | undefined;
  names: { body: string; clause: string };
  /** A sum carries no shade: it would compare what is not comparable. */
  total?: boolean;
}

function HeatCell({ cell, names, total = false }: HeatCellProps) {
  const v = useText(viewsText);
  if (cell === undefined) {
    return (
      <td>
        <span className="visually-hidden">{v('heat.none')}</span>
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
      <FigureValue figure={cell.closed} label={v('heat.closed', names)} size="inline" counts />
      {late ? (
        <span className={styles.cellLate}>
          <span aria-hidden="true">▲</span>
          <FigureValue figure={cell.late} label={v('heat.late', names)} size="inline" />
        </span>
      ) : null}
    </td>
  );
}
