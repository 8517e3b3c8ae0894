import {
  AlignmentType,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { PlacedTable } from '../flow.ts';
import { linePitch, tableLine, typeArea } from '../grid.ts';
import { spansOf, type Text } from '../model.ts';
import type { Fonts } from '../roles.ts';
import { fontOf } from './paragraphs.ts';

/** A table of the body, as wide as the type area, its head repeated on each page and no row split. */
export function bodyTable({ columns, rows }: PlacedTable, fonts: Fonts): Table {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((typeArea.width * share) / shares));
  const rowOf = (texts: readonly Text[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      height: { value: linePitch, rule: HeightRule.ATLEAST },
      children: texts.map(
        (text, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            children: [cellPara(text, isHead, columns[i]?.align ?? 'left', fonts)],
          }),
      ),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: typeArea.width, type: WidthType.DXA },
    columnWidths: widths,
    margins: { left: tableLine.cellMargin, right: tableLine.cellMargin, top: 0, bottom: 0 },
    rows: [
      rowOf(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((row) => rowOf(row, false)),
    ],
  });
}

function cellPara(text: Text, isHead: boolean, align: 'left' | 'center' | 'right', fonts: Fonts): Paragraph {
  const alignment = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }[align];
  return new Paragraph({
    alignment: isHead ? AlignmentType.CENTER : alignment,
    spacing: { line: tableLine.pitch, lineRule: LineRuleType.EXACT },
    children: spansOf(text).map(
      (span) =>
        new TextRun({
          text: span.text,
          font: fontOf(fonts, isHead ? 'heading' : 'body'),
          size: tableLine.size * 2,
          characterSpacing: 0,
        }),
    ),
  });
}
