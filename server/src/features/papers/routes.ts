import { checkPaper, type DocumentNumber, formatNumber, layOut, numberFault, type Paper, toDocx } from '@xieli/gongwen';
import type { Updateable } from 'kysely';
import { reachesNothing } from '../../platform/access/actor.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { sqlState, uniqueViolation } from '../../platform/database/errors.ts';
import type { DB } from '../../platform/database/schema.gen.ts';
import { frozenFigures } from '../../platform/figures/frozen.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { readPlace, writePlace } from '../../platform/http/place.ts';
import { conflict, invalid, notFound, refused } from '../../platform/http/problems.ts';
import { type Language, languageOf, speak } from '../../platform/locale/messages.ts';
import { directiveHeads } from '../directives/index.ts';
import { organisationNames, tenantBody } from '../organisations/index.ts';
import { filledTemplate, templatesFor } from '../templates/index.ts';
import { composePaper, firstWords, listAgrees } from './compose.ts';
import { type PaperKind, type PaperWords, papersContract } from './contract.ts';
import { factsOfToday, freezeFacts, type Subject } from './facts.ts';
import { flowView } from './flow-view.ts';
import { findingMessage, say } from './messages.ts';
import { assertInUse, settingView, templateOf, usableFor } from './setting.ts';
import * as store from './store.ts';
import { type PaperDocument, templateContent } from './template-content.ts';

const pageSize = 50;
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** @throws Problem notFound */
async function paperOf(context: ReadContext, paperId: string): Promise<store.PaperRow> {
  const paper = await store.findPaper(context, paperId);
  if (!paper) throw notFound(say.noPaper());
  return paper;
}

function subjectOf(paper: store.PaperRow): Subject {
  return {
    kind: paper.kind as PaperKind,
    directiveId: paper.directive_id,
    bodyId: paper.addressed_body_id,
    issuerId: paper.issuer_id,
  };
}

function wordsOf(paper: store.PaperRow): PaperWords {
  return {
    title: paper.title,
    recipients: paper.recipients,
    copiesTo: paper.copies_to,
    opening: paper.opening,
    closing: paper.closing,
    printedBy: paper.printed_by,
  };
}

function numberOf(paper: Pick<store.PaperRow, 'number_code' | 'number_year' | 'number_serial'>): DocumentNumber | null {
  const { number_code: code, number_year: year, number_serial: serial } = paper;
  return code !== null && year !== null && serial !== null ? { code, year, serial } : null;
}

/** The paper as a document, with its figures: an issued one as it was issued, a draft as it would be issued today. */
async function documentOf(context: ReadContext, paper: store.PaperRow): Promise<PaperDocument> {
  const words = wordsOf(paper);
  if (paper.state === 'issued') {
    const named = await store.figuresOfPaper(context, paper.id);
    const frozen = await frozenFigures(
      context,
      named.map(({ freeze_id }) => freeze_id),
    );
    const figures = named.flatMap(({ name, freeze_id }) => {
      const figure = frozen.get(freeze_id);
      return figure ? [[name, figure] as const] : [];
    });
    const asOf = figures[0]?.[1].asOf ?? context.today;
    return { content: paper.content as Paper, figures: Object.fromEntries(figures), words, asOf };
  }
  const facts = await factsOfToday(context, subjectOf(paper));
  const content = composePaper(facts, words, { number: null, datedOn: null });
  return { content, figures: facts.figures, words, asOf: facts.asOf };
}

/** The number after the last one given under the code that papers of this kind use; null before the first. */
async function proposedNumber(context: ReadContext, kind: PaperKind) {
  const code = (await store.lastIssued(context, kind))?.number_code;
  if (!code) return null;
  const year = Number(context.today.slice(0, 4));
  return { code, year, serial: (await store.highestSerial(context, code, year)) + 1 };
}

/** Writes a draft where it is still as it was seen. @throws Problem conflict where it is not, or is issued */
async function writeDraft(
  context: ActContext,
  paperId: string,
  seen: number,
  change: Updateable<DB['papers']>,
): Promise<number> {
  const paper = await paperOf(context, paperId);
  if (paper.state !== 'draft') throw conflict(say.issuedAlready());
  const [row] = await context.db
    .updateTable('papers')
    .set({ ...change, version: seen + 1 })
    .where('id', '=', paperId)
    .where('version', '=', seen)
    .where('state', '=', 'draft')
    .returning('version')
    .execute();
  if (!row) throw conflict(say.changedMeanwhile(), { current: { ...wordsOf(paper), version: paper.version } });
  return row.version;
}

