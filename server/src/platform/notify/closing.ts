import type { ActContext } from '../context.ts';
import type { FailureKind } from './failure.ts';
import { type StoredChannel, sealSecret } from './store.ts';

/**
 * Removes a channel for good: nothing goes over it any more, what opens it is forgotten and its name is free. Its row stays, because
 * what was sent over it stays; what was still on its way has failed.
 * @returns false when somebody else has changed it meanwhile
 */
export async function closeChannel(context: ActContext, channel: StoredChannel, seenVersion: number): Promise<boolean> {
  const { id, name, settings } = channel;
  const [row] = await context.db
    .updateTable('channels')
    .set({
      enabled: false,
      name: `${[...name].slice(0, 20).join('')} ${id}`,
      settings: JSON.stringify({ ...(settings as object), closed: { at: context.now, name } }),
      secret: sealSecret(context.app, {}),
      version: seenVersion + 1,
    })
    .where('id', '=', id)
    .where('version', '=', seenVersion)
    .returning('id')
    .execute();
  if (!row) return false;
  const failure: FailureKind = 'channelRemoved';
  await context.db
    .updateTable('deliveries')
    .set({ state: 'failed', failure, failure_detail: '' })
    .where('channel_id', '=', id)
    .where('state', '=', 'pending')
    .execute();
  return true;
}
