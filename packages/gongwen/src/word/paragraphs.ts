import {
  AlignmentType,
  BorderStyle,
  type IFrameOptions,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { Gap, Line, PlacedSpan } from '../flow.ts';
import { characterPitch, characterSpacing, linePitch, sizes, typeArea } from '../grid.ts';
import { doubleRule } from '../heads.ts';
import { type Face, type Fonts, markPitch, roleTypes } from '../roles.ts';
import { red } from './styles.ts';

const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.BOTH,
} as const;

/** Rule under the number: eighths of a point, and points between line and rule; with the room below the ink 4 mm in all. */
const redRule = { size: 12, space: 7 } as const;
/** The two lines of a letter's double rule, in eighths of a point. */
const doubleRuleLines = { thick: 24, thin: 6 } as const;
/** The pitch of paragraphs that are nothing but height has an upper limit in the format. */
const tallest = 31_680;

/** One placed line as a paragraph of the file. */
export function linePara(line: Line, fonts: Fonts, extra: IParagraphOptions = {}): Paragraph {
  const { left, right, first } = line.indent;
  const pitch = line.role === 'mark' ? markPitch(line.size ?? roleTypes.mark.size) : linePitch;
  return new Paragraph({
    style: line.role,
    alignment: alignments[line.align],
    indent: {
      left: inTwips(left),
      right: inTwips(right),
      ...(first >= 0 ? { firstLine: inTwips(first) } : { hanging: inTwips(-first) }),
    },
    spacing: { line: pitch, lineRule: LineRuleType.EXACT },
    ...(line.tab && {
      tabStops: [{ type: TabStopType.RIGHT, position: typeArea.width - inTwips(line.tab.right) }],
    }),
    ...(line.ruledBelow && {
      border: { bottom: { style: BorderStyle.SINGLE, size: redRule.size, color: red, space: redRule.space } },
      // The rule is as wide as the type area, also where the text keeps a character from the edges.
      indent: { left: 0, right: 0 },
    }),
    ...(line.onNewPage && { pageBreakBefore: true }),
    ...(line.keptWithNext && { keepNext: true }),
    children: [
      // In place of the indent that the rule cannot have.
      ...(line.ruledBelow && left > 0 && hasText(line) ? [new TextRun('　'.repeat(left))] : []),
      ...line.spans.flatMap((span) => spanRuns(span, line, fonts)),
    ],
    ...extra,
  });
}

function hasText(line: Line): boolean {
  return (line.spans[0]?.text ?? '') !== '';
}

function spanRuns(span: PlacedSpan, line: Line, fonts: Fonts): TextRun[] {
  const { face: usual, size: usualSize } = roleTypes[line.role];
  const face = span.face ?? usual;
  const size = line.size ?? usualSize;
  const look: IRunOptions = {
    font: fontOf(fonts, face),
    ...(size !== usualSize && { size: size * 2 }),
    ...(size === sizes.third && { characterSpacing }),
  };
  const before = span.after === 'tab' ? [new TextRun({ ...look, children: [new Tab()] })] : [];
  return [...before, new TextRun({ ...look, text: span.text, ...(span.after === 'line' && { break: 1 }) })];
}

/** A typeface for both scripts: else digits and Latin letters fall to the program's own. */
export function fontOf(fonts: Fonts, face: Face) {
  const { name } = fonts[face];
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name };
}

/** An empty line of the grid. */
export function blankPara(extra: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...extra });
}

/** Empty height. */
export function gapPara({ height }: Gap, extra: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    spacing: { line: Math.min(Math.max(1, height), tallest), lineRule: LineRuleType.EXACT },
    run: { size: 2 },
    ...extra,
  });
}

/** The red double rule of a letter: one low paragraph between two borders, as wide as its frame. */
export function doubleRulePara(heavy: 'above' | 'below', frame: IFrameOptions): Paragraph {
  const side = (thick: boolean) => ({
    style: BorderStyle.SINGLE,
    size: thick ? doubleRuleLines.thick : doubleRuleLines.thin,
    color: red,
    space: 0,
  });
  return new Paragraph({
    frame,
    spacing: { line: doubleRule.gap, lineRule: LineRuleType.EXACT },
    run: { size: 2 },
    border: { top: side(heavy === 'above'), bottom: side(heavy === 'below') },
  });
}

/** Pitch of the paragraph below a rule, in twips. */
export const rulePitch = 20;

/** A rule as wide as its frame, `size` in eighths of a point; the paragraph below it takes next to no room. */
export function rulePara(size: number, extra: IParagraphOptions): Paragraph {
  return new Paragraph({
    spacing: { line: rulePitch, lineRule: LineRuleType.EXACT },
    run: { size: 2 },
    border: { top: { style: BorderStyle.SINGLE, size, color: '000000', space: 0 } },
    ...extra,
  });
}

/** Characters of the grid in twips. */
export function inTwips(characters: number): number {
  return Math.round(characters * characterPitch);
}
