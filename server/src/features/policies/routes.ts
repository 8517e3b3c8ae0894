import type { ReadContext } from '../../platform/context.ts';
import { computeFigure, groupedFigure } from '../../platform/figures/figure.ts';
import type { Output } from '../../platform/http/contract.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { languageOf } from '../../platform/locale/messages.ts';
import { readToken } from '../../platform/sheets/preview-token.ts';
import { keepUpload } from '../../platform/sheets/reading.ts';
import { documentInForce } from '../directives/index.ts';
import { cleanFileName } from '../evidence/index.ts';
import { organisationNames, tenantBody } from '../organisations/index.ts';
import { citedIn, registerCitations } from './citing.ts';
import { policiesContract } from './contract.ts';
import { linkRows } from './ends.ts';
import { citedBy } from './figures.ts';
import { gapLedger } from './gap-exporting.ts';
import { applySheet, compareSheet, readKeptSheet } from './gap-returning.ts';
import { fillGap, gapSheet } from './gaps.ts';
import {
  decideLinks,
  likenessOfDecided,
  linkedSides,
  lookAgain,
  proposedLinks,
  reconfirmLink,
  withdrawLink,
} from './linking.ts';
import { numberKey, titleKey } from './matching.ts';
import { amendPolicy, attachText, mergePolicy, registerPolicy } from './registry.ts';
import * as store from './store.ts';
import { undoDecisions } from './undoing.ts';

/** A gap sheet is of whoever it is about: outside of the reach there is none. */
const ofBody = async (_context: ReadContext, { query }: { query: { bodyId: string } }) => [query.bodyId];
const ofBodyInBody = async (_context: ReadContext, { body }: { body: { bodyId: string } }) => [body.bodyId];
const shownName = (fileName: string) => cleanFileName(fileName || 'sheet.xlsx').slice(0, 200);

export const policiesRoutes: FeatureRoutes = implement(policiesContract, {
  'GET /api/policies': {
    async handle(context, { query }) {
      const { rows, next } = await store.listPolicies(context, query);
      const counted = await groupedFigure(context, citedBy, { policyIds: rows.map((row) => row.id) }, ['policy_id']);
      const figures = new Map(counted.map(({ keys, figure }) => [keys.policy_id, figure]));
      const none = await computeFigure(context, citedBy, { policyIds: [] });
      const titles = await textTitles(context, rows);
      return {
        items: rows.map((row) => ({ ...policyView(row, titles), citedBy: figures.get(row.id) ?? none })),
        next,
      };
    },
  },
  'POST /api/policies': {
    handle: async (context, { body }) => ({ policyId: await registerPolicy(context, body) }),
  },
  'GET /api/policies/citing': { handle: (context, { query }) => citedIn(context, query.directiveId) },
  'POST /api/policies/cite': { handle: (context, { body }) => registerCitations(context, body) },
  'GET /api/policies/again': { handle: (context, { query }) => lookAgain(context, query.directiveId) },
  'GET /api/policies/gaps/export': { ...gapLedger, concerns: ofBody },
  'POST /api/policies/gaps/read': {
    concerns: ofBody,
    async handle(context, { query, upload, visitor }) {
      const kept = await readKeptSheet(context, await keepUpload(context, upload));
      const sheet = { ...query, fileName: shownName(upload.fileName) };
      return compareSheet(context, sheet, kept, languageOf(visitor?.language));
    },
  },
  'POST /api/policies/gaps/apply': {
    concerns: ofBodyInBody,
    async prepare(reading, { body }) {
      const kept = await readKeptSheet(reading, readToken(body.token).sha256);
      return (context, { visitor }) => applySheet(context, body, kept, languageOf(visitor?.language));
    },
  },
  'GET /api/policies/:policyId': {
    handle: (context, { params }) => policyDetail(context, params.policyId),
  },
  'POST /api/policies/:policyId/amend': {
    handle: async (context, { params, body }) => ({ version: await amendPolicy(context, params.policyId, body) }),
  },
  'POST /api/policies/:policyId/attach': {
    handle: async (context, { params, body }) => ({
      version: await attachText(context, params.policyId, body.seenVersion, body.directiveId),
    }),
  },
  'POST /api/policies/:policyId/merge': {
    handle: async (context, { params, body }) => ({ version: await mergePolicy(context, params.policyId, body) }),
  },
  'GET /api/policies/:policyId/proposals': {
    handle: (context, { params, query }) => linkedSides(context, params.policyId, query.directiveId),
  },
  'GET /api/policies/:policyId/proposals/portion': {
    handle: (context, { params, query }) => proposedLinks(context, params.policyId, query),
  },
  'POST /api/policies/:policyId/links': {
    async prepare(reading, { params, body }) {
      const like = await likenessOfDecided(reading, params.policyId, body);
      return (context) => decideLinks(context, params.policyId, body, like);
    },
  },
  'POST /api/policies/:policyId/links/undo': {
    handle: (context, { params, body }) => undoDecisions(context, params.policyId, body),
  },
  'POST /api/policy-links/:linkId/reconfirm': {
    handle: (context, { params, body }) => reconfirmLink(context, params.linkId, body),
  },
  'POST /api/policy-links/:linkId/withdraw': {
    handle: (context, { params, body }) => withdrawLink(context, params.linkId, body.seenVersion, body.reason),
  },
  'GET /api/policies/:policyId/gaps': {
    concerns: ofBody,
    handle: (context, { params, query }) => gapSheet(context, params.policyId, query.bodyId),
  },
  'POST /api/policies/:policyId/gaps': {
    concerns: ofBodyInBody,
    handle: (context, { params, body }) => fillGap(context, params.policyId, body),
  },
});

