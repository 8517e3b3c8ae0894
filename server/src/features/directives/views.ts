import { isDeepStrictEqual } from 'node:util';
import { reaches } from '../../platform/access/actor.ts';
import type { Permission } from '../../platform/access/permissions.ts';
import type { ReadContext } from '../../platform/context.ts';
import type { Output } from '../../platform/http/contract.ts';
import type { Clause, DecisionState, directivesContract, Requirement } from './contract.ts';
import {
  allowedIn,
  confidenceOf,
  type DirectiveAction,
  type DirectiveState,
  decidingAct,
  standingDecision,
} from './rules.ts';
import {
  type ActRow,
  accountNames,
  actRows,
  type ClauseRow,
  type Reading,
  type RequirementRow,
  type Standing,
} from './store.ts';

type Head = Output<(typeof directivesContract)['GET /api/directives/:directiveId']>;

const permissionOf: Record<DirectiveAction, Permission> = {
  review: 'directive.review',
  amend: 'directive.review',
  confirm: 'directive.review',
  revise: 'directive.review',
  giveUp: 'directive.review',
  withdraw: 'directive.review',
  dispatch: 'task.dispatch',
  keepOwnerWords: 'ownerAlias.keep',
};

/** What the caller may do with a document, from the permission table and the state rows alone. */
async function canOf(context: ReadContext, bodyId: string, state: DirectiveState) {
  const actions = Object.keys(allowedIn) as DirectiveAction[];
  return Promise.all(
    actions.map(async (action) => {
      const permitted = reaches(await context.reach(permissionOf[action]), [bodyId]);
      const fits = allowedIn[action].includes(state);
      return {
        action,
        allowed: permitted && fits,
        reason: permitted ? (fits ? null : `state.${state}`) : 'permission',
      };
    }),
  );
}

export async function headView(context: ReadContext, standing: Standing): Promise<Head> {
  const { directive, current, confirmed, state } = standing;
  const people = [directive.recorded_by, current.confirmed_by].filter((id) => id !== null);
  const names = await accountNames(context.db, people);
  return {
    id: directive.id,
    kind: directive.kind,
    title: directive.title,
    issuerName: directive.issuer_name,
    documentNumber: directive.document_number,
    issuedOn: directive.issued_on,
    state,
    sample: directive.sample,
    ownerBodyId: directive.owner_body_id,
    horizon: directive.horizon,
    audience: directive.audience,
    version: directive.version,
    recordedAt: directive.recorded_at,
    recordedBy: names.get(directive.recorded_by) ?? '',
    currentVersion: {
      id: current.id,
      number: current.number,
      version: current.version,
      format: current.format,
      confirmedAt: current.confirmed_at,
      confirmedBy: current.confirmed_by && (names.get(current.confirmed_by) ?? ''),
    },
    confirmedVersionId: confirmed?.id ?? null,
    can: await canOf(context, directive.owner_body_id, state),
  };
}

export function clauseView(row: ClauseRow): Clause {
  return {
    key: row.key,
    parentKey: row.parent_key,
    level: row.level,
    number: row.number,
    title: row.title,
    kind: row.kind,
    start: row.start_at,
    end: row.end_at,
    scopeEnd: row.scope_end,
  };
}

/** Requirements as a person sees them, with who decided what and when; those that are gone are not seen. */
export async function requirementViews(
  context: ReadContext,
  all: readonly RequirementRow[],
  reasons: Reading['reasons'],
): Promise<Requirement[]> {
  const rows = all.filter(isItem);
  const acts = await actRows(
    context.db,
    rows.map((row) => row.id),
  );
  const names = await accountNames(
    context.db,
    [...acts.values()].flat().map((act) => act.account_id),
  );
  return rows.map((row) => requirementView(context, row, acts.get(row.id) ?? [], names, reasons[row.id] ?? []));
}

type ItemRow = RequirementRow & { decision: DecisionState };

const isItem = (row: RequirementRow): row is ItemRow => row.decision !== 'gone';

function requirementView(
  context: ReadContext,
  row: ItemRow,
  acts: readonly ActRow[],
  names: ReadonlyMap<string, string>,
  reasons: Requirement['reasons'],
): Requirement {
  const standing = standingDecision(acts);
  const decided = standing ?? (row.decision === 'undecided' ? null : decidingAct(acts));
  return {
    id: row.id,
    version: row.version,
    revision: row.revision,
    clauseKey: row.clause_key,
    position: row.position,
    start: row.start_at,
    end: row.end_at,
    content: row.content,
    proposal: row.proposal && !isDeepStrictEqual(row.proposal, row.content) ? row.proposal : null,
    byHand: row.proposal === null,
    confidence: row.confidence === null ? null : confidenceOf(row.confidence),
    certainty: row.confidence,
    reasons,
    decision: row.decision,
    reason: row.reason,
    decidedBy: decided && (names.get(decided.account_id) ?? ''),
    decidedAt: decided?.recorded_at ?? null,
    undoable: standing?.account_id === context.actor.accountId,
  };
}
