import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { makeBackup } from '../backup/make.ts';
import { demoSeed, generateCity } from '../demo/city.ts';
import type { City } from '../demo/model.ts';
import { boardFigures } from '../features/board/index.ts';
import { sealOnce } from '../platform/audit/index.ts';
import type { ReadContext } from '../platform/context.ts';
import { computeFigure, type Figure, type FigureDefinition } from '../platform/figures/figure.ts';
import { liveThrough } from './lived-city.ts';
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
