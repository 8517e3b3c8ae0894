import { sql } from 'kysely';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import type { PaperKind } from './contract.ts';

function selectTemplates(context: ReadContext) {
  return context.db
    .selectFrom('paper_templates as t')
    .innerJoin('paper_template_versions as v', (join) =>
      join.onRef('v.template_id', '=', 't.id').onRef('v.number', '=', 't.number'),
    )
    .leftJoin('accounts as a', 'a.id', 'v.recorded_by')
    .select(['t.id', 't.organisation_id', 't.name', 't.number', 't.version', 't.ended_at'])
    .select(sql<PaperKind[]>`t.kinds`.as('kinds'))
    .select(['v.id as version_id', 'v.file_sha256', 'v.file_name', 'v.fields', 'v.recorded_at', 'a.display_name']);
}

export type TemplateRow = Awaited<ReturnType<ReturnType<typeof selectTemplates>['executeTakeFirstOrThrow']>>;

/** A template with its newest version, ended or not. */
export function findTemplate(context: ReadContext, templateId: string): Promise<TemplateRow | undefined> {
  return selectTemplates(context).where('t.id', '=', templateId).executeTakeFirst();
}

/** The templates of these organisations, all of them where none are named; those in use first, then by name. */
export function listTemplates(context: ReadContext, organisationIds: readonly string[] | null): Promise<TemplateRow[]> {
  const all = selectTemplates(context)
    .orderBy('t.ended_at', (by) => by.desc().nullsFirst())
    .orderBy('t.name')
    .orderBy('t.id');
  if (organisationIds === null) return all.execute();
  return all.where('t.organisation_id', '=', sql<string>`any(${[...organisationIds]}::uuid[])`).execute();
}

/** The templates in use that a body's papers of a kind can be set in: its own and those of the organisations that are part of it. */
export function templatesInUse(context: ReadContext, bodyId: string, kind: PaperKind): Promise<TemplateRow[]> {
  return selectTemplates(context)
    .innerJoin('organisations as o', 'o.id', 't.organisation_id')
    .where('o.body_id', '=', bodyId)
    .where('t.ended_at', 'is', null)
    .where(sql<boolean>`t.kinds @> array[${kind}]::text[]`)
    .orderBy('t.name')
    .orderBy('t.id')
    .execute();
}

/** One version with the name of its template, as an issued paper names it. */
export function findVersion(context: ReadContext, versionId: string) {
  return context.db
    .selectFrom('paper_template_versions as v')
    .innerJoin('paper_templates as t', 't.id', 'v.template_id')
    .select(['v.id', 'v.number', 'v.file_sha256', 'v.fields', 't.name', 't.id as template_id'])
    .where('v.id', '=', versionId)
    .executeTakeFirst();
}

export interface NewVersion {
  templateId: string;
  number: number;
  sha256: string;
  fileName: string;
  fields: readonly string[];
}

export async function insertVersion(context: ActContext, version: NewVersion): Promise<void> {
  await context.db
    .insertInto('paper_template_versions')
    .values({
      ...{ id: context.newId(), template_id: version.templateId, number: version.number },
      ...{ file_sha256: version.sha256, file_name: version.fileName, fields: [...version.fields] },
      ...{ recorded_at: context.now, recorded_by: context.actor.accountId },
    })
    .execute();
}
