import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { makeBackup } from '../backup/make.ts';
import { demoSeed, generateCity } from '../demo/city.ts';
import type { City } from '../demo/model.ts';
import { boardFigures } from '../features/board/index.ts';
import { remindersRoutes, remindJob } from '../features/reminders/index.ts';
import { templatesRoutes } from '../features/templates/index.ts';
import { sealOnce } from '../platform/audit/index.ts';
import type { ReadContext } from '../platform/context.ts';
import { computeFigure, type Figure, type FigureDefinition } from '../platform/figures/figure.ts';
import type { RouteKey } from '../platform/http/contract.ts';
import { secondFactorRoutes } from '../platform/identity/index.ts';
import { notifyRoutes } from '../platform/notify/index.ts';
import { codeAt } from './codes.ts';
import { ask, closing, dispatched, done, dueOn, sentenceEvidence } from './tasks.ts';
import { paras, wordFile } from './word-files.ts';
import { type World, worldKeys } from './world.ts';

/** Where a small city is kept as each schema stored it (docs/database.md, "Migrations"). */
export const fixturesFolder = fileURLToPath(new URL('../../fixtures/upgrades', import.meta.url));

/** What is written down beside a fixture and has to be found again in it after every upgrade. */
export interface Recorded {
  tenantId: string;
  auditEntries: number;
  figures: RecordedFigure[];
  /** To be read with the keys that the fixture brings. */
  phone: { personId: string; mobile: string };
  file: { sha256: string; content: string };
}

interface RecordedFigure {
  id: string;
  args: { directiveId: string };
  numerator: number;
  denominator: number | null;
}

/** Every column that is sealed, with the place its values are bound to. */
export const sealedColumns = [
  { table: 'people', column: 'phone_encrypted', place: 'people.phone' },
  { table: 'channels', column: 'secret', place: 'channels.secret' },
  { table: 'deliveries', column: 'address', place: 'deliveries.address' },
  { table: 'notice_preferences', column: 'mail_address', place: 'notice_preferences.mail_address' },
  { table: 'second_factors', column: 'secret_encrypted', place: 'second_factors.secret' },
];

/** What the acts of `liveThrough` go through, beside tasks. */
export const livedRoutes = [notifyRoutes([]), remindersRoutes, secondFactorRoutes, templatesRoutes];

/** The names of the kept fixtures: the last migration that each of them has seen. */
export const keptFixtures = (): string[] =>
  readdirSync(fixturesFolder)
    .filter((file) => file.endsWith('.tar.zst'))
    .map((file) => path.basename(file, '.tar.zst'))
    .sort();

/** The demo's city with one county and its office alone, small enough to be kept once for each migration. */
export function smallCity(day: string): City {
  const city = generateCity({ seed: demoSeed, anchor: day });
  const county = city.names.find(({ name }) => name === '政协枫屿县委员会')?.organisationId;
  const organisations = city.organisations.filter(({ bodyId }) => bodyId === city.tenant.bodyId || bodyId === county);
  const kept = new Set(organisations.map(({ id }) => id));
  const accounts = city.accounts.filter(({ organisationId }) => kept.has(organisationId));
  const posts = city.posts.filter(({ organisationId }) => kept.has(organisationId));
  const persons = new Set([...accounts, ...posts].map(({ personId }) => personId));
  return {
    ...city,
    organisations,
    names: city.names.filter(({ organisationId }) => kept.has(organisationId)),
    relations: city.relations.filter(({ fromId, toId }) => kept.has(fromId) && kept.has(toId)),
    people: city.people.filter(({ id }) => persons.has(id)),
    memberships: city.memberships.filter(({ personId, bodyId }) => persons.has(personId) && kept.has(bodyId)),
    branchMemberships: city.branchMemberships.filter(
      ({ personId, organisationId }) => persons.has(personId) && kept.has(organisationId),
    ),
    posts,
    accounts,
  };
}

/**
 * Lives through one act of each kind that leaves something behind; whoever adds a table adds an act here.
 * @returns the document it was about
 */
export async function liveThrough(world: World): Promise<string> {
  const county = world.organisation('政协枫屿县委员会');
  const asks = [ask([county], { deadline: dueOn('2026-07-31') }), ask([county], { action: '报送建账情况' })];
  const { directiveId, taskIds } = await dispatched(world, asks);
  const [first = '', second = ''] = taskIds;
  await sealSecrets(world);
  await world.moveTo('2026-07-01');
  await remindJob.run(world.app, world.tenantId);
  const said = { text: '已建成', evidence: [sentenceEvidence('台账已启用')] };
  await keepTemplate(world);
  const { version } = await done(world, 'fengyu', first, 'submit', said);
  await done(world, 'verifier', first, 'close', closing(version));
  await done(world, 'fengyu', second, 'progress', { text: '已开始建账', evidence: [sentenceEvidence('样表')] });
  return directiveId;
}

