import { Link } from '@tanstack/react-router';
import { type CSSProperties, lazy, Suspense, useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import type { Figure } from '../../ui/FigureValue.tsx';
import { papersText } from './locale.ts';
import type { PaperAnswer } from './PaperPage.tsx';
import sheet from './sheet.module.css';

const FigureFacts = lazy(() => import('../../ui/FigureFacts.tsx'));

type Flow = PaperAnswer['flow'];
type Placed = Flow['lines'][number];
type Line = Extract<Placed, { kind: 'line' }>;
type Table = Extract<Placed, { kind: 'table' }>;
type Span = Line['spans'][number];
type OpenFigure = (name: string) => void;

/** Twips in a millimetre. */
const perMillimetre = 1440 / 25.4;

/**
 * The paper as it looks: sheets of A4 on the grid of the file, from the same lines. A figure in the text opens what it
 * counted, a task its page.
 */
export function PaperSheet({ flow, figures }: { flow: Flow; figures: Record<string, Figure> }) {
  const t = useText(papersText);
  const [open, setOpen] = useState<string | null>(null);
  const figure = open === null ? undefined : figures[open];
  const pages = sheetsOf(flow.lines);
  return (
    <section className={sheet.desk} aria-label={t('preview')} lang="zh-CN">
      {pages.map(({ key, lines }, i) => (
        <article key={key} className={sheet.page} data-format={flow.format}>
          {i === 0 && flow.letterhead ? <Letterhead letterhead={flow.letterhead} /> : null}
          <div className={sheet.area}>
            {lines.map((placed) => (
              <Item key={placed.key} placed={placed.placed} onFigure={setOpen} />
            ))}
          </div>
          {i === pages.length - 1 && flow.imprint ? (
            <footer className={sheet.imprint} data-ruled={flow.imprint.ruled || undefined}>
              {flow.imprint.lines.map((line) => (
                <OneLine key={line.role} line={line} onFigure={setOpen} />
              ))}
            </footer>
          ) : null}
        </article>
      ))}
      {figure ? (
        <Suspense>
          <FigureFacts figure={figure} label={t('figure')} onClose={() => setOpen(null)} />
        </Suspense>
      ) : null}
    </section>
  );
}

/** The text on one sheet, each attachment on another. */
function sheetsOf(lines: readonly Placed[]) {
  const sheets: { key: string; lines: { key: string; placed: Placed }[] }[] = [{ key: 'text', lines: [] }];
  for (const [i, placed] of lines.entries()) {
    if (placed.kind === 'line' && placed.onNewPage) sheets.push({ key: `sheet ${i}`, lines: [] });
    sheets.at(-1)?.lines.push({ key: `${placed.kind} ${i}`, placed });
  }
  return sheets;
}

function Letterhead({ letterhead }: { letterhead: NonNullable<Flow['letterhead']> }) {
  return (
    <>
      <div className={sheet.letterMark} style={tops(letterhead.markTop)}>
        <OneLine line={letterhead.mark} onFigure={() => undefined} />
      </div>
      <div className={sheet.letterRule} style={tops(letterhead.ruleTop)} />
    </>
  );
}

function Item({ placed, onFigure }: { placed: Placed; onFigure: OpenFigure }) {
  switch (placed.kind) {
    case 'line':
      return <OneLine line={placed} onFigure={onFigure} />;
    case 'blank':
      return <div style={heights(`calc(var(--pitch) * ${placed.lines})`)} />;
    case 'gap':
      return <div style={heights(millimetres(placed.height))} />;
    case 'table':
      return <OneTable table={placed} onFigure={onFigure} />;
  }
}

function OneLine({ line, onFigure }: { line: Line; onFigure: OpenFigure }) {
  const { left, right, first } = line.indent;
  const style = {
    textAlign: line.align,
    paddingInlineStart: characters(left),
    paddingInlineEnd: characters(right),
    textIndent: characters(first),
    ...(line.size === undefined ? {} : { '--size': `calc(var(--pt) * ${line.size})` }),
  } as CSSProperties;
  const Tag = line.role === 'title' || line.role === 'attachmentTitle' ? 'h2' : 'p';
  return (
    <Tag className={sheet.line} data-role={line.role} data-ruled={line.ruledBelow} style={style}>
      {line.spans.map((span, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the spans of a line have no other name and are not moved
        <OneSpan key={i} span={span} onFigure={onFigure} />
      ))}
    </Tag>
  );
}

function OneSpan({ span, onFigure }: { span: Span; onFigure: OpenFigure }) {
  const t = useText(papersText);
  const [kind, name = ''] = (span.ref ?? '').split(/:(.*)/s);
  const text = <Words span={span} />;
  return (
    <>
      {span.after === 'line' ? <br /> : null}
      {span.after === 'tab' ? <span className={sheet.tab} /> : null}
      {kind === 'figure' ? (
        <button type="button" className={sheet.source} title={t('figure')} onClick={() => onFigure(name)}>
          {text}
        </button>
      ) : kind === 'task' ? (
        <Link to={`/t/${name}` as never} className={sheet.source} title={t('task')}>
          {text}
        </Link>
      ) : (
        text
      )}
    </>
  );
}

function Words({ span }: { span: Span }) {
  return span.face === undefined ? span.text : <span data-face={span.face}>{span.text}</span>;
}

function OneTable({ table, onFigure }: { table: Table; onFigure: OpenFigure }) {
  const shares = table.columns.reduce((sum, { share }) => sum + share, 0);
  return (
    <table className={sheet.table}>
      <colgroup>
        {table.columns.map(({ title, share }) => (
          <col key={title} style={{ width: `${(share / shares) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {table.columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a paper have no other name and are not moved
          <tr key={i}>
            {table.columns.map(({ title, align }, column) => (
              <td key={title} style={{ textAlign: align ?? 'left' }}>
                {(row[column] ?? []).map((span) => (
                  <OneSpan key={`${span.ref} ${span.text}`} span={span} onFigure={onFigure} />
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function characters(count: number): string {
  return `calc(var(--character) * ${count})`;
}

function millimetres(twips: number): string {
  return `calc(var(--mm) * ${twips / perMillimetre})`;
}

function heights(height: string): CSSProperties {
  return { height };
}

function tops(twips: number): CSSProperties {
  return { top: millimetres(twips) };
}
