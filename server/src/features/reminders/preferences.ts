import type { ActContext, ReadContext } from '../../platform/context.ts';
import { conflict, invalid } from '../../platform/http/problems.ts';
import type { Language } from '../../platform/locale/messages.ts';
import { allChannels } from '../../platform/notify/index.ts';
import { openOrNull } from '../../platform/secrets/cipher.ts';
import { maskedPhone, phonesOf } from '../people/index.ts';
import { say } from './messages.ts';

const addressPlace = 'notice_preferences.mail_address';

/** How the reader is told besides in the product, and what he could choose. */
export async function ownPreferences(context: ReadContext) {
  const row = await context.db
    .selectFrom('notice_preferences')
    .selectAll()
    .where('account_id', '=', context.actor.accountId)
    .executeTakeFirst();
  const channels = await allChannels(context.app, context.db);
  const offered = (['mail', 'sms'] as const).filter((kind) =>
    channels.some((channel) => channel.enabled && channel.kind === kind),
  );
  return {
    mailAddress: row?.mail_address ? openOrNull(context.app.cipher, row.mail_address, addressPlace) : null,
    bySms: row?.by_sms ?? false,
    phone: maskedPhone(await ownPhone(context)),
    offered: [...offered],
    version: row?.version ?? 0,
  };
}

async function ownPhone(context: ReadContext): Promise<string | null> {
  const { personId } = context.actor;
  return personId === null ? null : ((await phonesOf(context, [personId])).get(personId) ?? null);
}

/** @throws Problem invalid where SMS are wanted and no number is on file, conflict where somebody was faster */
export async function changePreferences(
  context: ActContext,
  wanted: { seenVersion: number; mailAddress: string | null; bySms: boolean; language: Language },
): Promise<{ version: number }> {
  if (wanted.bySms && (await ownPhone(context)) === null) throw invalid(say.noPhone(), { field: 'bySms' });
  const { mailAddress, bySms, language, seenVersion } = wanted;
  const values = {
    mail_address: mailAddress === null ? null : context.app.cipher.seal(mailAddress, addressPlace),
    ...{ by_sms: bySms, language, version: seenVersion + 1, recorded_at: context.now },
  };
  const { accountId } = context.actor;
  const [row] =
    seenVersion === 0
      ? await context.db
          .insertInto('notice_preferences')
          .values({ ...values, account_id: accountId })
          .onConflict((known) => known.doNothing())
          .returning('version')
          .execute()
      : await context.db
          .updateTable('notice_preferences')
          .set(values)
          .where('account_id', '=', accountId)
          .where('version', '=', seenVersion)
          .returning('version')
          .execute();
  if (!row) throw conflict(say.changedMeanwhile());
  return { version: row.version };
}

/** Somebody who asked to be told outside the product. */
export interface Listener {
  accountId: string;
  name: string;
  mailAddress: string | null;
  phone: string | null;
  language: Language;
}

/** Holders of open accounts who asked for it, with where they are reached. */
export async function listeners(context: Pick<ReadContext, 'db' | 'app'>): Promise<Listener[]> {
  const rows = await context.db
    .selectFrom('notice_preferences as p')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .select(['a.id', 'a.display_name', 'a.person_id', 'p.mail_address', 'p.by_sms', 'p.language'])
    .where('a.closed_at', 'is', null)
    .orderBy('a.id')
    .execute();
  const phones = await phonesOf(
    context,
    rows.flatMap((row) => (row.by_sms && row.person_id !== null ? [row.person_id] : [])),
  );
  return rows.map((row) => ({
    accountId: row.id,
    name: row.display_name,
    mailAddress: row.mail_address ? openOrNull(context.app.cipher, row.mail_address, addressPlace) : null,
    phone: row.by_sms ? (phones.get(row.person_id ?? '') ?? null) : null,
    language: row.language as Language,
  }));
}