/** A template of the office's own. */
async function keepTemplate(world: World): Promise<void> {
  const upload = { bytes: wordFile(paras('{{标题}}', '{{正文}}')), fileName: '通报.docx' };
  const { body: checked } = await world
    .as('clerk')
    .call<{ file: object }>('POST /api/paper-templates/check', { upload });
  const body = { name: '机关通报', kinds: ['progressCircular'], file: checked.file };
  const saved = await world.as('clerk').call('POST /api/paper-templates', { body });
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
}

/** A way out of the house, an address to which a digest goes, and the codes of an account. */
async function sealSecrets(world: World): Promise<void> {
  const send = async <T>(who: string, key: RouteKey, body?: object): Promise<T> => {
    const answer = await world.as(who).call<T>(key, { body });
    if (answer.status !== 200) throw new Error(`${key}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const mail = { host: 'mail.office.example', port: 25, security: 'none', user: 'xieli', from: 'xieli@office.example' };
  const made = { kind: 'mail', settings: { ...mail, titles: false }, secret: { password: 'only-for-tests' } };
  await send('sysadmin', 'POST /api/channels', { name: '办公邮箱', made });
  const told = { seenVersion: 0, mailAddress: 'fengyu@office.example', bySms: false, language: 'zh-CN' };
  await send('fengyu', 'POST /api/notices/preferences', told);
  const { secret } = await send<{ secret: string }>('secadmin', 'POST /api/session/second-factor/begin');
  await send('secadmin', 'POST /api/session/second-factor/confirm', { code: codeAt(secret, Date.now()) });
}

/** Puts one file onto the shelf, as an upload does. */
export async function shelve(world: World, content: string): Promise<Recorded['file']> {
  const received = await world.app.files.receive(world.tenantId, Readable.from([Buffer.from(content)]), 1000);
  await received.keep();
  const row = { sha256: received.sha256, size: String(received.size), media_type: 'text/plain' };
  await world.act('clerk', async ({ db, now }) => {
    await db
      .insertInto('files')
      .values({ ...row, stored_at: now })
      .execute();
    return null;
  });
  return { sha256: received.sha256, content };
}

/** Computes a figure of the board by its name. */
export function boardFigure(context: ReadContext, { id, args }: Pick<RecordedFigure, 'id' | 'args'>): Promise<Figure> {
  const definition = boardFigures.find((known) => known.id === id) as FigureDefinition | undefined;
  if (!definition) throw new Error(`The board has no figure ${id}`);
  return computeFigure(context, definition, args);
}

/**
 * Lives, backs up and writes down what has to be found again.
 * @param name of the newest migration
 * @param secretFile keys of the world, which go into the fixture
 */
export async function keepFixture(world: World, name: string, secretFile: string): Promise<void> {
  const directiveId = await liveThrough(world);
  const file = await shelve(world, '联系群众登记册首页');
  await sealOnce(world.app, world.tenantId);
  const target = path.join(fixturesFolder, `${name}.tar.zst`);
  const source = { ownerUrl: world.ownerUrl, files: world.app.files, secretFile };
  const { manifest } = await makeBackup(source, target, { withKeys: true, level: 19, progress: () => undefined });
  const figures: RecordedFigure[] = [];
  for (const id of ['tasks.dispatched', 'tasks.closed']) {
    const args = { directiveId };
    const { numerator, denominator } = await boardFigure(world.reading('clerk'), { id, args });
    figures.push({ id, args, numerator: numerator ?? 0, denominator });
  }
  const [person] = world.city.people;
  const recorded: Recorded = {
    tenantId: world.tenantId,
    auditEntries: manifest.tables.find((table) => table.name === 'audit_seals')?.rows ?? 0,
    figures,
    phone: { personId: person?.id ?? '', mobile: person?.mobile ?? '' },
    file,
  };
  writeFileSync(path.join(fixturesFolder, `${name}.json`), `${JSON.stringify(recorded, null, 2)}\n`);
}

/** The keys of a test world as an installation keeps them. */
export function worldSecrets(): string {
  const base64 = (key: Buffer) => key.toString('base64');
  return JSON.stringify({
    encryptionKey: base64(worldKeys.encryptionKey),
    blindIndexKey: base64(worldKeys.blindIndexKey),
    cookieKey: base64(worldKeys.requestKey),
    appRolePassword: 'only-for-tests-of-backups',
  });
}
