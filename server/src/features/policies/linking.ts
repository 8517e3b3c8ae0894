import { proposedFrom } from '@xieli/directive';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import type { Input, Output } from '../../platform/http/contract.ts';
import { conflict, notFound, refused } from '../../platform/http/problems.ts';
import { type ConfirmedRequirement, clauseLabel, confirmedDirective, documentInForce } from '../directives/index.ts';
import { likenessOfPairs, portionsOf, proposePortion } from './comparing.ts';
import type { policiesContract } from './contract.ts';
import { type LinkRow, linkRows, linkViews, type StandingLink, standingLinks } from './ends.ts';
import { say } from './messages.ts';
import type { Above, Ours, Proposal } from './proposing.ts';
import { accountOf, livePolicy, type PolicyRow } from './store.ts';
import { lastDecision } from './undoing.ts';

type Contract = typeof policiesContract;
type Decided = Input<Contract['POST /api/policies/:policyId/links']>['body'];

/**
 * The text above and one of our documents, side by side.
 * @param held for the act: who decides about links with the same text waits, so that a pair is linked once
 */
async function sides(context: ReadContext, policy: PolicyRow, directiveId: string, held?: 'held') {
  if (policy.directive_id === null) throw refused(say.noText());
  if (policy.directive_id === directiveId) throw refused(say.sameDocument());
  const upstream = await documentInForce(context, policy.directive_id, held);
  const asked = await confirmedDirective(context, policy.directive_id);
  const local = await confirmedDirective(context, directiveId);
  if (!local) throw refused(say.notConfirmed());
  const byClause = Map.groupBy(asked?.requirements ?? [], (one) => one.clauseKey);
  const above: Above[] = upstream.clauses.map(({ key, words }) => ({
    ...{ key, words },
    requirements: (byClause.get(key) ?? []).map(({ requirementId: id, revision, quote }) => ({ id, revision, quote })),
  }));
  const ours: Ours[] = local.requirements.map(({ requirementId: id, content, quote }) => ({
    id,
    action: content.action,
    quote,
  }));
  return { upstream, local, above, ours };
}

/** What is linked between an upstream document and one of ours, and in how many portions more can be asked for. */
export async function linkedSides(
  context: ReadContext,
  policyId: string,
  directiveId: string,
): Promise<Output<Contract['GET /api/policies/:policyId/proposals']>> {
  const { upstream, local, above, ours } = await sides(context, await livePolicy(context, policyId), directiveId);
  const rows = await linkRows(context, { directiveId, upstreamDirectiveId: upstream.directive.id });
  const decided = rows.filter((row) => !row.open);
  return {
    upstream: { id: upstream.directive.id, title: upstream.directive.title },
    upstreamVersionId: upstream.versionId,
    localVersionId: local.versionId,
    ...portionsOf({ above, ours }),
    local: { id: local.directiveId, title: local.title },
    clauses: upstream.clauses.map(({ key, label, words }) => ({ key, label, words })),
    requirements: local.requirements.map((one) => ({
      ...{ id: one.requirementId, revision: one.revision, action: one.content.action, quote: one.quote },
      clause: pathOf(one),
    })),
    links: await linkViews(context, await standingLinks(context, decided)),
    undo: await lastDecision(context, decided),
  };
}

/**
 * What more is proposed for one portion of our requirements.
 * @throws Problem conflict where a document is not in the version that the portions were counted in
 */
export async function proposedLinks(
  context: ReadContext,
  policyId: string,
  { directiveId, upstreamVersionId, localVersionId, portion }: Input<Contract[typeof portionKey]>['query'],
): Promise<Output<Contract[typeof portionKey]>> {
  const { upstream, local, above, ours } = await sides(context, await livePolicy(context, policyId), directiveId);
  if (upstream.versionId !== upstreamVersionId || local.versionId !== localVersionId) throw conflict(say.newVersion());
  const rows = await linkRows(context, { directiveId, upstreamDirectiveId: upstream.directive.id });
  const settled = rows.filter((row) => !row.open).map((row) => `${row.requirement_id} ${row.clause_key}`);
  return { proposals: await proposePortion({ above, ours }, portion, settled) };
}
const portionKey = 'GET /api/policies/:policyId/proposals/portion';

const pathOf = ({ clausePath }: ConfirmedRequirement) =>
  clausePath.map(({ number, title }) => clauseLabel(number, title)).join(' › ');

