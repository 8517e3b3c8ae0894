import { expect, it } from 'vitest';
import type { OrganisationItem } from './contract.ts';
import { listPage, matchRank } from './listing.ts';

const item = (id: string, name: string, kind: string, bodyId: string): OrganisationItem => ({
  id,
  name,
  kind,
  bodyId,
  bodyName: bodyId,
  aliases: [],
  exists: true,
});
const organisations = [
  item('a', '某市政协机关第二党支部', 'officeBranch', 'own'),
  item('b', '某市政协机关第一党支部', 'officeBranch', 'own'),
  item('c', '政协某县委员会', 'cppccBody', 'county'),
  item('d', '政协某市委员会', 'cppccBody', 'own'),
];

it('lists the own body first, its parts by kind and number, then the others', () => {
  expect(listPage(organisations, { limit: 10 }, 'own').items.map((one) => one.id)).toEqual(['d', 'b', 'a', 'c']);
});

it('goes on behind the row where the page before ended', () => {
  expect(listPage(organisations, { limit: 2 }, 'own').next).toBe('b');
  expect(listPage(organisations, { limit: 2, cursor: 'b' }, 'own')).toMatchObject({
    items: [{ id: 'a' }, { id: 'c' }],
    next: null,
  });
});

it('puts the name itself before its parts, and pinyin last', () => {
  const names = ['某市政协提案委员会', '提案委'];
  expect(['提案委', '提案', '政协', 'msz', 'moushi', 'taw'].map((typed) => matchRank(names, typed))).toEqual([
    0, 1, 2, 3, 4, 3,
  ]);
  expect(['x', '', '%', 'szx'].map((typed) => matchRank(['提案委'], typed))).toEqual([null, 1, null, null]);
});
