import type { ReadContext } from '../../platform/context.ts';
import type { RequirementContent } from './content.ts';
import type { Audience, Clause, DirectiveKind } from './contract.ts';
import { anyOf, clauseRows, heldRequirements, newestRevisions, standingOf, versionText } from './store.ts';
import { clauseView } from './views.ts';

/** One requirement as it was frozen, with where it stands in the document. What tasks are made of. */
export interface ConfirmedRequirement {
  requirementId: string;
  /** The frozen revision; a task stores it and compares later (spine.md 3.1). */
  revision: number;
  content: RequirementContent;
  clauseKey: string | null;
  /** From the outermost clause to the one it stands in. */
  clausePath: Pick<Clause, 'key' | 'number' | 'title'>[];
  start: number;
  end: number;
  /** The document's own words. */
  quote: string;
}

export interface ConfirmedDirective {
  directiveId: string;
  /** The version in force. */
  versionId: string;
  title: string;
  kind: DirectiveKind;
  issuerName: string;
  documentNumber: string | null;
  issuedOn: string;
  horizon: string;
  ownerBodyId: string;
  audience: Audience;
  /** In the order of the document; dropped ones are left out. */
  requirements: ConfirmedRequirement[];
}

/**
 * What a document asks, as confirmed; null when no version was confirmed or the import was withdrawn. While a new version is
 * under review this is still the one before.
 */
export async function confirmedDirective(
  context: Pick<ReadContext, 'db'>,
  directiveId: string,
): Promise<ConfirmedDirective | null> {
  const { db } = context;
  const { directive, confirmed } = await standingOf(db, directiveId);
  if (!confirmed || directive.withdrawn_at) return null;
  const { text } = await versionText(db, confirmed.id);
  const clauses = (await clauseRows(db, confirmed.id)).map(clauseView);
  const rows = await heldRequirements(db, directiveId, confirmed.id);
  const revisions = await newestRevisions(
    db,
    rows.map((row) => row.id),
  );
  return {
    directiveId,
    versionId: confirmed.id,
    title: directive.title,
    kind: directive.kind,
    issuerName: directive.issuer_name,
    documentNumber: directive.document_number,
    issuedOn: directive.issued_on,
    horizon: directive.horizon,
    ownerBodyId: directive.owner_body_id,
    audience: directive.audience,
    requirements: rows.flatMap((row) => {
      const frozen = revisions.get(row.id);
      if (!frozen || frozen.dropped) return [];
      return [
        {
          requirementId: row.id,
          revision: frozen.revision,
          content: frozen.content,
          clauseKey: row.clauseKey,
          clausePath: clausePath(clauses, row.clauseKey),
          start: row.start,
          end: row.end,
          quote: text.slice(row.start, row.end),
        },
      ];
    }),
  };
}

/** The clauses from the outermost to the one with the key; empty where there is none. */
function clausePath(clauses: readonly Pick<Clause, 'key' | 'parentKey' | 'number' | 'title'>[], key: string | null) {
  const byKey = new Map(clauses.map((clause) => [clause.key, clause]));
  const path: Pick<Clause, 'key' | 'number' | 'title'>[] = [];
  for (let clause = key === null ? undefined : byKey.get(key); clause; ) {
    path.unshift({ key: clause.key, number: clause.number, title: clause.title });
    clause = clause.parentKey === null ? undefined : byKey.get(clause.parentKey);
  }
  return path;
}

/** What a version decided about each requirement, in its order and with its places; a later version changes nothing of it. */
export function requirementsOfVersion(context: Pick<ReadContext, 'db'>, directiveId: string, versionId: string) {
  return heldRequirements(context.db, directiveId, versionId);
}

/** The newest frozen revision of each requirement that has one: what “to re-check” is compared with. */
export async function latestRevisions(
  context: Pick<ReadContext, 'db'>,
  requirementIds: readonly string[],
): Promise<Map<string, { revision: number; dropped: boolean; content: RequirementContent }>> {
  return newestRevisions(context.db, requirementIds);
}

/** Titles and dates of documents by id. */
export async function directiveHeads(context: Pick<ReadContext, 'db'>, ids: readonly string[]) {
  const rows = await context.db
    .selectFrom('directives')
    .select(['id', 'kind', 'title', 'issuer_name', 'document_number', 'issued_on', 'horizon', 'owner_body_id'])
    .where('id', '=', anyOf(ids))
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...{ id: row.id, kind: row.kind as DirectiveKind, title: row.title, issuerName: row.issuer_name },
        ...{
          documentNumber: row.document_number,
          issuedOn: row.issued_on,
          horizon: row.horizon,
          ownerBodyId: row.owner_body_id,
        },
      },
    ]),
  );
}