/** How alike the pairs are that are about to be decided, by `requirement clause`; it is kept with what is decided. */
export async function likenessOfDecided(
  context: ReadContext,
  policyId: string,
  { directiveId, items }: Decided,
): Promise<ReadonlyMap<string, Proposal>> {
  const { above, ours } = await sides(context, await livePolicy(context, policyId), directiveId);
  const found = await likenessOfPairs({ above, ours }, items);
  return new Map(found.flatMap((one) => (one === null ? [] : [[pairKey(one), one]])));
}

const pairKey = ({ requirementId, clauseKey }: { requirementId: string; clauseKey: string }) =>
  `${requirementId} ${clauseKey}`;

/**
 * Writes what a person said of pairs, all of them or none. Where a pair was decided before, the newer word holds; to say the
 * same again changes nothing.
 * @param like how alike the pairs are
 * @throws Problem conflict when a requirement or a clause is not what the person saw
 */
export async function decideLinks(
  context: ActContext,
  policyId: string,
  { directiveId, upstreamVersionId, items }: Decided,
  like: ReadonlyMap<string, Proposal>,
): Promise<{ linkIds: string[] }> {
  const account = accountOf(context);
  const policy = await livePolicy(context, policyId);
  const { upstream, local } = await sides(context, policy, directiveId, 'held');
  const { versionId: nowAbove } = upstream;
  if (nowAbove !== upstreamVersionId) throw conflict(say.newVersion(), { current: { upstreamVersionId: nowAbove } });
  const upstreamDirectiveId = upstream.directive.id;
  const known = await linkRows(context, { directiveId, upstreamDirectiveId }, 'held');
  const linkIds: string[] = [];
  for (const { requirementId, revision, clauseKey, decision } of lastOfEach(items)) {
    const requirement = local.requirements.find((one) => one.requirementId === requirementId);
    const clause = upstream.clauses.find((one) => one.key === clauseKey);
    if (!requirement || requirement.revision !== revision || !clause)
      throw conflict(say.itemGone(), {
        current: {
          requirement: requirement ? { id: requirementId, revision: requirement.revision } : null,
          clause: clause ? { key: clauseKey, words: clause.words } : null,
        },
      });
    const found = like.get(pairKey({ requirementId, clauseKey }));
    const score = found?.score ?? null;
    const before = known.find((row) => row.requirement_id === requirementId && row.clause_key === clauseKey);
    const state = decision === 'confirm' ? 'confirmed' : 'rejected';
    if (before?.state === state) {
      if (state === 'confirmed') await hasToHold(context, before);
      continue;
    }
    const made = {
      ...{ requirement_revision: revision, upstream_version_id: upstream.versionId, clause_words: clause.words },
      ...{ upstream_requirement_id: found?.upstream?.id ?? null, upstream_revision: found?.upstream?.revision ?? null },
      ...{ proposed: before === undefined && (score ?? 0) >= proposedFrom, score, state },
    };
    const linkId = before?.id ?? context.newId();
    const seq = (before?.last_seq ?? 0) + 1;
    if (before)
      await context.db
        .updateTable('upstream_links')
        .set({ ...made, last_seq: seq, version: before.version + 1 })
        .where('id', '=', linkId)
        .execute();
    else
      await context.db
        .insertInto('upstream_links')
        .values({
          ...{ id: linkId, directive_id: directiveId, requirement_id: requirementId, clause_key: clauseKey },
          ...{ upstream_directive_id: upstreamDirectiveId, ...made, last_seq: seq, recorded_at: context.now },
        })
        .execute();
    const payload = { ...made, together: context.actionId };
    await noteAct(context, { linkId, seq, kind: decision, account, alone: items.length === 1, payload });
    linkIds.push(linkId);
  }
  return { linkIds };
}

/** @throws Problem conflict where a link was confirmed and does not hold any more: to confirm it anew is an act of its own */
async function hasToHold(context: ActContext, row: LinkRow): Promise<void> {
  const [link] = await standingLinks(context, [row]);
  if (!link || link.state === 'covers') return;
  const { action, clause } = link;
  throw conflict(say.confirmedBefore({ action, clause }), { current: await linkView(context, link) });
}

/** A link as a page shows it, for whoever met somebody else at it. */
async function linkView(context: ReadContext, link: StandingLink) {
  const [view] = await linkViews(context, [link]);
  return view;
}

const lastOfEach = (items: Decided['items']) => [
  ...new Map(items.map((item) => [`${item.requirementId} ${item.clauseKey}`, item])).values(),
];

/**
 * Confirms a link anew as both ends are today.
 * @throws Problem refused where one end is gone; conflict where an end is not what the person saw
 */
