import { v7 } from 'uuid';
import { openApp } from '../boot.ts';
import type { Config } from '../config.ts';
import { type Ground, layGround } from '../ground.ts';
import { programActor, runAct } from '../platform/acts.ts';
import { revokeAllInvitations, revokeAllSessions } from '../platform/identity/index.ts';
import { openLog } from '../platform/log.ts';
import type { Secrets } from '../secrets.ts';

/** What was open when the backup was made, and is not any more. */
export interface Left {
  sessions: number;
  invitations: number;
}

/**
 * Ends every session, bound phone and invitation that a backup brought along, one act in each city: what was revoked since
 * the backup was made would be open again, and nobody knows any more what that was.
 */
export async function leaveAllCities(
  config: Config,
  on: { ownerUrl: string; appUrl: string; secrets: Secrets },
): Promise<Left> {
  // Whoever restores opened the database, and closes it.
  const database = { ownerUrl: on.ownerUrl, announce: () => undefined, stop: async () => undefined };
  const ground = await layGround(config, { database, appUrl: on.appUrl, secrets: on.secrets });
  try {
    const cities = await ground.connections.shared.selectFrom('tenants').select('tenant_id').execute();
    const left: Left = { sessions: 0, invitations: 0 };
    for (const { tenant_id } of cities) {
      const { sessions, invitations } = await leaveCity(config, ground, tenant_id);
      left.sessions += sessions;
      left.invitations += invitations;
    }
    return left;
  } finally {
    await ground.close();
  }
}

async function leaveCity(config: Config, ground: Ground, tenantId: string): Promise<Left> {
  const app = openApp(config, ground, openLog(), () => undefined);
  const request = {
    tenantId,
    actor: programActor('operator'),
    actionId: v7(),
    action: 'command.restore',
    input: {},
    requestId: 'command',
  };
  const { answer } = await runAct(app, request, async (context) => {
    const left = { sessions: await revokeAllSessions(context), invitations: await revokeAllInvitations(context) };
    context.note({ ...left });
    return left;
  });
  return answer;
}
