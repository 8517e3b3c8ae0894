import { placeBody } from './body.ts';
import { checkPaper, PaperError } from './check.ts';
import { namedOrgans, placeAttachmentNote, placeClosing, placeImprint } from './closing.ts';
import { blank, type Flow, line, type Placed } from './flow.ts';
import { placeHead } from './heads.ts';
import { paperKind } from './kinds.ts';
import type { Paper } from './model.ts';
import { estimatePages } from './pages.ts';
import type { Role } from './roles.ts';
import { breakTitle } from './title.ts';

/**
 * Sets a document line by line after GB/T 9704-2012. Where so many recipients are named that the first page would show no
 * text, they move to the imprint, as the standard wants it (7.3.2). Pure: the same document gives the same lines.
 * @throws PaperError where `checkPaper` finds something
 */
export function layOut(paper: Paper): Flow {
  const findings = checkPaper(paper);
  if (findings.length > 0) throw new PaperError(findings);
  const flow = place(paper, paper.recipients ?? []);
  const crowded = (paper.recipients ?? []).length > 1 && paper.imprint && !estimatePages(flow).firstPageShowsText;
  return crowded ? place(paper, []) : flow;
}

function place(paper: Paper, recipients: readonly string[]): Flow {
  const format = paper.format ?? paperKind(paper.kind).format;
  const { letterhead, lines: head } = placeHead(paper);
  const attachments = paper.attachments ?? [];
  const moved = recipients.length < (paper.recipients ?? []).length;
  const imprint = placeImprint(paper, format);
  return {
    format,
    letterhead,
    lines: [
      ...head,
      blank(2),
      ...(format === 'order' ? [] : titleLines('title', paper.title, paper.keepTogether)),
      ...(recipients.length === 0 ? [] : [blank(1), line('recipients', `${recipients.join('，')}：`)]),
      ...(format === 'order' || recipients.length > 0 ? [] : [blank(1)]),
      ...placeBody(paper.body, paper.skipsSecondLevel),
      ...placeAttachmentNote(attachments.map(({ title }) => title)),
      ...placeClosing(paper, format),
      ...attachments.flatMap((attachment, i) => [
        line('attachmentLabel', attachments.length === 1 ? '附件' : `附件${i + 1}`, { onNewPage: true }),
        blank(1),
        ...titleLines('attachmentTitle', attachment.title, paper.keepTogether),
        blank(1),
        ...placeBody(attachment.body),
      ]),
    ],
    imprint:
      imprint && moved
        ? { ...imprint, lines: [namedOrgans('主送', paper.recipients ?? []), ...imprint.lines] }
        : imprint,
    doubleSided: paper.doubleSided ?? true,
  };
}

function titleLines(role: Role, title: string | readonly string[], keepTogether?: readonly string[]): Placed[] {
  const lines = typeof title === 'string' ? breakTitle(title, keepTogether) : title;
  return [
    line(
      role,
      lines.map((text, i) => (i === 0 ? { text } : { text, after: 'line' as const })),
      { align: 'center' },
    ),
  ];
}
