import { createHash, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { toString as drawQr } from 'qrcode';
import type { Role } from '../access/permissions.ts';
import type { ActContext, App, ReadContext } from '../context.ts';
import type { TenantDb } from '../database/connections.ts';
import { conflict, invalid, notFound } from '../http/problems.ts';
import { messages } from '../locale/messages.ts';
import { openOrNull } from '../secrets/cipher.ts';

/*
 * Codes of a device by RFC 6238: six digits, thirty seconds, SHA-1, which is what every code app reads off the picture. The
 * secret is 160 bits, sealed at rest; recovery codes are kept as hashes. All times are machine time.
 */
const say = messages('secondFactor', {
  noAccount: { zh: '没有这个账号，或账号已停用', en: 'There is no such account, or it was closed' },
  enrolledAlready: {
    zh: '动态验证码已经启用，更换设备请先停用',
    en: 'Codes are in use already; to change the device stop them first',
  },
  notBegun: { zh: '请先扫码添加，再输入验证码', en: 'Scan the picture first, then type the code' },
  wrongCode: {
    zh: '验证码不正确。请输入验证器当前显示的 6 位数字，并确认手机时间准确',
    en: 'The code is not right. Type the six digits that the app shows now, and check the clock of the phone',
  },
  notEnrolled: { zh: '此账号没有启用动态验证码', en: 'This account uses no codes' },
});

const place = 'second_factors.secret';
const stepMs = 30_000;
/** A clock may be off by one step either way. */
const window = 1;
const recoveryCount = 10;
/** Read aloud or copied from paper: no letter or digit that looks like another. */
const clearSigns = 'abcdefghjkmnpqrstuvwxyz23456789';

function totpOf(secret: Secret, username = '') {
  return new TOTP({ issuer: '协力', label: username, secret, algorithm: 'SHA1', digits: 6, period: stepMs / 1000 });
}

/**
 * The time step that a code belongs to, or null when it belongs to none near the moment.
 * @param base32 the secret as a person would type it
 * @param now milliseconds of machine time
 */
export function stepOfCode(base32: string, code: string, now: number): number | null {
  const token = code.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(Secret.fromBase32(base32)).validate({ token, timestamp: now, window });
  return delta === null ? null : Math.floor(now / stepMs) + delta;
}

/** Twenty signs (99 bits) are not to be guessed, so a fast hash serves. */
function hashRecoveryCode(code: string): string {
  const plain = code
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return createHash('sha256').update(plain).digest('hex');
}

function newRecoveryCode(): string {
  const group = () => Array.from({ length: 5 }, () => clearSigns[randomInt(clearSigns.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** True when the account's sign-in asks for a code. */
export async function hasSecondFactor(db: TenantDb, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('second_factors')
    .select('account_id')
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** True when one of the roles demands a second factor that the account does not have yet. */
export async function mustEnrol(db: TenantDb, accountId: string, roles: readonly Role[]): Promise<boolean> {
  if (roles.length === 0) return false;
  const required = await requiredRoles(db);
  return roles.some((role) => required.has(role)) && !(await hasSecondFactor(db, accountId));
}

/** The roles whose holders have to have a second factor. */
export async function requiredRoles(db: TenantDb): Promise<Set<Role>> {
  const rows = await db.selectFrom('second_factor_rules').select('role').execute();
  return new Set(rows.map((row) => row.role as Role));
}

/**
 * Accepts a code of the device or, once, a recovery code. Runs in the transaction that holds the account's row, so that of two
 * requests with one code one passes.
 */
export async function acceptCode(app: App, transaction: TenantDb, accountId: string, code: string): Promise<boolean> {
  const factor = await transaction
    .selectFrom('second_factors')
    .select(['secret_encrypted', 'last_step'])
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  if (!factor) return false;
  const now = app.clock.machineNow();
  const secret = openOrNull(app.cipher, factor.secret_encrypted, place);
  const step = secret === null ? null : stepOfCode(secret, code, Date.parse(now));
  if (step !== null) {
    const taken = await transaction
      .updateTable('second_factors')
      .set({ last_step: String(step) })
      .where('account_id', '=', accountId)
      .where('last_step', '<', String(step))
      .returning('account_id')
      .execute();
    return taken.length > 0;
  }
  const used = await transaction
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hashRecoveryCode(code))
    .where('used_at', 'is', null)
    .returning('id')
    .execute();
  return used.length > 0;
}

/** True when the keys of this installation do not open the account's secret, so that no code of its device is ever right. */
export async function codesUnreadable(app: App, db: TenantDb, accountId: string): Promise<boolean> {
  const factor = await db
    .selectFrom('second_factors')
    .select('secret_encrypted')
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return factor !== undefined && openOrNull(app.cipher, factor.secret_encrypted, place) === null;
}

/** Whether the signed-in person has a second factor, must have one, and how many recovery codes are left. */
export async function describeSecondFactor(context: ReadContext) {
  const { accountId, roles } = context.actor;
  const [factor, left, required] = await Promise.all([
    context.db
      .selectFrom('second_factors')
      .select('confirmed_at')
      .where('account_id', '=', accountId)
      .executeTakeFirst(),
    context.db
      .selectFrom('recovery_codes')
      .select('id')
      .where('account_id', '=', accountId)
      .where('used_at', 'is', null)
      .execute(),
    requiredRoles(context.db),
  ]);
  return {
    enrolledAt: factor?.confirmed_at ?? null,
    recoveryCodesLeft: left.length,
    required: roles.some(({ role }) => required.has(role)),
  };
}

/**
 * Begins an enrolment: a new secret, shown once. Whatever was begun before and not confirmed is forgotten.
 * @throws Problem conflict when the account has a second factor
 */
export async function beginEnrolment(context: ActContext) {
  const { accountId } = context.actor;
  const account = await context.db
    .selectFrom('accounts')
    .select('username')
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!account) throw notFound(say.noAccount());
  const secret = new Secret({ size: 20 });
  const row = {
    secret_encrypted: context.app.cipher.seal(secret.base32, place),
    begun_at: context.app.clock.machineNow(),
    last_step: '0',
  };
  const begun = await context.db
    .insertInto('second_factors')
    .values({ account_id: accountId, ...row })
    .onConflict((taken) =>
      taken.columns(['tenant_id', 'account_id']).doUpdateSet(row).where('second_factors.confirmed_at', 'is', null),
    )
    .returning('account_id')
    .execute();
  if (begun.length === 0) throw conflict(say.enrolledAlready());
  const address = totpOf(secret, account.username).toString();
  return { secret: secret.base32, address, qrSvg: await drawQr(address, { type: 'svg', margin: 2 }) };
}

/**
 * Confirms an enrolment by a first code of the device.
 * @returns the recovery codes, shown once
 * @throws Problem when nothing was begun or the code is not right
 */
export async function confirmEnrolment(context: ActContext, code: string): Promise<{ recoveryCodes: string[] }> {
  const { accountId } = context.actor;
  const factor = await context.db
    .selectFrom('second_factors')
    .select(['secret_encrypted', 'confirmed_at'])
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  if (!factor) throw conflict(say.notBegun());
  if (factor.confirmed_at !== null) throw conflict(say.enrolledAlready());
  const now = context.app.clock.machineNow();
  const secret = openOrNull(context.app.cipher, factor.secret_encrypted, place);
  // Begun before a restore without the keys; to begin anew is all that helps.
  if (secret === null) throw conflict(say.notBegun());
  const step = stepOfCode(secret, code, Date.parse(now));
  if (step === null) throw invalid(say.wrongCode(), { field: 'code' });
  await context.db
    .updateTable('second_factors')
    .set({ confirmed_at: now, last_step: String(step) })
    .where('account_id', '=', accountId)
    .execute();
  return { recoveryCodes: await issueRecoveryCodes(context) };
}

/** New recovery codes in place of all earlier ones; they are shown once and kept as hashes. */
export async function issueRecoveryCodes(context: ActContext): Promise<string[]> {
  const { accountId } = context.actor;
  const codes = Array.from({ length: recoveryCount }, newRecoveryCode);
  await context.db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  await context.db
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ id: context.newId(), account_id: accountId, code_hash: hashRecoveryCode(code) })))
    .execute();
  return codes;
}

/** Takes the second factor of an account away. @throws Problem when it has none */
export async function removeSecondFactor(context: ActContext, accountId: string): Promise<void> {
  await context.db.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
  const removed = await context.db
    .deleteFrom('second_factors')
    .where('account_id', '=', accountId)
    .returning('confirmed_at')
    .execute();
  if (removed.every((row) => row.confirmed_at === null)) throw notFound(say.notEnrolled());
}
