import { daysBetween, formatDay, formatNumber } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { type Figure, figureInWords } from '../../ui/FigureValue.tsx';
import { uiText } from '../../ui/locale.ts';
import { Progress } from './Progress.tsx';
import paper from './paper.module.css';
import { paperText } from './paperLocale.ts';
import { type BoardAnswer, type Clause, cellsByPlace, shadeOf, shortName } from './shapes.ts';
import { fitOnSheet } from './sheet.ts';
import { viewsText } from './viewsLocale.ts';

/**
 * The board as one sheet of A4, laid out for paper: headline, a table of clauses with their bars and bodies, the late ones
 * with names, and what the numbers mean. It exists only in print.
 */
export function Paper({ board, directive }: { board: BoardAnswer; directive: NonNullable<BoardAnswer['directive']> }) {
  const v = useText(viewsText);
  const p = useText(paperText);
  const u = useText(uiText);
  const language = useLanguage();
  const day = (text: string) => formatDay(text, language);
  const words = (figure: Figure) => figureInWords(figure, language, u);
  const count = (value: number | null) => formatNumber(value ?? 0, language);
  const { headline } = board;
  const asked = board.clauses.filter((clause) => clause.closed.denominator !== 0);
  const { clauses, late } = fitOnSheet(asked, board.lateTasks);
  return (
    <article className={paper.sheet}>
      <header className={paper.head}>
        <h1>{directive.title}</h1>
        <p>
          <span>{v('from', { issuer: directive.issuer, day: day(directive.issuedOn) })}</span>
          <span>{p('paper.asOf', { day: day(board.asOf) })}</span>
        </p>
      </header>
      <p className={paper.line}>
        {p('paper.line', {
          requirements: count(headline.requirementsAssigned.denominator),
          assigned: count(headline.requirementsAssigned.numerator),
          tasks: words(headline.dispatched),
          closed: count(headline.closed.numerator),
          ratio: words(headline.closed),
          onTime: words(headline.onTime),
          late: words(headline.late),
          toVerify: words(headline.toVerify),
          soon: words(headline.dueSoon),
        })}
      </p>
      <h2>{p('paper.table')}</h2>
      <ClauseTable board={board} clauses={clauses} />
      {asked.length > clauses.length ? (
        <p className={paper.note}>{p('paper.more', { count: asked.length - clauses.length })}</p>
      ) : null}
      <h2>{p('paper.late')}</h2>
      {late.length === 0 ? (
        <p>{v('late.none')}</p>
      ) : (
        <table className={paper.late}>
          <thead>
            <tr>
              {(['action', 'organisation', 'accountable', 'due', 'days'] as const).map((column) => (
                <th key={column} scope="col">
                  {p(`paper.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {late.map((task) => (
              <tr key={task.taskId}>
                <td>
                  {task.action}
                  {task.enteredOnBehalf ? <span className={paper.onBehalf}>{p('paper.onBehalf')}</span> : null}
                </td>
                <td>{task.organisation}</td>
                <td>{task.accountable}</td>
                <td>{task.dueOn}</td>
                <td>{task.dueOn === null ? '' : daysBetween(task.dueOn, board.asOf)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(headline.late.value ?? 0) > late.length ? (
        <p className={paper.note}>{p('paper.lateMore', { count: words(headline.late), shown: late.length })}</p>
      ) : null}
      <footer className={paper.foot}>
        {p('paper.foot', { day: day(board.asOf), scope: u(`figure.scope.${headline.closed.scope}`) })}
      </footer>
    </article>
  );
}

function ClauseTable({ board, clauses }: { board: BoardAnswer; clauses: readonly Clause[] }) {
  const v = useText(viewsText);
  const places = cellsByPlace(board.cells);
  return (
    <table className={paper.table}>
      <thead>
        <tr>
          <th scope="col" className={paper.name}>
            {v('heat.clause')}
          </th>
          <th scope="col" className={paper.all}>
            {v('heat.all')}
          </th>
          {board.bodies.map((body) => (
            <th key={body.id} scope="col">
              {shortName(body.name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {clauses.map((clause) => (
          <tr key={clause.key}>
            <th scope="row">{clause.key === '0' ? v('clauses.outside') : clause.label}</th>
            <td className={paper.all}>
              <Progress closed={clause.closed} late={clause.late} />
              <Counts cell={clause} />
            </td>
            {board.bodies.map((body) => {
              const cell = places.get(`${clause.key} ${body.id}`);
              return (
                <td key={body.id} data-shade={cell ? shadeOf(cell.closed) : undefined}>
                  {cell ? <Counts cell={cell} /> : ''}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{v('heat.all')}</th>
          <td className={paper.all}>
            <Counts cell={board.headline} />
          </td>
          {board.bodies.map((body) => (
            <td key={body.id}>
              <Counts cell={body} />
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function Counts({ cell }: { cell: { closed: Figure; late: Figure } }) {
  const late = cell.late.value ?? 0;
  return (
    <>
      {cell.closed.numerator}/{cell.closed.denominator}
      {late > 0 ? <b className={paper.mark}> ▲{late}</b> : null}
    </>
  );
}
