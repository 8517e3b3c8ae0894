import type { ReadContext } from '../../platform/context.ts';
import type { Output } from '../../platform/http/contract.ts';
import { implement } from '../../platform/http/pipeline.ts';
import { invalid, notFound } from '../../platform/http/problems.ts';
import { languageOf } from '../../platform/locale/messages.ts';
import { ledgerRoute } from '../../platform/sheets/ledger.ts';
import { answerOwnerQuery, organisationNames } from '../organisations/index.ts';
import { compareVersions } from './comparing.ts';
import { confirmVersion } from './confirming.ts';
import { directivesContract, type Requirement } from './contract.ts';
import { addRequirement, checkOrganisations, decideItems, resolveAudienceAnew } from './deciding.ts';
import { giveUpVersion } from './giving-up.ts';
import { changedMeanwhile, holdFor } from './holding.ts';
import { importDirective, previewUpload, readSource } from './intake.ts';
import { exportDirectives, listDirectives } from './listing.ts';
import { say } from './messages.ts';
import { keepCorrection, ownerCandidates, ownerCorrections } from './owner-corrections.ts';
import { cutsOf, mergeItems, splitItem } from './parting.ts';
import { proposePassage } from './passage.ts';
import { beHere } from './presence.ts';
import { readCorrection, reviseDirective } from './revising.ts';
import { changesSince, lineView, turnStep } from './stepping.ts';
import { lastSeq } from './steps.ts';
import { clauseRows, concernedBy, requirementRows, standingOf, versionText } from './store.ts';
import { clauseView, headView, requirementViews } from './views.ts';

type Contract = typeof directivesContract;

const concerns = (context: ReadContext, { params }: { params: { directiveId: string } }) =>
  concernedBy(context, params.directiveId);

const concernsItem = async (context: ReadContext, { params }: { params: { requirementId: string } }) => {
  const directiveId = await directiveOf(context, params.requirementId);
  return directiveId ? concernedBy(context, directiveId) : [];
};

export const directivesRoutes = implement(directivesContract, {
  'POST /api/directives/read': {
    handle: (context, { upload, query }) =>
      previewUpload(context, upload, { pasted: query.pasted === 'true', keepBreaks: query.keepBreaks === 'true' }),
  },
  'POST /api/directives': {
    async prepare(reading, { body }) {
      const document = await readSource(reading, body);
      return (context) => importDirective(context, body, document);
    },
  },
  'GET /api/directives': {
    handle: (context, { query }) => listDirectives(context, query),
  },
  'GET /api/directives/export': ledgerRoute('directives', (context, { query, visitor }) =>
    exportDirectives(context, query, languageOf(visitor.language)),
  ),
  'GET /api/directives/:directiveId': {
    concerns,
    handle: async (context, { params }) => headView(context, await standingOf(context.db, params.directiveId)),
  },
  'GET /api/directives/:directiveId/review': {
    concerns,
    handle: (context, { params }) => reviewOf(context, params.directiveId),
  },
  'GET /api/directives/:directiveId/owner-corrections': {
    concerns,
    handle: (context, { params }) => ownerCorrections(context, params.directiveId),
  },
  'POST /api/directives/:directiveId/owner-aliases': {
    concerns,
    handle: (context, { params, body }) => keepCorrection(context, params.directiveId, body),
  },
  'GET /api/directives/:directiveId/review/changes': {
    concerns,
    handle: (context, { params, query }) => changesSince(context, params.directiveId, query),
  },
  'POST /api/directives/:directiveId/here': {
    concerns,
    handle: (context, { params, body }) => beHere(context, params.directiveId, body.leaving),
  },
  'GET /api/directives/:directiveId/passage': {
    concerns,
    handle: (context, { params, query }) => proposePassage(context, params.directiveId, query),
  },
  'POST /api/directives/:directiveId/amend': {
    concerns,
    async handle(context, { params, body }) {
      const standing = await holdFor(context, params.directiveId, 'amend');
      const { directive } = standing;
      if (directive.version !== body.seenVersion) throw await changedMeanwhile(context, standing);
      if (!body.audience.organisationIds.length) throw invalid(say.audienceEmpty(), { field: 'audience' });
      if (body.horizon < directive.issued_on) throw invalid(say.horizonTooEarly(), { field: 'horizon' });
      await checkOrganisations(context, body.audience.organisationIds, 'audience');
      const version = directive.version + 1;
      await context.db
        .updateTable('directives')
        .set({
          ...{
            title: body.title,
            kind: body.kind,
            issuer_name: body.issuerName,
            document_number: body.documentNumber || null,
          },
          ...{ horizon: body.horizon, audience: JSON.stringify(body.audience), version },
        })
        .where('id', '=', directive.id)
        .execute();
      const before = [...directive.audience.organisationIds].sort().join();
      if (before !== [...body.audience.organisationIds].sort().join()) {
        await resolveAudienceAnew(context, directive.id, body.audience.organisationIds);
      }
      return { version };
    },
  },
  'POST /api/directives/:directiveId/withdraw': {
    concerns,
    async handle(context, { params, body }) {
      const standing = await holdFor(context, params.directiveId, 'withdraw');
      const { directive } = standing;
      if (directive.version !== body.seenVersion) throw await changedMeanwhile(context, standing);
      const version = directive.version + 1;
      await context.db
        .updateTable('directives')
        .set({ withdrawn_at: context.now, version })
        .where('id', '=', directive.id)
        .execute();
      context.note({ reason: body.reason });
      return { version };
    },
  },
  'POST /api/directives/:directiveId/requirements': {
    concerns,
    handle: (context, { params, body }) => addRequirement(context, params.directiveId, body, body.content),
  },
  'POST /api/directives/:directiveId/decide': {
    concerns,
    handle: (context, { params, body }) => decideItems(context, params.directiveId, body.items, body.decision),
  },
  'POST /api/directives/:directiveId/undo': {
    concerns,
    handle: (context, { params, body }) => turnStep(context, params.directiveId, 'undo', body),
  },
  'POST /api/directives/:directiveId/redo': {
    concerns,
    handle: (context, { params, body }) => turnStep(context, params.directiveId, 'redo', body),
  },
  'POST /api/directives/:directiveId/confirm': {
    concerns,
    handle: (context, { params, body }) => confirmVersion(context, params.directiveId, body.seenVersion),
  },
  'POST /api/directives/:directiveId/revise': {
    concerns,
    async prepare(reading, { params, body }) {
      const corrected = await readCorrection(reading, params.directiveId, body);
      return (context) => reviseDirective(context, params.directiveId, body, corrected);
    },
  },
  'POST /api/directives/:directiveId/give-up': {
    concerns,
    handle: (context, { params, body }) => giveUpVersion(context, params.directiveId, body.seenVersion),
  },
  'GET /api/directives/:directiveId/comparison': {
    concerns,
    handle: (context, { params, query }) => compareVersions(context, params.directiveId, query.version),
  },
  'POST /api/directives/:directiveId/merge': {
    concerns,
    handle: (context, { params, body }) => mergeItems(context, params.directiveId, body.items),
  },
  'GET /api/requirements/:requirementId/cuts': {
    concerns: concernsItem,
    handle: (context, { params }) => cutsOf(context, params.requirementId),
  },
  'POST /api/requirements/:requirementId/split': {
    concerns: concernsItem,
    async handle(context, { params, body }) {
      const item = { id: params.requirementId, seenVersion: body.seenVersion };
      return splitItem(context, await itsDirective(context, item.id), item, body.at);
    },
  },
  'POST /api/requirements/:requirementId/decide': {
    concerns: concernsItem,
    async handle(context, { params, body }) {
      const item = { id: params.requirementId, seenVersion: body.seenVersion };
      return decideItems(context, await itsDirective(context, item.id), [item], body.decision);
    },
  },
});

