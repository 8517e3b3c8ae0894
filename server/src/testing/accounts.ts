import type { Role } from '../platform/access/permissions.ts';
import type { Answer, World } from './world.ts';

export interface Failure {
  title: string;
  field?: string;
}
export type Changed = { id: string; version: number } & Failure;

/** What is asked for an account; what is not said is a clerk of the city body from today on. */
export interface AskedRole {
  role?: Role | string;
  organisationId?: string;
  from?: string;
  until?: string | null;
}

/** Opens an account by the system administrator. */
export async function openAccount(world: World, username: string): Promise<{ id: string; version: number }> {
  const { status, body } = await world.as('sysadmin').call<{ id: string; version: number }>('POST /api/accounts', {
    body: { username, displayName: `账号 ${username}`, personId: null },
  });
  if (status !== 200) throw new Error(`${username} was not opened: ${status}`);
  return body;
}

/** Issues a first password. */
export async function issuePassword(world: World, account: { id: string; version: number }) {
  const { body } = await world
    .as('sysadmin')
    .call<{ password: string; version: number }>('POST /api/accounts/:accountId/password', {
      params: { accountId: account.id },
      body: { version: account.version },
    });
  return body;
}

/** Asks for a role by the system administrator. */
export function askRole(world: World, accountId: string, asked: AskedRole = {}, as = 'sysadmin') {
  const today = world.app.clock.today(world.tenantId);
  const body = { role: 'unitClerk', organisationId: world.city.tenant.bodyId, from: today, until: null, ...asked };
  return world.as(as).call<{ id: string } & Failure>('POST /api/accounts/:accountId/grant-requests', {
    params: { accountId },
    body: { reason: '承担报送工作', ...body },
  });
}

export function approveRole(world: World, requestId: string, as = 'secadmin') {
  return world.as(as).call<{ id: string; from: string } & Failure>('POST /api/grant-requests/:requestId/approve', {
    params: { requestId },
  });
}

/**
 * Gives a role the way the product does: one asks, another approves. Answers the approval with the version that the account
 * then has, or the refusal of whoever refused.
 */
export async function giveRole(
  world: World,
  account: { id: string; version: number },
  asked: AskedRole = {},
): Promise<Answer<Changed>> {
  const request = await askRole(world, account.id, asked);
  if (request.status !== 200) return request as unknown as Answer<Changed>;
  const approved = await approveRole(world, request.body.id);
  return { ...approved, body: { ...approved.body, version: account.version + 1 } };
}
