import type { ActContext } from '../../platform/context.ts';
import { chunksOf } from '../../platform/database/chunks.ts';
import { anyOf } from '../organisations/index.ts';

type FactTable =
  | 'activity_records'
  | 'attendances'
  | 'body_memberships'
  | 'contact_entries'
  | 'contact_links'
  | 'posts';

/** Facts that a correction says otherwise: they are kept as what was known until now (spine.md 2.2). */
export async function supersede(context: ActContext, table: FactTable, ids: readonly string[]): Promise<void> {
  for (const part of chunksOf(ids, 5000))
    await context.db
      .updateTable(table)
      .set({ superseded_at: context.now })
      .where('id', '=', anyOf(part))
      .where('superseded_at', 'is', null)
      .execute();
}
