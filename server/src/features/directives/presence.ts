import { machineInstant } from '../../platform/clock/clock.ts';
import type { ReadContext } from '../../platform/context.ts';
import { notFound } from '../../platform/http/problems.ts';
import { say } from './messages.ts';

/** Who was last seen longer ago than this has left; an open page says every 20 seconds that it is there. */
const goneAfterMs = 60_000;

/**
 * Notes that the caller has the document open for review, or has left it, and tells who else has. The pages of the others hear
 * of who comes and goes.
 * @throws Problem notFound
 */
export async function beHere(
  context: ReadContext,
  directiveId: string,
  leaving: boolean,
): Promise<{ names: string[] }> {
  const { accountId } = context.actor;
  const directive = await context.db
    .selectFrom('directives')
    .select('id')
    .where('id', '=', directiveId)
    .executeTakeFirst();
  if (!directive) throw notFound(say.notFound());
  const now = machineInstant();
  const since = new Date(Date.parse(now) - goneAfterMs).toISOString();
  const seen = await context.db
    .selectFrom('review_presences')
    .innerJoin('accounts', 'accounts.id', 'review_presences.account_id')
    .select(['account_id', 'display_name'])
    .where('directive_id', '=', directiveId)
    .where('seen_at', '>', since)
    .orderBy('display_name')
    .execute();
  const known = seen.some((one) => one.account_id === accountId);
  if (leaving)
    await context.db
      .deleteFrom('review_presences')
      .where('directive_id', '=', directiveId)
      .where('account_id', '=', accountId)
      .execute();
  else
    await context.db
      .insertInto('review_presences')
      .values({ directive_id: directiveId, account_id: accountId, seen_at: now })
      .onConflict((again) => again.columns(['tenant_id', 'directive_id', 'account_id']).doUpdateSet({ seen_at: now }))
      .execute();
  if (known === leaving) context.app.announce(context.tenantId, ['review_presences']);
  return { names: seen.filter((one) => one.account_id !== accountId).map((one) => one.display_name) };
}
