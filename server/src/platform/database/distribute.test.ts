import { expect, test } from 'vitest';
import { type Distributable, distributionOrder } from './distribute.ts';

const table = (name: string, kind: Distributable['kind'], ...references: string[]) => ({ name, kind, references });
const namesOf = (tables: Distributable[], done: string[] = []) =>
  distributionOrder(tables, new Set(done)).map(({ name }) => name);

test('reference tables first, parents before children, local tables never', () => {
  const tables = [
    table('acts', 'tenant', 'tasks', 'tenants'),
    table('installation', 'local'),
    table('people', 'tenant', 'tenants', 'sexes'),
    table('sexes', 'reference'),
    table('tasks', 'tenant', 'people', 'tenants'),
    table('tenants', 'reference'),
  ];
  expect(namesOf(tables)).toEqual(['sexes', 'tenants', 'people', 'tasks', 'acts']);
});

test('what is distributed already is not distributed again', () => {
  const tables = [
    table('people', 'tenant', 'tenants'),
    table('posts', 'tenant', 'people'),
    table('tenants', 'reference'),
  ];
  expect(namesOf(tables, ['tenants', 'people'])).toEqual(['posts']);
});

test('tables that wait for each other, or for a local one, are named', () => {
  expect(() => namesOf([table('a', 'tenant', 'b'), table('b', 'tenant', 'a')])).toThrow('a, b');
  expect(() => namesOf([table('a', 'tenant', 'log'), table('log', 'local')])).toThrow(/a$/);
});
