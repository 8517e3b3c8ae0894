import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { v7 } from 'uuid';
import { z } from 'zod';
import { openApp } from './boot.ts';
import { UsageError } from './commands/usage.ts';
import type { Config } from './config.ts';
import { recordOrganisations, tenantBody } from './features/organisations/index.ts';
import { foundCity, type Ground, openGround } from './ground.ts';
import type { Role } from './platform/access/permissions.ts';
import { programActor, runAct } from './platform/acts.ts';
import { dayOf, dayRange } from './platform/clock/days.ts';
import type { ActContext } from './platform/context.ts';
import { hashPassword, newFirstPassword, normalUsername } from './platform/identity/index.ts';
import { openLog } from './platform/log.ts';

const administrator = z.object({
  username: z.string().trim().min(2).max(60),
  displayName: z.string().trim().min(1).max(60),
});

/** What a first run needs to know; also the form of the file of `--first-run`. */
const FirstRun = z.object({
  city: z.string().trim().min(1).max(60),
  body: z.string().trim().min(2).max(100),
  host: z.string().trim().min(1).max(200).nullable().default(null),
  systemAdministrator: administrator,
  securityAdministrator: administrator,
  auditAdministrator: administrator,
});
type FirstRun = z.output<typeof FirstRun>;

const offices = [
  'systemAdministrator',
  'securityAdministrator',
  'auditAdministrator',
] as const satisfies readonly Role[];

type Say = (zh: string, en: string) => void;

/**
 * Makes the city and its three administrators in an installation that has none yet; does nothing in another. Each gets a first
 * password that is shown once and has to be changed at the first sign-in.
 * @throws UsageError when there is neither a file nor a person to ask, or the answers cannot be used
 */
export async function ensureFirstRun(config: Config, file: string | undefined, say: Say): Promise<void> {
  const ground = await openGround(config, { command: 'serve', mode: 'production' });
  try {
    const cities = await ground.connections.shared.selectFrom('tenants').select('tenant_id').execute();
    for (const { tenant_id } of cities) if (await isFounded(ground, tenant_id)) return;
    // A city without anybody is one whose first run ended between its row and its administrators.
    await found(config, ground, { answer: await answers(file), begun: cities[0]?.tenant_id ?? null, say });
  } finally {
    await ground.close();
  }
}

async function isFounded({ connections }: Ground, tenantId: string): Promise<boolean> {
  const held = await connections
    .tenant(tenantId)
    .selectFrom('grants')
    .select('id')
    .where('role', 'in', offices)
    .limit(1)
    .execute();
  return held.length > 0;
}

async function answers(file: string | undefined): Promise<FirstRun> {
  const given = file === undefined ? await ask() : parseJson(await readFile(file, 'utf8'));
  const checked = FirstRun.safeParse(given);
  if (!checked.success) {
    const first = checked.error.issues[0];
    throw new UsageError(
      `首次运行资料有误 / the first-run answers cannot be used: ${first?.path.join('.')}: ${first?.message}`,
    );
  }
  const names = new Set(offices.map((office) => normalUsername(checked.data[office].username)));
  if (names.size < offices.length)
    throw new UsageError('三名管理员的用户名不能相同 / the three administrators need three user names');
  return checked.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--first-run: ${(error as Error).message}`);
  }
}

async function ask(): Promise<unknown> {
  if (!process.stdin.isTTY) {
    throw new UsageError(
      '首次运行需要城市和三名管理员的资料，请用 --first-run FILE / the first run needs the city and three administrators: use --first-run FILE',
    );
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const city = await lines.question('城市名称 / name of the city: ');
    const body = await lines.question('市政协全称 / official name of the city body: ');
    const people: Record<string, unknown> = {};
    for (const [office, word] of [
      ['systemAdministrator', '系统管理员'],
      ['securityAdministrator', '安全管理员'],
      ['auditAdministrator', '审计管理员'],
    ] as const) {
      people[office] = {
        username: await lines.question(`${word} 用户名 / user name: `),
        displayName: await lines.question(`${word} 姓名 / name: `),
      };
    }
    return { city, body, ...people };
  } finally {
    lines.close();
  }
}

async function found(
  config: Config,
  ground: Ground,
  { answer, begun, say }: { answer: FirstRun; begun: string | null; say: Say },
): Promise<void> {
  const tenantId = begun ?? v7();
  await foundCity(ground.ownerUrl, { tenantId, name: answer.city, host: answer.host });
  await ground.clock.reload();
  const app = openApp(config, ground, openLog(), () => undefined);
  const passwords = new Map(offices.map((office) => [office, newFirstPassword()]));
  const request = {
    tenantId,
    actor: programActor('operator'),
    actionId: v7(),
    action: 'installation.firstRun',
    input: {},
    requestId: 'first-run',
  };
  await runAct(app, request, async (context) => {
    const today = dayOf(context.now);
    // Rosters may have been imported before anybody could sign in.
    const bodyId = (await tenantBody(context)) ?? (await recordBody(context, answer.body, today));
    for (const office of offices) {
      const accountId = context.newId();
      await context.db
        .insertInto('accounts')
        .values({
          id: accountId,
          username: normalUsername(answer[office].username),
          display_name: answer[office].displayName,
          password_hash: await hashPassword(passwords.get(office) ?? ''),
          must_change_password: true,
          recorded_at: context.now,
        })
        .execute();
      await context.db
        .insertInto('grants')
        .values({
          id: context.newId(),
          account_id: accountId,
          role: office,
          organisation_id: bodyId,
          valid: dayRange(today, null),
          recorded_at: context.now,
        })
        .execute();
    }
    // A new installation begins safe; the security administrator may say otherwise later.
    await context.db
      .insertInto('second_factor_rules')
      .values(offices.map((role) => ({ role, required_at: context.now })))
      .execute();
    return null;
  });
  say(
    '三名管理员的首次密码（只显示这一次，首次登录须修改）：',
    'First passwords of the three administrators (shown only now; to be changed at the first sign-in):',
  );
  for (const office of offices) process.stdout.write(`  ${answer[office].username}  ${passwords.get(office)}\n`);
}

async function recordBody(context: ActContext, name: string, today: string): Promise<string> {
  const bodyId = context.newId();
  const always = { validFrom: today, validTo: null };
  await recordOrganisations(context, {
    organisations: [{ id: bodyId, bodyId, kind: 'cppccBody', approvalDocument: null, ...always }],
    names: [{ id: context.newId(), organisationId: bodyId, kind: 'official', name, ...always }],
    relations: [],
  });
  return bodyId;
}
