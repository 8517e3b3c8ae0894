import { type Flow, type Line, type Placed, spansOf } from '@xieli/gongwen';
import type { z } from 'zod';
import type { PaperFlow } from './contract.ts';

type FlowView = z.input<typeof PaperFlow>;
type LineView = NonNullable<FlowView['letterhead']>['mark'];

/** A flow as an answer carries it: plain data, every text as spans. */
export function flowView(flow: Flow): FlowView {
  const { letterhead, imprint } = flow;
  return {
    format: flow.format,
    letterhead: letterhead && { ...letterhead, mark: lineView(letterhead.mark) },
    lines: flow.lines.map(placedView),
    imprint: imprint && { lines: imprint.lines.map(lineView), ruled: imprint.ruled },
  };
}

function placedView(placed: Placed): FlowView['lines'][number] {
  if (placed.kind === 'line') return lineView(placed);
  if (placed.kind !== 'table') return placed;
  return {
    kind: 'table',
    columns: [...placed.columns],
    rows: placed.rows.map((row) => row.map((text) => [...spansOf(text)])),
  };
}

function lineView(line: Line): LineView {
  return { ...line, spans: [...line.spans] };
}
