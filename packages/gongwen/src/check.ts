import { goesUpward, paperKind } from './kinds.ts';
import { type Block, type Paper, plain } from './model.ts';
import { isDay, numberFault } from './numbers.ts';

/** What a document lacks or says against the standard. `where` names the field of the model. */
export interface Finding {
  readonly code:
    | 'titleMissing'
    | 'issuerMissing'
    | 'bodyEmpty'
    | 'numberWrong'
    | 'dayWrong'
    | 'copyNumberWrong'
    | 'copyNumberMissing'
    | 'signerMissing'
    | 'signersNotUpward'
    | 'recipientsMissing'
    | 'recipientsUnknownToKind'
    | 'rowOfOtherLength'
    | 'attachmentUntitled'
    | 'closingPunctuation'
    | 'presenceOutsideMinutes';
  readonly where: string;
}

/** A document that cannot be laid out; `findings` says why. */
export class PaperError extends Error {
  override readonly name = 'PaperError';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map(({ code, where }) => `${code} (${where})`).join(', '));
    this.findings = findings;
  }
}

/** Whether the document goes upward, as it says or as its kind does. */
export function isUpward(paper: Paper): boolean {
  return paper.upward ?? goesUpward(paper.kind);
}

/** Everything that is wrong with a document, in the order of its fields; empty if it can be laid out. Never throws. */
export function checkPaper(paper: Paper): Finding[] {
  const kind = paperKind(paper.kind);
  const format = paper.format ?? kind.format;
  const title = typeof paper.title === 'string' ? paper.title : paper.title.join('');
  const recipients = paper.recipients ?? [];
  const found: (Finding | false)[] = [
    paper.issuer.trim() === '' && { code: 'issuerMissing', where: 'issuer' },
    paper.copyNumber !== undefined &&
      !(Number.isInteger(paper.copyNumber) && paper.copyNumber >= 1 && paper.copyNumber <= 999_999) && {
        code: 'copyNumberWrong',
        where: 'copyNumber',
      },
    paper.secrecy !== undefined && paper.copyNumber === undefined && { code: 'copyNumberMissing', where: 'copyNumber' },
    paper.number !== undefined && numberFault(paper.number) !== null && { code: 'numberWrong', where: 'number' },
    isUpward(paper) && !paper.signers?.some((name) => name.trim()) && { code: 'signerMissing', where: 'signers' },
    !isUpward(paper) &&
      format === 'document' &&
      (paper.signers ?? []).length > 0 && {
        code: 'signersNotUpward',
        where: 'signers',
      },
    format !== 'order' && title.trim() === '' && { code: 'titleMissing', where: 'title' },
    /[。，；：]$/.test(title.trim()) && { code: 'closingPunctuation', where: 'title' },
    kind.recipients === 'always' && recipients.length === 0 && { code: 'recipientsMissing', where: 'recipients' },
    kind.recipients === 'never' && recipients.length > 0 && { code: 'recipientsUnknownToKind', where: 'recipients' },
    ...blockFindings(paper.body, 'body'),
    ...(paper.attachments ?? []).flatMap((attachment, i): (Finding | false)[] => [
      attachment.title.trim() === '' && { code: 'attachmentUntitled', where: `attachments.${i}.title` },
      /[。，；：.]$/.test(attachment.title.trim()) && {
        code: 'closingPunctuation',
        where: `attachments.${i}.title`,
      },
      ...blockFindings(attachment.body, `attachments.${i}.body`),
    ]),
    paper.date !== null && !isDay(paper.date) && { code: 'dayWrong', where: 'date' },
    format !== 'minutes' &&
      (paper.presence ?? []).length > 0 && {
        code: 'presenceOutsideMinutes',
        where: 'presence',
      },
    paper.imprint !== undefined &&
      !isDay(paper.imprint.printedOn) && {
        code: 'dayWrong',
        where: 'imprint.printedOn',
      },
  ];
  return found.filter((finding) => finding !== false);
}

function blockFindings(blocks: readonly Block[], where: string): (Finding | false)[] {
  return [
    !blocks.some((block) => block.kind === 'table' || plain(block.text).trim() !== '') && { code: 'bodyEmpty', where },
    ...blocks.map(
      (block, i): Finding | false =>
        block.kind === 'table' &&
        (block.columns.length === 0 || block.rows.some((row) => row.length !== block.columns.length)) && {
          code: 'rowOfOtherLength',
          where: `${where}.${i}`,
        },
    ),
  ];
}
