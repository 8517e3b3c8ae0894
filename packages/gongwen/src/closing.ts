import { blank, type Flow, type Line, line, type Placed } from './flow.ts';
import { characterPitch, sizes, typeArea } from './grid.ts';
import type { PaperFormat } from './kinds.ts';
import type { Paper } from './model.ts';
import { formatDay } from './numbers.ts';
import { type SignaturePlaces, sealedPlaces, unsealedPlaces } from './signature.ts';
import { breakLines } from './width.ts';

/** Blank lines between text and a sealed signature: a seal of 42 mm then begins less than a line below the text. */
const linesAboveSeal = 2;

/** 附件说明: one blank line below the text, two characters in, the names below each other (7.3.4). */
export function placeAttachmentNote(titles: readonly string[]): Placed[] {
  const [first, ...others] = titles;
  if (first === undefined) return [];
  if (others.length === 0) {
    return [blank(1), line('attachmentNote', `附件：${first}`, { indent: { left: 5, right: 0, first: -3 } })];
  }
  const numberWidth = titles.length > 9 ? 1.5 : 1;
  const left = 5 + numberWidth;
  return [
    blank(1),
    line('attachmentNote', `附件：1.${first}`, { indent: { left, right: 0, first: -3 - numberWidth } }),
    ...others.map((title, i) =>
      line('attachmentNote', `${i + 2}.${title}`, { indent: { left, right: 0, first: -numberWidth } }),
    ),
  ];
}

/** Signature, date and note (7.3.5, 7.3.6); minutes close with who was there instead (clause 10). */
export function placeClosing(paper: Paper, format: PaperFormat): Placed[] {
  const note = paper.note ? [line('note', `（${paper.note}）`, { indent: { left: 2, right: 0, first: 0 } })] : [];
  if (format === 'minutes') return [...placePresence(paper), ...note];
  const date = paper.date ? formatDay(paper.date) : '';
  if (format === 'order') return [...orderSignature(paper, date), ...note];
  const sealed = paper.sealed ?? true;
  const places = sealed ? sealedPlaces(paper.issuer, date) : unsealedPlaces(paper.issuer, date);
  return [...signature(paper.issuer, date, places, sealed ? linesAboveSeal : 1), ...note];
}

function signature(issuer: string, date: string, places: SignaturePlaces, lines: number): Placed[] {
  return [
    { ...blank(lines), keptWithNext: true },
    line('issuer', issuer, {
      align: 'right',
      indent: { left: 0, right: places.issuerRight, first: 0 },
      keptWithNext: true,
    }),
    line('date', date, { align: 'right', indent: { left: 0, right: places.dateRight, first: 0 } }),
  ];
}

/** Post of the signer, room for the stamp of the name, and the date, both four characters from the right (7.3.5.3). */
function orderSignature(paper: Paper, date: string): Placed[] {
  const stamp = '　'.repeat(8);
  const indent = { left: 0, right: 4, first: 0 };
  return [
    { ...blank(2), keptWithNext: true },
    line('issuer', `${paper.signerPost ?? ''}${stamp}`, { align: 'right', indent, keptWithNext: true }),
    { ...blank(1), keptWithNext: true },
    line('date', date, { align: 'right', indent }),
  ];
}

/** 出席, 请假, 列席: one blank line below the text, labels in 黑体, names below the first name. */
function placePresence({ presence = [] }: Paper): Placed[] {
  return presence.flatMap(({ label, names }) => [
    blank(1),
    line('presence', [{ text: `${label}：`, face: 'heading' }, { text: names }], {
      indent: { left: 5, right: 0, first: -3 },
    }),
  ]);
}

/** Room the lines of an imprint keep from both edges, in characters of the grid. */
const imprintSide = 1;
/** Width of a character of 四号 in characters of the grid. */
const fourthWidth = (sizes.fourth * 20) / characterPitch;

/** 版记 (7.4); that of a letter has copies alone and no rules (10.1). */
export function placeImprint({ imprint }: Paper, format: PaperFormat): Flow['imprint'] {
  if (!imprint) return null;
  const copies = imprint.copiesTo.length === 0 ? [] : [namedOrgans('抄送', imprint.copiesTo)];
  if (format === 'letter') return copies.length === 0 ? null : { lines: copies, ruled: false };
  const printing = line(
    'printing',
    [{ text: imprint.printedBy }, { text: `${formatDay(imprint.printedOn)}印发`, after: 'tab' }],
    {
      indent: { left: imprintSide, right: imprintSide, first: 0 },
      tab: { right: imprintSide },
    },
  );
  return { lines: [...copies, printing], ruled: true };
}

/**
 * Organs of an imprint after their label, further lines below the first organ. The lines are broken here: the imprint stands
 * at a height of the page that hangs on their number.
 */
export function namedOrgans(label: '抄送' | '主送', organs: readonly string[]): Line {
  const hanging = 3 * fourthWidth;
  const left = imprintSide + hanging;
  const width = (typeArea.width / characterPitch - left - imprintSide) / fourthWidth;
  const lines = breakLines(`${label}：${organs.join('，')}。`, width, -3);
  return line(
    'copies',
    lines.map((text, i) => (i === 0 ? { text } : { text, after: 'line' })),
    { indent: { left, right: imprintSide, first: -hanging } },
  );
}
