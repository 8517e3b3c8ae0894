import { reaches } from '../../platform/access/actor.ts';
import { permissions } from '../../platform/access/permissions.ts';
import type { ReadContext } from '../../platform/context.ts';
import { type Language, speak } from '../../platform/locale/messages.ts';
import { say } from './messages.ts';
import type { EvidenceRow } from './store.ts';

const actions = [
  { action: 'revise', permission: 'evidence.add' },
  { action: 'withdraw', permission: 'evidence.withdraw' },
] as const;

/** What the viewer may do with a record, by the rules of its routes: only the owner changes it, and while it stands. */
export async function canOf(
  context: ReadContext,
  row: Pick<EvidenceRow, 'ownerOrganisationId' | 'withdrawnAt'>,
  language: Language,
) {
  return Promise.all(
    actions.map(async ({ action, permission }) => {
      const right = permissions[permission];
      const held = reaches(await context.reach(permission), [row.ownerOrganisationId]);
      const missing = say.noRight({ permission: right.zh, permissionEn: right.en });
      const refusal = !held ? missing : row.withdrawnAt === null ? null : say.withdrawn();
      return { action, allowed: refusal === null, reason: refusal && speak(refusal, language) };
    }),
  );
}
