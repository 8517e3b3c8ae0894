import { AlignmentType, Footer, FrameAnchorType, FrameWrap, LineRuleType, PageNumber, Paragraph, TextRun } from 'docx';
import { characterPitch, ink, page, sizes, twips } from '../grid.ts';
import { doubleRule, letterRule } from '../heads.ts';
import type { Fonts } from '../roles.ts';
import { doubleRulePara, fontOf } from './paragraphs.ts';

/** Pitch of the line of a page number, in twips. */
export const folioPitch = 400;
/** How far the ink of the dash reaches above the baseline, in shares of its size. */
const dashTop = 0.4;

/** Distance of the footer from the edge of the page, so that the dash begins 7 mm below the type area. Twips. */
export const footerDistance = Math.round(
  page.bottom - twips(7) - (folioPitch - (folioPitch * ink.baseline - sizes.fourth * 20 * dashTop)),
);

/** Page number between dashes: at the right of odd pages, at the left of even ones, a character from the edge (7.5). */
export function folioFooter(side: 'odd' | 'even', fonts: Fonts): Footer {
  const look = { font: fontOf(fonts, 'folio'), size: sizes.fourth * 2, characterSpacing: 0 };
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: characterPitch } : { left: characterPitch },
        spacing: { line: folioPitch, lineRule: LineRuleType.EXACT },
        children: [
          new TextRun({ ...look, text: '— ' }),
          new TextRun({ ...look, children: [PageNumber.CURRENT] }),
          new TextRun({ ...look, text: ' —' }),
        ],
      }),
    ],
  });
}

/** A footer without a number. */
export function emptyFooter(): Footer {
  return new Footer({ children: [new Paragraph({})] });
}

/** The foot of a letter's first page: no number, and the double rule 20 mm above the edge (10.1). */
export function letterFooter(): Footer {
  const frame = {
    type: 'absolute' as const,
    position: { x: page.left - letterRule.left, y: page.height - twips(20) - doubleRule.height },
    width: letterRule.width,
    wrap: FrameWrap.AROUND,
    anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
  };
  return new Footer({ children: [doubleRulePara('below', frame), new Paragraph({})] });
}
