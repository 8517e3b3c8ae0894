import type { Role } from '../../platform/access/permissions.ts';
import { addDays, dayRange } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import { notFound } from '../../platform/http/problems.ts';
import { normalUsername } from '../../platform/identity/index.ts';
import { findAccountNamed, holdPerson, issuePassword, noteReopening } from '../accounts/index.ts';
import { endFact, tenantBody } from '../organisations/index.ts';
import { refuse, standing } from './requests.ts';
import { findingOnGrant, say } from './rules.ts';

interface GivenBack {
  role: Role;
  username: string;
  reason: string;
}

/**
 * Gives an administrator's role to an account, from today without an end, and a first password: the way back where nobody is
 * left who could ask for the role or approve it. A closed account is open again.
 * @returns the password, which is shown once
 * @throws Problem when there is no such account, or its holder has a role that must not be one person's with this one
 */
export async function giveAdministrator(
  context: ActContext,
  { role, username, reason }: GivenBack,
): Promise<{ password: string }> {
  const account = await findAccountNamed(context, normalUsername(username));
  if (!account) throw notFound(say.accountNotFound());
  const organisationId = await tenantBody(context);
  if (organisationId === null) throw notFound(say.noOrganisation());
  if (account.person_id !== null) await holdPerson(context, account.person_id);
  const { today } = context;
  const held = await standing(context, account);
  const isSame = (one: (typeof held)[number]) => one.otherAccount === undefined && one.role === role;
  const lasts = held.some((one) => isSame(one) && (one.from ?? today) <= today && one.until === null);
  if (!lasts) {
    const asked = { role, organisationId, from: today, until: null };
    refuse(
      findingOnGrant(
        asked,
        held.filter((one) => !isSame(one)),
        today,
      ),
    );
    for (const one of held)
      if (isSame(one) && (one.until ?? today) >= today) await endFact(context, 'grants', one.id, addDays(today, -1));
    await context.db
      .insertInto('grants')
      .values({
        id: context.newId(),
        account_id: account.id,
        role,
        organisation_id: organisationId,
        valid: dayRange(today, null),
        recorded_at: context.now,
      })
      .execute();
  }
  if (account.closed_at !== null) await noteReopening(context, account.id);
  const { password } = await issuePassword(context, account, account.version, { closed_at: null });
  context.note({ role, reason });
  return { password };
}
