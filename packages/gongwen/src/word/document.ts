import {
  Document,
  DocumentGridType,
  type FileChild,
  FrameAnchorType,
  FrameWrap,
  type IFrameOptions,
  type ISectionOptions,
  type Paragraph,
  SectionType,
} from 'docx';
import type { Flow, Placed } from '../flow.ts';
import { linePitch, page, typeArea } from '../grid.ts';
import { letterRule } from '../heads.ts';
import { imprintHeights, imprintPlace } from '../pages.ts';
import type { Fonts } from '../roles.ts';
import { emptyFooter, folioFooter, footerDistance, letterFooter } from './footers.ts';
import { blankPara, doubleRulePara, gapPara, linePara, rulePara, rulePitch } from './paragraphs.ts';
import { bodyTable } from './tables.ts';

/** Rules of the imprint in eighths of a point: 0.35 mm first and last, 0.25 mm between. */
const imprintRules = { outer: 8, inner: 6 } as const;

/** What the file says about itself besides its text. */
export interface Properties {
  readonly title: string;
  readonly creator: string;
}

/** The flow as a document of the library. */
export function wordDocument(flow: Flow, fonts: Fonts, { title, creator }: Properties): Document {
  return new Document({
    title,
    creator,
    lastModifiedBy: creator,
    evenAndOddHeaderAndFooters: true,
    defaultTabStop: 420,
    sections: sections(flow, fonts),
  });
}

function sections(flow: Flow, fonts: Fonts): ISectionOptions[] {
  const text = [...letterhead(flow, fonts), ...children(flow.lines, fonts)];
  const footers = { default: folioFooter('odd', fonts), even: folioFooter('even', fonts) };
  const isLetter = flow.format === 'letter';
  const main = {
    properties: { ...pageProperties, ...(isLetter && { titlePage: true }) },
    footers: isLetter ? { ...footers, first: letterFooter() } : footers,
  };
  if (!flow.imprint) return [{ ...main, children: text }];
  const imprint = imprintParas(flow.imprint, fonts);
  switch (imprintPlace(flow)) {
    case 'sameFace':
      return [{ ...main, children: anchored(text, imprint) }];
    case 'nextPage':
      return [{ ...main, children: [...text, ...imprint, blankPara({ pageBreakBefore: true })] }];
    case 'afterBlankPage':
      return [
        { ...main, children: text },
        {
          properties: { ...pageProperties, type: SectionType.EVEN_PAGE },
          footers: { default: emptyFooter(), even: emptyFooter() },
          children: [...imprint, blankPara()],
        },
      ];
  }
}

/** A frame belongs to the paragraph after it: the last one, so that it is on the last page. */
function anchored(text: readonly FileChild[], frame: readonly Paragraph[]): FileChild[] {
  return [...text.slice(0, -1), ...frame, ...text.slice(-1)];
}

const pageProperties = {
  page: {
    size: { width: page.width, height: page.height },
    margin: {
      top: page.top,
      bottom: page.bottom,
      left: page.left,
      right: page.right,
      header: 851,
      footer: footerDistance,
      gutter: 0,
    },
  },
  grid: { type: DocumentGridType.LINES, linePitch },
};

/** The mark and the double rule, each in a frame of its own; the text leaves room for them by its first gap. */
function letterhead({ letterhead: head }: Flow, fonts: Fonts): FileChild[] {
  if (!head) return [];
  const frame = (y: number) => frameAt(page.left - letterRule.left, y, letterRule.width, FrameWrap.THROUGH);
  return [linePara(head.mark, fonts, { frame: frame(head.markTop) }), doubleRulePara('above', frame(head.ruleTop))];
}

/**
 * The imprint at the foot of the type area: lines between rules, the outer ones heavier (7.4), each in a frame at a height of
 * its own. One frame for all of them would be simpler, but LibreOffice gives a frame up whose paragraphs differ in borders.
 */
function imprintParas(imprint: NonNullable<Flow['imprint']>, fonts: Fonts): Paragraph[] {
  const heights = imprintHeights(imprint);
  const ruleHeight = imprint.ruled ? rulePitch : 0;
  let y = page.height - page.bottom - heights.reduce((sum, height) => sum + height + ruleHeight, ruleHeight);
  const frameOf = (height: number): IFrameOptions => {
    const frame = frameAt(page.left, y, typeArea.width, FrameWrap.AROUND);
    y += height;
    return frame;
  };
  const rule = (size: number) => (imprint.ruled ? [rulePara(size, { frame: frameOf(rulePitch) })] : []);
  return [
    ...imprint.lines.flatMap((line, i) => [
      ...rule(i === 0 ? imprintRules.outer : imprintRules.inner),
      linePara(line, fonts, { frame: frameOf(heights[i] ?? 0) }),
    ]),
    ...rule(imprintRules.outer),
  ];
}

function frameAt(x: number, y: number, width: number, wrap: IFrameOptions['wrap']): IFrameOptions {
  return {
    type: 'absolute',
    position: { x, y },
    width,
    wrap,
    anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
  };
}

function children(lines: readonly Placed[], fonts: Fonts): FileChild[] {
  const text = lines.flatMap((placed) => child(placed, fonts));
  // A word processor wants a paragraph behind a table that ends a document; it is to take no room.
  return lines.at(-1)?.kind === 'table' ? [...text, gapPara({ kind: 'gap', height: 20 })] : text;
}

function child(placed: Placed, fonts: Fonts): FileChild[] {
  switch (placed.kind) {
    case 'line':
      return [linePara(placed, fonts)];
    case 'blank':
      return Array.from({ length: placed.lines }, () => blankPara(placed.keptWithNext ? { keepNext: true } : {}));
    case 'gap':
      return [gapPara(placed)];
    case 'table':
      return [bodyTable(placed, fonts)];
  }
}
