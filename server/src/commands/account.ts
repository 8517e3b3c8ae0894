import { tenantBody } from '../features/organisations/index.ts';
import type { Actor } from '../platform/access/actor.ts';
import { programActor, readContext } from '../platform/acts.ts';
import { accountActor, normalUsername } from '../platform/identity/index.ts';
import type { OpenedData } from './data.ts';
import { UsageError } from './usage.ts';

/** The account in whose name a command writes, with the rights it has today. @throws UsageError when there is none */
export async function accountNamed({ app, tenantId }: OpenedData, username: string): Promise<Actor> {
  const db = app.connections.tenant(tenantId);
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where('username', '=', normalUsername(username))
    .executeTakeFirst();
  const account = row && (await accountActor(db, row.id, app.clock.today(tenantId), null));
  if (!account) throw new UsageError(`没有账号 ${username} / there is no account ${username}`);
  return account.actor;
}

/** Whoever may run commands owns the data; as `operator` they read the whole city. */
export async function operatorOf({ app, tenantId }: OpenedData): Promise<Actor> {
  const operator = programActor('operator');
  const context = readContext(
    app,
    { tenantId, actor: operator, requestId: 'command' },
    app.connections.tenant(tenantId),
  );
  const body = await tenantBody(context);
  return body ? { ...operator, roles: [{ role: 'officeClerk', organisationId: body }] } : operator;
}