export async function reconfirmLink(
  context: ActContext,
  linkId: string,
  { seenVersion, seenWords, seenAction }: Input<Contract['POST /api/policy-links/:linkId/reconfirm']>['body'],
) {
  const account = accountOf(context);
  // The text above is held before it is read, as where links are decided.
  const [known] = await linkRows(context, { linkId });
  if (known) await documentInForce(context, known.upstream_directive_id, 'held');
  const link = await heldLink(context, linkId, seenVersion);
  const { row, ends, action } = link;
  const { requirement, clauseWords, upstreamRequirement } = ends;
  if (requirement === null || requirement.dropped || clauseWords === null) throw refused(say.cannotReconfirm());
  if (clauseWords !== seenWords || action !== seenAction)
    throw conflict(say.newVersion(), { current: await linkView(context, link) });
  const upstream = await documentInForce(context, row.upstream_directive_id);
  const isNamed = upstreamRequirement !== null && !upstreamRequirement.dropped;
  const made = {
    ...{
      requirement_revision: requirement.revision,
      upstream_version_id: upstream.versionId,
      clause_words: clauseWords,
    },
    ...{ upstream_requirement_id: isNamed ? row.upstream_requirement_id : null },
    ...{ upstream_revision: isNamed ? upstreamRequirement.revision : null },
  };
  const version = await changeLink(context, row, 'reconfirm', account, made, made);
  const [now] = await standingLinks(context, await linkRows(context, { linkId }));
  return { version, state: (now as StandingLink).state };
}

export async function withdrawLink(context: ActContext, linkId: string, seen: number, reason: string) {
  const account = accountOf(context);
  const { row } = await heldLink(context, linkId, seen);
  return { version: await changeLink(context, row, 'withdraw', account, { state: 'withdrawn' }, { reason }) };
}

/** @throws Problem notFound; conflict where it was changed meanwhile or is no link any more */
async function heldLink(context: ActContext, linkId: string, seen: number): Promise<StandingLink> {
  const rows = await linkRows(context, { linkId }, 'held');
  const [link] = await standingLinks(context, rows);
  if (!link) throw notFound(say.linkNotFound());
  const meanwhile = link.row.state !== 'confirmed' ? say.linkState() : say.changedMeanwhile();
  if (link.row.version !== seen || link.row.state !== 'confirmed')
    throw conflict(meanwhile, { current: await linkView(context, link) });
  return link;
}

async function changeLink(
  context: ActContext,
  row: LinkRow,
  kind: 'reconfirm' | 'withdraw',
  account: string,
  change: Partial<LinkRow>,
  payload: Record<string, unknown>,
): Promise<number> {
  const [seq, version] = [row.last_seq + 1, row.version + 1];
  await context.db
    .updateTable('upstream_links')
    .set({ ...change, last_seq: seq, version })
    .where('id', '=', row.id)
    .execute();
  await noteAct(context, { linkId: row.id, seq, kind, account, alone: true, payload });
  return version;
}

/** Writes what was done to a link. */
export async function noteAct(
  context: ActContext,
  act: {
    linkId: string;
    seq: number;
    kind: 'confirm' | 'reject' | 'reconfirm' | 'withdraw';
    account: string;
    /** The act is about this link and no other one. */
    alone: boolean;
    payload: Record<string, unknown>;
  },
): Promise<void> {
  await context.db
    .insertInto('upstream_link_acts')
    .values({
      ...{ id: act.alone ? context.actionId : context.newId(), link_id: act.linkId, seq: act.seq, kind: act.kind },
      ...{ account_id: act.account, occurred_on: context.today, recorded_at: context.now },
      payload: JSON.stringify(act.payload),
    })
    .execute();
}

/** Links of a document, at whichever end it stands, that do not hold since the version in force. */
export async function lookAgain(
  context: ReadContext,
  directiveId: string,
): Promise<Output<Contract['GET /api/policies/again']>> {
  const { directive, number } = await documentInForce(context, directiveId);
  const rows = [
    ...(await linkRows(context, { directiveId })),
    ...(await linkRows(context, { upstreamDirectiveId: directiveId })),
  ].filter((row) => row.state === 'confirmed');
  const links = await standingLinks(context, rows);
  const faulty = links.filter(({ state }) => state !== 'covers');
  return {
    directive: { id: directive.id, title: directive.title },
    versionNumber: number,
    items: await linkViews(context, faulty),
    anyHolds: faulty.length < links.length,
  };
}