function policyView(row: store.PolicyRow, titles: ReadonlyMap<string, string>) {
  const { directive_id: textId } = row;
  return {
    ...{ id: row.id, title: row.title, documentNumber: row.document_number, issuerName: row.issuer_name },
    ...{ issuedOn: row.issued_on, repealedOn: row.repealed_on, state: store.stateOfPolicy(row) },
    directive: textId === null ? null : { id: textId, title: titles.get(textId) ?? '' },
  };
}

const textTitles = (context: ReadContext, rows: readonly store.PolicyRow[]) =>
  store.titlesOf(
    context,
    rows.flatMap((row) => row.directive_id ?? []),
  );

async function policyDetail(
  context: ReadContext,
  policyId: string,
): Promise<Output<(typeof policiesContract)['GET /api/policies/:policyId']>> {
  const policy = await store.policyOf(context, policyId);
  const citations = await store.citationsOf(context, policyId);
  const text = policy.directive_id === null ? null : await documentInForce(context, policy.directive_id);
  const linked = text ? await linkRows(context, { upstreamDirectiveId: text.directive.id }) : [];
  const bodies = [await tenantBody(context), ...(text ? await store.bodiesLinked(context, text.directive.id) : [])];
  const bodyIds = [...new Set(bodies.filter((id) => id !== null))];
  const names = await organisationNames(context, bodyIds);
  const localIds = [...citations.map((one) => one.directive_id), ...linked.map((row) => row.directive_id)];
  const locals = await store.titlesOf(context, [...new Set(localIds)]);
  const labels = await clauseLabels(context, citations);
  const into = policy.merged_into === null ? null : await store.policyOf(context, policy.merged_into);
  return {
    ...policyView(policy, await textTitles(context, [policy])),
    ...{ version: policy.version, recordedAt: policy.recorded_at },
    mergedInto: into && { id: into.id, title: into.title },
    citations: citations.map((one) => ({
      ...{ id: one.id, directive: { id: one.directive_id, title: one.directive_title }, title: one.title },
      ...{ documentNumber: one.document_number, clauseKey: one.clause_key },
      clause: labels.get(`${one.version_id} ${one.clause_key}`) ?? null,
    })),
    clauses: text ? text.clauses.map(({ key, label, words }) => ({ key, label, words })) : [],
    bodies: bodyIds.map((id) => ({ id, name: names.get(id) ?? '' })),
    locals: [...locals].filter(([id]) => id !== policy.directive_id).map(([id, title]) => ({ id, title })),
    ...(await likelySame(context, policy)),
  };
}

/** Labels of clauses by `version key`, of the versions in force; a citation of an older one shows none. */
async function clauseLabels(context: ReadContext, citations: readonly { directive_id: string }[]) {
  const labels = new Map<string, string>();
  for (const id of new Set(citations.map((one) => one.directive_id))) {
    const { versionId, clauses } = await documentInForce(context, id);
    for (const { key, label } of clauses) labels.set(`${versionId} ${key}`, label);
  }
  return labels;
}

/** What an entry without a text may be, and which others may be the same. */
async function likelySame(context: ReadContext, policy: store.PolicyRow) {
  if (policy.merged_into !== null) return { maybeTexts: [], maybeDoubles: [] };
  const documents = policy.directive_id === null ? await store.importedDocuments(context) : [];
  const same = (title: string, number: string) =>
    title === policy.title_key || (number !== '' && number === policy.number_key);
  const others = (await store.livePolicies(context)).filter((one) => one.id !== policy.id);
  return {
    maybeTexts: documents
      .filter((one) => same(titleKey(one.title), numberKey(one.document_number)))
      .map(({ id, title }) => ({ id, title })),
    maybeDoubles: others.filter((one) => same(one.title_key, one.number_key)).map(({ id, title }) => ({ id, title })),
  };
}
