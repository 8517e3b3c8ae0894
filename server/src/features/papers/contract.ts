import { z } from 'zod';
import { Figure } from '../../platform/figures/figure.ts';
import { can, contract, dataNumber, day, id, instant, pageOf, seenVersion } from '../../platform/http/contract.ts';
import { type PaperKind, paperKind } from '../templates/contract.ts';

export type { PaperKind };

export const paperState = z.enum(['draft', 'issued']);

const text = (max: number) => z.string().trim().max(max);
const names = z.array(text(100).min(1)).max(200);
const inCharacters = dataNumber('layout: characters of the grid');

/** What the clerk writes; everything else of a paper is composed from figures and records. */
export const PaperWords = z.object({
  title: text(200).min(1),
  recipients: names.min(1),
  copiesTo: names,
  opening: text(2000),
  closing: text(2000),
  printedBy: text(100),
});
export type PaperWords = z.output<typeof PaperWords>;

const NumberParts = z.object({
  code: text(12).min(1),
  year: z.int().min(1949).max(2999).meta({ dataNumber: 'year of a 发文字号' }),
  serial: z.int().min(1).max(99_999).meta({ dataNumber: 'serial number of a 发文字号' }),
});

const Span = z.object({
  text: z.string(),
  /** `figure:NAME` or `task:ID`: what a click on the text opens. */
  ref: z.string().optional(),
  face: z.string().optional(),
  after: z.enum(['line', 'tab']).optional(),
});

const Line = z.object({
  kind: z.literal('line'),
  role: z.string(),
  align: z.enum(['left', 'center', 'right', 'justify']),
  indent: z.object({ left: inCharacters, right: inCharacters, first: inCharacters }),
  spans: z.array(Span),
  size: dataNumber('points').optional(),
  ruledBelow: z.literal(true).optional(),
  onNewPage: z.literal(true).optional(),
});

const Placed = z.discriminatedUnion('kind', [
  Line,
  z.object({ kind: z.literal('blank'), lines: dataNumber('layout: empty lines') }),
  z.object({ kind: z.literal('gap'), height: dataNumber('layout: twips') }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(
      z.object({
        title: z.string(),
        share: dataNumber('layout: share of the width'),
        align: z.enum(['left', 'center', 'right']).optional(),
      }),
    ),
    rows: z.array(z.array(z.array(Span))),
  }),
]);

/** The paper line by line, as the file sets it (packages/gongwen). */
export const PaperFlow = z
  .object({
    format: z.enum(['document', 'letter', 'minutes', 'order']),
    letterhead: z
      .object({ mark: Line, markTop: dataNumber('layout: twips'), ruleTop: dataNumber('layout: twips') })
      .nullable(),
    lines: z.array(Placed),
    imprint: z.object({ lines: z.array(Line), ruled: z.boolean() }).nullable(),
  })
  .meta({ id: 'PaperFlow' });

export const PaperView = z
  .object({
    id,
    kind: paperKind,
    state: paperState,
    directive: z.object({ id, title: z.string() }),
    issuer: z.string(),
    words: PaperWords,
    /** Written out, once it is issued. */
    number: z.string().nullable(),
    /** What the next number would be, after those given so far; of a draft only. */
    proposedNumber: NumberParts.nullable(),
    datedOn: day.nullable(),
    version: seenVersion,
    /** The day whose figures it shows. */
    asOf: day,
    flow: PaperFlow,
    /** The figures in the text by their names: of a draft those of today, of an issued paper those it was issued with. */
    figures: z.record(z.string(), Figure),
    issuedBy: z.string().nullable(),
    /** The office's template that its Word file is set in; null for the standard format. */
    template: z
      .object({
        id,
        name: z.string(),
        number: dataNumber('version of a template, counted from one'),
        /** Whether a paper can still be issued with it. */
        inUse: z.boolean(),
        /** Fields such a paper usually has and the template does not: they are on the page and not in the file. */
        missing: z.array(z.string()),
      })
      .nullable(),
    /** The templates a draft can be set in, for whoever may change it. */
    templates: z.array(z.object({ id, name: z.string() })),
    can,
  })
  .meta({ id: 'Paper' });

const params = z.object({ paperId: id });

export const papersContract = contract({
  'GET /api/papers': {
    permission: 'paper.read',
    summary: { zh: '公文列表', en: 'Papers' },
    query: z.object({
      state: paperState.optional(),
      kind: paperKind.optional(),
      directiveId: id.optional(),
      cursor: z.string().max(200).optional(),
    }),
    response: pageOf(
      z.object({
        id,
        kind: paperKind,
        state: paperState,
        title: z.string(),
        number: z.string().nullable(),
        directiveTitle: z.string(),
        datedOn: day.nullable(),
        recordedAt: instant,
      }),
    ),
  },
  'POST /api/papers': {
    permission: 'paper.write',
    summary: { zh: '拟制公文', en: 'Draft a paper' },
    body: z.object({
      kind: paperKind,
      directiveId: id,
      /** Whom a letter of urging is addressed to. */
      bodyId: id.nullable().default(null),
    }),
    response: z.object({ paperId: id }),
  },
  'GET /api/papers/:paperId': {
    permission: 'paper.read',
    summary: { zh: '查看公文', en: 'One paper as a page' },
    params,
    response: PaperView,
  },
  'POST /api/papers/:paperId/words': {
    permission: 'paper.write',
    summary: { zh: '修改公文稿', en: 'Change the words of a draft' },
    params,
    body: PaperWords.extend({ version: seenVersion }),
    response: z.object({ version: seenVersion }),
  },
  'POST /api/papers/:paperId/template': {
    permission: 'paper.write',
    summary: { zh: '选择公文版式', en: 'Choose what a paper is set in' },
    params,
    /** Without a template it is set in the standard format. */
    body: z.object({ version: seenVersion, templateId: id.nullable() }),
    response: z.object({ version: seenVersion }),
  },
  'POST /api/papers/:paperId/issue': {
    permission: 'paper.write',
    summary: { zh: '编号印发公文', en: 'Number and issue a paper' },
    params,
    body: z.object({ version: seenVersion, number: NumberParts, datedOn: day }),
    response: z.object({ version: seenVersion, number: z.string() }),
  },
  'POST /api/papers/:paperId/discard': {
    permission: 'paper.write',
    summary: { zh: '作废公文稿', en: 'Discard a draft' },
    params,
    body: z.object({ version: seenVersion }),
    response: z.object({ version: seenVersion }),
  },
  'GET /api/papers/:paperId/file': {
    permission: 'paper.read',
    summary: { zh: '下载公文（Word）', en: 'Download a paper as .docx' },
    params,
    response: z.any(),
    download: true,
    audited: true,
  },
});
