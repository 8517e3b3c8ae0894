import type { ActContext, ReadContext } from '../../platform/context.ts';
import type { TenantDb } from '../../platform/database/connections.ts';
import { violatedConstraint } from '../../platform/database/errors.ts';
import { conflict, notFound } from '../../platform/http/problems.ts';
import { messages } from '../../platform/locale/messages.ts';
import { plainWords } from './owner-words.ts';

const say = messages('organisations.ownerAliases', {
  kept: {
    zh: '“{text}”已经记住过，如需改认别的单位，请先在“责任单位叫法”中停用',
    en: '“{text}” is kept already; end it before it is kept otherwise',
  },
  notFound: { zh: '没有找到这条叫法', en: 'There is no such wording' },
  ended: { zh: '这条叫法已经停用', en: 'This wording has ended already' },
});

/** What a person has explained of words: in documents of the body they mean these organisations. */
export interface OwnerAlias {
  bodyId: string;
  /** As written in the document. */
  text: string;
  organisationIds: readonly string[];
  /** The document in whose review it was explained. */
  directiveId: string;
}

/** What words mean in documents of the body, as its office keeps it today. */
export async function rememberedWords(db: TenantDb, bodyId: string): Promise<Map<string, readonly string[]>> {
  const rows = await db
    .selectFrom('owner_aliases')
    .select(['words', 'organisation_ids'])
    .where('body_id', '=', bodyId)
    .where('ended_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.words, row.organisation_ids]));
}

/** Keeps an explanation, after a person said so. @throws Problem conflict where the words are kept already */
export async function keepOwnerAlias(context: ActContext, alias: OwnerAlias): Promise<void> {
  const { bodyId, text, organisationIds, directiveId } = alias;
  try {
    await context.db
      .insertInto('owner_aliases')
      .values({
        ...{ id: context.actionId, body_id: bodyId, words: plainWords(text), text, directive_id: directiveId },
        ...{ organisation_ids: [...organisationIds], recorded_at: context.now, recorded_by: context.actor.accountId },
      })
      .execute();
  } catch (error) {
    // The same act sent twice at one moment meets its own id, and is answered as a repeat.
    if (violatedConstraint(error) !== 'owner_aliases_words_idx') throw error;
    throw conflict(say.kept({ text }), { field: 'text' });
  }
}

/** Stops taking words for what was explained; documents that were read by it stay as they are. @throws Problem notFound; conflict */
export async function endOwnerAlias(context: ActContext, aliasId: string): Promise<void> {
  const row = await context.db
    .selectFrom('owner_aliases')
    .select('ended_at')
    .where('id', '=', aliasId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound(say.notFound());
  if (row.ended_at !== null) throw conflict(say.ended());
  await context.db
    .updateTable('owner_aliases')
    .set({ ended_at: context.now, ended_by: context.actor.accountId })
    .where('id', '=', aliasId)
    .execute();
}

/** The body whose explanation it is; none where there is no such one. */
export async function bodyOfAlias(context: Pick<ReadContext, 'db'>, aliasId: string): Promise<string[]> {
  const rows = await context.db.selectFrom('owner_aliases').select('body_id').where('id', '=', aliasId).execute();
  return rows.map((row) => row.body_id);
}

/** What is kept today, by body and words, with who kept it from which document. */
export function keptAliases(context: Pick<ReadContext, 'db'>) {
  return context.db
    .selectFrom('owner_aliases as alias')
    .innerJoin('directives as directive', 'directive.id', 'alias.directive_id')
    .leftJoin('accounts as account', 'account.id', 'alias.recorded_by')
    .select(['alias.id', 'alias.body_id', 'alias.text', 'alias.organisation_ids', 'alias.recorded_at'])
    .select(['alias.directive_id', 'directive.title', 'account.display_name'])
    .where('alias.ended_at', 'is', null)
    .orderBy('alias.body_id')
    .orderBy('alias.words')
    .execute();
}