/** Freezes the figures, composes the paper from them and keeps it under its number. */
async function issue(
  context: ActContext,
  paper: store.PaperRow,
  seen: number,
  given: { number: DocumentNumber; datedOn: string },
): Promise<number> {
  const { number, datedOn } = given;
  if (numberFault(number)) throw invalid(say.numberWrong(), { field: 'number' });
  if (datedOn.slice(0, 4) !== String(number.year)) throw invalid(say.yearOfDay(), { field: 'number.year' });
  await assertFree(context, number);
  const facts = await freezeFacts(context, subjectOf(paper), paper.id);
  if (!listAgrees(facts)) throw conflict(say.movedMeanwhile());
  const content = composePaper(facts, wordsOf(paper), { number, datedOn });
  assertFormat(content);
  const template = paper.template_id === null ? null : await assertInUse(context, paper, paper.template_id);
  try {
    return await writeDraft(context, paper.id, seen, {
      state: 'issued',
      number_code: number.code,
      number_year: number.year,
      number_serial: number.serial,
      dated_on: datedOn,
      content: JSON.stringify(content),
      template_version_id: template?.versionId ?? null,
      issued_at: context.now,
      issued_by: context.actor.accountId,
    });
  } catch (error) {
    // Two papers at the same moment under one number: the second one is told like one that comes later.
    if (sqlState(error) !== uniqueViolation) throw error;
    throw conflict(say.numberTaken({ number: formatNumber(number), title: '…' }), { field: 'number.serial' });
  }
}

/** @throws Problem refused with everything that is against the format */
function assertFormat(content: Paper): void {
  const errors = checkPaper(content).map((finding) => ({ field: finding.where, detail: findingMessage(finding) }));
  if (errors.length > 0) throw refused(say.paperWrong(), { errors });
}

async function assertFree(context: ActContext, number: DocumentNumber): Promise<void> {
  const holder = await store.holderOfNumber(context, number);
  if (!holder) return;
  throw conflict(say.numberTaken({ number: formatNumber(number), title: holder.title }), { field: 'number.serial' });
}

