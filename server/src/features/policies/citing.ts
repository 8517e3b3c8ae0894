import type { ActContext, ReadContext } from '../../platform/context.ts';
import type { Output } from '../../platform/http/contract.ts';
import { conflict, refused } from '../../platform/http/problems.ts';
import { type DocumentInForce, documentInForce } from '../directives/index.ts';
import type { policiesContract } from './contract.ts';
import { type Match, matchPolicy, numberKey, titleKey } from './matching.ts';
import { say } from './messages.ts';
import { bareTitle } from './registry.ts';
import { accountOf, livePolicies, type PolicyRow, policyOf } from './store.ts';

type Contract = typeof policiesContract;
type Citing = Output<Contract['GET /api/policies/citing']>;

/** A document that the text rests on; one that it will make, or that is annexed to it, is none. */
interface Reference {
  title: string;
  number: string | null;
  start: number;
  end: number;
  clauseKey: string | null;
  clause: string | null;
}

/** What a document cites, and what registering it would do. */
export async function citedIn(context: ReadContext, directiveId: string): Promise<Citing> {
  const document = await documentInForce(context, directiveId);
  const registered = await registeredAt(context, document.versionId);
  const policies = await livePolicies(context);
  const items = await Promise.all(
    referencesOf(document).map(async ({ title, number, start, clauseKey, clause }) => {
      const at = registered.get(start);
      const kept = at === undefined ? null : await survivor(context, at);
      const match: Match = kept
        ? { kind: 'title', id: kept.id }
        : matchPolicy({ title, number }, asRegistered(policies));
      const policy = kept ?? policies.find((one) => 'id' in match && one.id === match.id) ?? null;
      return {
        ...({
          title,
          documentNumber: number,
          start,
          clauseKey,
          clause,
          fate: kept ? 'registered' : fateOf(match),
        } as const),
        policy: policy && { id: policy.id, title: policy.title },
      };
    }),
  );
  const { directive, versionId, confirmed } = document;
  return { directive: { id: directive.id, title: directive.title }, versionId, confirmed, items };
}

const fateOf = (match: Match) =>
  ({ number: 'known', title: 'known', several: 'several', none: 'new' })[match.kind] as 'known' | 'several' | 'new';

/**
 * Registers what the confirmed version cites: known documents get a citation, unknown ones a stub first. It is an act of its
 * own and no part of confirming: who confirms decides what is asked, and what appears in the register should have been looked at. It
 * may be repeated; what is registered is passed over. What several entries could mean waits until they were told apart.
 */
export async function registerCitations(
  context: ActContext,
  { directiveId, versionId }: { directiveId: string; versionId: string },
): Promise<Output<Contract['POST /api/policies/cite']>> {
  const account = accountOf(context);
  const document = await documentInForce(context, directiveId, 'held');
  if (!document.confirmed) throw refused(say.notConfirmed());
  if (document.versionId !== versionId) throw conflict(say.newVersion());
  const registered = await registeredAt(context, versionId);
  const policies = await livePolicies(context);
  const [stubs, citations]: [string[], string[]] = [[], []];
  for (const reference of referencesOf(document)) {
    if (registered.has(reference.start)) continue;
    const { title, number } = reference;
    const match = matchPolicy({ title, number }, asRegistered(policies));
    if (match.kind === 'several') continue;
    let policyId = match.kind === 'none' ? null : match.id;
    if (policyId === null) {
      const stub = await insertStub(context, { title, number }, account);
      if (stub.made) stubs.push(stub.row.id);
      policies.push(stub.row);
      policyId = stub.row.id;
    }
    const id = context.newId();
    await context.db
      .insertInto('upstream_citations')
      .values({
        ...{
          id,
          policy_id: policyId,
          directive_id: directiveId,
          version_id: versionId,
          title,
          document_number: number,
        },
        ...{ clause_key: reference.clauseKey, start_at: reference.start, end_at: reference.end },
        ...{ recorded_at: context.now, recorded_by: account },
      })
      .execute();
    citations.push(id);
  }
  return { stubs, citations };
}

/** A stub for what is known by its citation alone; the entry of whoever registered the same at this moment. */
async function insertStub(context: ActContext, cited: { title: string; number: string | null }, account: string) {
  const title = bareTitle(cited.title);
  const keys = { title_key: titleKey(cited.title), number_key: numberKey(cited.number) };
  const made = await context.db
    .insertInto('upstream_policies')
    .values({
      ...{ id: context.newId(), title, document_number: cited.number, ...keys },
      ...{ recorded_at: context.now, recorded_by: account },
    })
    .onConflict((same) =>
      same.columns(['tenant_id', 'title_key', 'number_key']).where('merged_into', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  const { id } =
    made ??
    (await context.db
      .selectFrom('upstream_policies')
      .select('id')
      .where('title_key', '=', keys.title_key)
      .where('number_key', '=', keys.number_key)
      .where('merged_into', 'is', null)
      .executeTakeFirstOrThrow());
  return { row: await policyOf(context, id), made: made !== undefined };
}

const asRegistered = (policies: readonly PolicyRow[]) =>
  policies.map((one) => ({ id: one.id, titleKey: one.title_key, numberKey: one.number_key }));

/** The entry that an entry is today: itself, or what it was merged into. */
async function survivor(context: ReadContext, policyId: string): Promise<PolicyRow> {
  const policy = await policyOf(context, policyId);
  return policy.merged_into === null ? policy : policyOf(context, policy.merged_into);
}

/** Registered citations of a version: the entry by where it is cited. */
async function registeredAt({ db }: Pick<ReadContext, 'db'>, versionId: string): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('upstream_citations')
    .select(['start_at', 'policy_id'])
    .where('version_id', '=', versionId)
    .execute();
  return new Map(rows.map((row) => [row.start_at, row.policy_id]));
}

function referencesOf({ references, clauses }: DocumentInForce): Reference[] {
  return references
    .filter(({ role }) => role === 'cited' || role === 'byNumber')
    .map(({ title, number = null, start, end }) => {
      const within = clauses.find((clause) => clause.start <= start && start < clause.end);
      return { title, number, start, end, clauseKey: within?.key ?? null, clause: within?.label ?? null };
    });
}
