import { isUpward } from './check.ts';
import { blank, type Flow, line, type Placed, type PlacedSpan } from './flow.ts';
import { inkGaps, linePitch, page, sizes, twips, typeArea } from './grid.ts';
import { type PaperFormat, paperKind } from './kinds.ts';
import type { Paper } from './model.ts';
import { formatCopyNumber, formatNumber } from './numbers.ts';
import { fittingMarkSize, markPitch } from './roles.ts';
import { widthInCharacters } from './width.ts';

/** Width of a letter's rules, and how far they reach beyond the type area on the left and on the right, in twips. */
export const letterRule = { width: twips(170), left: twips(8), right: twips(6) } as const;

/** The red double rule in twips: distance between its two lines, and its whole height with them. */
export const doubleRule = { gap: 40, height: 115 } as const;

/** Distance from the top of the type area to the top of the mark. */
const markDepth = { document: twips(35), minutes: twips(35), order: twips(20) } as const;

export interface Mark {
  readonly text: string;
  /** Points. */
  readonly size: number;
}

/** The text and size of a document's mark (7.2.4 and clause 10). */
export function markOf(paper: Paper, format: PaperFormat): Mark {
  const usual = {
    document: `${paper.issuer}文件`,
    letter: paper.issuer,
    minutes: `${paper.issuer}纪要`,
    order: `${paper.issuer}令`,
  };
  const text = paper.mark ?? usual[format];
  return { text, size: paper.markSize ?? fittingMarkSize(text, typeArea.width / 20) };
}

/** What stands above the title: marks of handling, mark of the issuer, number and rule, by the format of the document. */
export function placeHead(paper: Paper): Pick<Flow, 'letterhead' | 'lines'> {
  const format = paper.format ?? paperKind(paper.kind).format;
  const mark = markOf(paper, format);
  if (format === 'letter') return letterHead(paper, mark);
  const handling = handlingMarks(paper);
  const gap = markDepth[format] - handling.length * linePitch - inkGaps(markPitch(mark.size), mark.size).above;
  return {
    letterhead: null,
    lines: [
      ...handling,
      { kind: 'gap', height: Math.max(1, gap) },
      line('mark', mark.text, { align: 'center', size: mark.size }),
      blank(2),
      ...numberLines(paper, format),
    ],
  };
}

/** 份号, 密级和保密期限, 紧急程度: those there are, one below the other from the first line on. */
function handlingMarks(paper: Paper): Placed[] {
  const { copyNumber, secrecy, urgency } = paper;
  const marks: (Placed | false)[] = [
    copyNumber !== undefined && line('copyNumber', formatCopyNumber(copyNumber)),
    secrecy !== undefined && line('secrecy', secrecy.term ? `${secrecy.level}★${secrecy.term}` : secrecy.level),
    urgency !== undefined && line('urgency', urgency),
  ];
  return marks.filter((mark) => mark !== false);
}

function numberLines(paper: Paper, format: PaperFormat): Placed[] {
  const number = paper.number ? formatNumber(paper.number) : '';
  if (format === 'order')
    return [line('number', paper.number ? `第${paper.number.serial}号` : '', { align: 'center' })];
  if (!isUpward(paper)) return [line('number', number, { align: 'center', ruledBelow: true })];
  return upwardNumber(number, paper.signers ?? []);
}

/**
 * Number on the left and signers on the right, both a character from the edge; two signers to a line, and the number on the
 * line of the last (7.2.5, 7.2.6). Names are brought to the same width, so that they stand below each other.
 */
function upwardNumber(number: string, signers: readonly string[]): Placed[] {
  const widest = Math.max(...signers.map(widthInCharacters));
  const rows = Array.from({ length: Math.ceil(signers.length / 2) }, (_, i) => signers.slice(2 * i, 2 * i + 2));
  return rows.map((row, i) => {
    const last = i === rows.length - 1;
    const names = row.map((name) => name + '　'.repeat(Math.max(0, Math.floor(widest - widthInCharacters(name)))));
    // The second place of an odd last line stays empty, else its name would slip below the other column.
    if (rows.length > 1 && names.length === 1) names.push('　'.repeat(Math.ceil(widest)));
    const label: PlacedSpan = { text: i === 0 ? '签发人：' : '　　　　', after: 'tab' };
    return line('number', [{ text: last ? number : '' }, label, { text: names.join('　'), face: 'subheading' }], {
      indent: { left: 1, right: 1, first: 0 },
      tab: { right: 1 },
      ...(last && { ruledBelow: true }),
    });
  });
}

/** A letter's mark begins in the upper margin, its number stands at the right below the rule (10.1). */
function letterHead(paper: Paper, mark: Mark): Pick<Flow, 'letterhead' | 'lines'> {
  const gaps = inkGaps(markPitch(mark.size), mark.size);
  const number = paper.number ? formatNumber(paper.number) : '';
  const [first, ...others] = handlingMarks(paper);
  const numberSpan: PlacedSpan = { text: number, after: 'tab', face: 'body' };
  const row =
    first?.kind === 'line'
      ? { ...first, spans: [...first.spans, numberSpan], tab: { right: 0 } }
      : line('number', number, { align: 'right' });
  const markTop = twips(30) - gaps.above;
  const ruleTop = markTop + markPitch(mark.size) + twips(4) - gaps.below;
  // The ink of the first line stands seven eighths of a character of 三号 below the rule.
  const textTop = ruleTop + doubleRule.height + (sizes.third * 20 * 7) / 8 - inkGaps(linePitch, sizes.third).above;
  return {
    letterhead: { mark: line('mark', mark.text, { align: 'center', size: mark.size }), markTop, ruleTop },
    lines: [{ kind: 'gap', height: Math.max(1, Math.round(textTop) - page.top) }, row, ...others],
  };
}
