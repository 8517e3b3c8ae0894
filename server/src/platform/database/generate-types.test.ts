import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaTypes } from './generate-types.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(async () => {
  await database.drop();
});

test('the written types are those of the migrated schema (else run generate-types.ts)', async () => {
  const written = readFileSync(new URL('./schema.gen.ts', import.meta.url), 'utf8');
  expect(written).toBe(await schemaTypes(database.ownerUrl));
});