/** @throws Problem notFound */
async function itsDirective(context: ReadContext, requirementId: string): Promise<string> {
  const directiveId = await directiveOf(context, requirementId);
  if (!directiveId) throw notFound(say.requirementNotFound());
  return directiveId;
}

async function directiveOf(context: ReadContext, requirementId: string): Promise<string | null> {
  const row = await context.db
    .selectFrom('requirements')
    .select('directive_id')
    .where('id', '=', requirementId)
    .executeTakeFirst();
  return row?.directive_id ?? null;
}

async function reviewOf(
  context: ReadContext,
  directiveId: string,
): Promise<Output<Contract['GET /api/directives/:directiveId/review']>> {
  const standing = await standingOf(context.db, directiveId);
  // Before the requirements: what comes in between is then told once more and not lost.
  const place = await lastSeq(context.db, standing.current.id);
  const { text, reading } = await versionText(context.db, standing.current.id);
  const requirements = await requirementViews(context, await requirementRows(context.db, directiveId), reading.reasons);
  const bodyId = standing.directive.owner_body_id;
  const answers = await todaysAnswers(context, bodyId, requirements);
  const candidates = await ownerCandidates(context, bodyId, standing.current.confirmed_at ? [] : requirements);
  const mentioned = [
    ...standing.directive.audience.organisationIds,
    ...requirements.flatMap((requirement) => requirement.content.owners.flatMap((owner) => owner.organisationIds)),
    ...[...answers, ...candidates].flatMap((answer) => answer.organisationIds),
  ];
  const names = await organisationNames(context, [...new Set(mentioned)]);
  return {
    directive: await headView(context, standing),
    text,
    leftOut: reading.leftOut,
    clauses: (await clauseRows(context.db, standing.current.id)).map(clauseView),
    requirements,
    problems: reading.problems,
    references: reading.references,
    answers,
    candidates,
    organisations: [...names].map(([id, name]) => ({ id, name })),
    notes: reading.notes,
    line: await lineView(context, standing.current.id),
    seq: place,
  };
}

/** Each distinct query is asked once, however many requirements carry it. */
async function todaysAnswers(context: ReadContext, bodyId: string, requirements: readonly Requirement[]) {
  const asked = new Map<string, Promise<string[]>>();
  const answers = requirements.flatMap((requirement) =>
    requirement.content.owners.flatMap((owner, index) => {
      if (!owner.query) return [];
      const key = JSON.stringify(owner.query);
      const answer = asked.get(key) ?? answerOwnerQuery(context, bodyId, owner.query, context.today);
      asked.set(key, answer);
      return [answer.then((organisationIds) => ({ requirementId: requirement.id, owner: index, organisationIds }))];
    }),
  );
  return Promise.all(answers);
}