export const papersRoutes: FeatureRoutes = implement(papersContract, {
  'GET /api/papers': {
    async handle(context, { query }) {
      const { cursor, ...asked } = query;
      const found = await store.listPapers(context, { ...asked, after: readPlace(cursor), limit: pageSize + 1 });
      const shown = found.slice(0, pageSize);
      const last = found.length > pageSize ? shown.at(-1) : undefined;
      return {
        items: shown.map((row) => {
          const number = numberOf(row);
          return {
            id: row.id,
            kind: row.kind as PaperKind,
            state: row.state as 'draft' | 'issued',
            title: row.title,
            number: number && formatNumber(number),
            directiveTitle: row.directive_title,
            datedOn: row.dated_on,
            recordedAt: row.recorded_at,
          };
        }),
        next: last ? writePlace({ at: last.recorded_at, id: last.id }) : null,
      };
    },
  },
  'POST /api/papers': {
    async handle(context, { body }) {
      const issuerId = await tenantBody(context);
      if (!issuerId) throw refused(say.noIssuer());
      const isLetter = body.kind === 'urgingLetter';
      if (isLetter && !body.bodyId) throw invalid(say.noAddressee(), { field: 'bodyId' });
      if (isLetter && body.bodyId === issuerId) throw invalid(say.toItself(), { field: 'bodyId' });
      const subject = {
        kind: body.kind,
        directiveId: body.directiveId,
        bodyId: isLetter ? body.bodyId : null,
        issuerId,
      };
      const facts = await factsOfToday(context, subject);
      if (facts.bodies.length === 0) throw refused(say.noTasks());
      if (isLetter && facts.tasks.length === 0) throw refused(say.nothingLate());
      const addressee = body.bodyId ? (await organisationNames(context, [body.bodyId])).get(body.bodyId) : undefined;
      const words = firstWords(facts, isLetter ? (addressee ?? null) : null);
      const last = await store.lastIssued(context, body.kind);
      const templates = await templatesFor(context, issuerId, body.kind);
      await context.db
        .insertInto('papers')
        .values({
          id: context.actionId,
          kind: body.kind,
          directive_id: body.directiveId,
          addressed_body_id: subject.bodyId,
          issuer_id: issuerId,
          state: 'draft',
          title: words.title,
          recipients: words.recipients,
          copies_to: last?.copies_to ?? [],
          opening: words.opening,
          closing: words.closing,
          printed_by: last?.printed_by ?? facts.issuer,
          template_id: templates.find(({ templateId }) => templateId === last?.template_id)?.templateId ?? null,
          recorded_at: context.now,
          recorded_by: context.actor.accountId,
        })
        .execute();
      context.note({ directiveId: body.directiveId });
      return { paperId: context.actionId };
    },
  },
  'GET /api/papers/:paperId': {
    async handle(context, { params, visitor }) {
      const paper = await paperOf(context, params.paperId);
      const { content, figures, asOf } = await documentOf(context, paper);
      const head = (await directiveHeads(context, [paper.directive_id])).get(paper.directive_id);
      const number = numberOf(paper);
      const isDraft = paper.state === 'draft';
      const may = !reachesNothing(await context.reach('paper.write'));
      const [template, usable] = [await templateOf(context, paper), await usableFor(context, paper)];
      const issuedBy = paper.issued_by && (await store.accountName(context, paper.issued_by));
      return {
        id: paper.id,
        kind: paper.kind as PaperKind,
        state: paper.state as 'draft' | 'issued',
        directive: { id: paper.directive_id, title: head?.title ?? '' },
        issuer: content.issuer,
        words: wordsOf(paper),
        number: number && formatNumber(number),
        proposedNumber: isDraft ? await proposedNumber(context, paper.kind as PaperKind) : null,
        datedOn: paper.dated_on,
        version: paper.version,
        asOf,
        flow: flowView(layOut(content)),
        figures,
        issuedBy: issuedBy || null,
        template: template && settingView(template, paper.kind as PaperKind, usable),
        templates: isDraft && may ? usable.map(({ templateId, name }) => ({ id: templateId, name })) : [],
        can: canOf(may, isDraft, languageOf(visitor?.language)),
      };
    },
  },
  'POST /api/papers/:paperId/words': {
    async handle(context, { params, body }) {
      const { version, ...words } = body;
      const paper = await paperOf(context, params.paperId);
      assertFormat(composePaper(await factsOfToday(context, subjectOf(paper)), words, { number: null, datedOn: null }));
      const { copiesTo, printedBy, ...same } = words;
      const written = { ...same, copies_to: copiesTo, printed_by: printedBy };
      return { version: await writeDraft(context, params.paperId, version, written) };
    },
  },
  'POST /api/papers/:paperId/template': {
    async handle(context, { params, body }) {
      const paper = await paperOf(context, params.paperId);
      if (body.templateId !== null) await assertInUse(context, paper, body.templateId);
      return { version: await writeDraft(context, paper.id, body.version, { template_id: body.templateId }) };
    },
  },
  'POST /api/papers/:paperId/issue': {
    async handle(context, { params, body }) {
      const paper = await paperOf(context, params.paperId);
      if (paper.state !== 'draft') throw conflict(say.issuedAlready());
      const version = await issue(context, paper, body.version, body);
      const number = formatNumber(body.number);
      context.note({ number, directiveId: paper.directive_id });
      return { version, number };
    },
  },
  'POST /api/papers/:paperId/discard': {
    async handle(context, { params, body }) {
      return { version: await writeDraft(context, params.paperId, body.version, { state: 'discarded' }) };
    },
  },
  'GET /api/papers/:paperId/file': {
    async handle(context, { params }) {
      const paper = await paperOf(context, params.paperId);
      const document = await documentOf(context, paper);
      const template = await templateOf(context, paper);
      const number = numberOf(paper);
      const name = number ? `${formatNumber(number)} ${paper.title}` : `${paper.title}（稿）`;
      const body = template
        ? await filledTemplate(context, template, templateContent(document))
        : Buffer.from(await toDocx(document.content));
      return { fileName: `${name}.docx`, mediaType: docx, body };
    },
  },
});

function canOf(may: boolean, isDraft: boolean, language: Language) {
  const reason = !may ? say.notAllowed() : isDraft ? null : say.onlyDrafts();
  return ['words', 'issue', 'discard'].map((action) => ({
    action,
    allowed: reason === null,
    reason: reason && speak(reason, language),
  }));
}
