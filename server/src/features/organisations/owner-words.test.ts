import { branchKinds } from '@xieli/codes';
import { describe, expect, it } from 'vitest';
import { demoSeed, generateCity } from '../../demo/city.ts';
import type { NameIndex } from './name-index.ts';
import { matchOwner } from './owner-words.ts';

const city = generateCity({ seed: demoSeed, anchor: '2026-06-17' });
const cityId = city.tenant.bodyId;
const countyId = idOf('政协枫屿县委员会');

function idOf(name: string): string {
  const found = city.names.find((one) => one.name === name && one.kind === 'official');
  if (!found) throw new Error(`No organisation ${name}`);
  return found.organisationId;
}

function indexFor(bodyId: string): NameIndex {
  return {
    remembered: new Map(),
    bodyId,
    guidedBodyIds: city.relations
      .filter((one) => one.relation === 'guides' && one.fromId === bodyId && isBody(one.toId))
      .map((one) => one.toId),
    organisations: city.organisations.map((one) => ({
      id: one.id,
      bodyId: one.bodyId,
      kind: one.kind,
      names: city.names.filter((name) => name.organisationId === one.id).map((name) => name.name),
    })),
  };
}

const isBody = (id: string) => city.organisations.some((one) => one.id === id && one.bodyId === id);
const ofCity = indexFor(cityId);
const ofCounty = indexFor(countyId);

const resolve = (text: string, index = ofCity) => matchOwner(index, { text });
const kindsOf = (ids: readonly string[]) =>
  [...new Set(city.organisations.filter((one) => ids.includes(one.id)).map((one) => one.kind))].sort();
const bodiesOf = (ids: readonly string[]) =>
  new Set(city.organisations.filter((one) => ids.includes(one.id)).map((one) => one.bodyId));

describe('a name', () => {
  it.each([
    ['云汀市政协机关党组', '云汀市政协机关党组'],
    ['市政协机关党组', '云汀市政协机关党组'],
    ['机关党组', '云汀市政协机关党组'],
    ['政协机关党组', '云汀市政协机关党组'],
    ['政协党组', '云汀市政协党组'],
    ['党组', '云汀市政协党组'],
    ['市政协', '政协云汀市委员会'],
    ['市政协机关', '云汀市政协办公室'],
    ['机关', '云汀市政协办公室'],
    ['提案委', '云汀市政协提案委员会'],
    ['提案委员会 ', '云汀市政协提案委员会'],
    ['枫屿县政协', '政协枫屿县委员会'],
    ['枫屿县政协党组', '枫屿县政协党组'],
    ['督查室', '中共云汀市委督查室'],
    ['枫屿县政协主要负责同志', '政协枫屿县委员会'],
  ])('%s is %s', (text, name) => {
    expect(resolve(text)).toMatchObject({ organisationIds: [idOf(name)], audience: false });
  });

  it('is read from the body the document belongs to', () => {
    expect(resolve('机关党组', ofCounty).organisationIds).toEqual([idOf('枫屿县政协机关党组')]);
    expect(resolve('县政协党组', ofCounty).organisationIds).toEqual([idOf('枫屿县政协党组')]);
    expect(resolve('市政协', ofCounty).organisationIds).toEqual([cityId]);
  });

  it.each(['县政协党组', '区政协', '机关党支部'])('%s is unclear in the city, with candidates and no owner', (text) => {
    const { organisationIds, candidates } = resolve(text);
    expect(organisationIds).toEqual([]);
    expect(candidates.length).toBeGreaterThan(1);
  });

  it('of a kind that the own body has several of has those as candidates, not the ones of every county', () => {
    const both = ['云汀市政协机关第一党支部', '云汀市政协机关第二党支部'].map(idOf).sort();
    for (const text of ['机关党支部', '机关支部']) {
      expect(resolve(text)).toMatchObject({ organisationIds: [] });
      expect(resolve(text).candidates.sort()).toEqual(both);
    }
  });

  it('is what a person has explained before anything else, also among others, while what was meant exists', () => {
    const committee = idOf('云汀市政协提案委员会');
    const explained = {
      ...ofCity,
      remembered: new Map([
        ['机关党支部', [committee]],
        ['老支部', ['gone']],
      ]),
    };
    expect(resolve('机关 党支部', explained)).toMatchObject({ organisationIds: [committee], remembered: true });
    expect(resolve('机关党支部、经济委员会', explained)).toMatchObject({ remembered: true, candidates: [] });
    expect(resolve('老支部', explained)).toMatchObject({ organisationIds: [], remembered: false });
    // One of two is gone: which one is meant now is asked.
    const half = { ...ofCity, remembered: new Map([['老支部', [committee, 'dissolved']]]) };
    expect(resolve('老支部', half)).toMatchObject({ organisationIds: [], candidates: [committee] });
    expect(resolve('大家', { ...ofCity, remembered: new Map([['大家', [committee]]]) }).audience).toBe(true);
  });

  it('may stand in a row with a class whose own name holds the mark that parts them', () => {
    const ids = resolve('各县（市、区）政协，市政协各专委会、机关党组').organisationIds;
    expect(kindsOf(ids)).toEqual(['cppccBody', 'officePartyGroup', 'specialCommittee']);
  });

  it.each(['支部书记', '各界别', '有条件的地方', '各级党组织', '河对岸的单位', '县（市、区）委', '政', '各'])(
    '%s names nobody that is known',
    (text) => {
      expect(resolve(text)).toMatchObject({ organisationIds: [], query: null, audience: false });
    },
  );
});

describe('a class', () => {
  const counties = ofCity.guidedBodyIds;

  it.each([
    '各县（市、区）政协',
    '各县(市)区政协',
    '县（市）区政协',
    '各县区政协',
    '各县市区政协',
    '全市各县（市、区）政协',
    '各县（市、区）',
  ])('%s is each county body', (text) => {
    expect(resolve(text).organisationIds.sort()).toEqual([...counties].sort());
    expect(counties).toHaveLength(9);
  });

  it.each([
    ['各县（市、区）政协党组', 'partyGroup'],
    ['县（市）区政协机关党组', 'officePartyGroup'],
    ['各县区政协机关', 'office'],
  ])('%s is one %s in each county', (text, kind) => {
    const ids = resolve(text).organisationIds;
    expect(kindsOf(ids)).toEqual([kind]);
    expect(bodiesOf(ids)).toEqual(new Set(counties));
  });

  it('各专委会 are the committees of the own body alone', () => {
    for (const text of ['各专委会', '专委会', '市政协各专委会', '各专门委员会', '机关各专委会']) {
      const ids = resolve(text).organisationIds;
      expect(kindsOf(ids)).toEqual(['specialCommittee']);
      expect(bodiesOf(ids)).toEqual(new Set([cityId]));
      expect(ids).toHaveLength(9);
    }
  });

  it('各支部 are branches of every kind, 各专委会党支部 only those of committees', () => {
    expect(kindsOf(resolve('各支部').organisationIds)).toEqual(
      branchKinds.filter((kind) => kind !== 'functionalBranch').sort(),
    );
    expect(kindsOf(resolve('各专委会党支部').organisationIds)).toEqual(['committeeBranch']);
  });

  it('both levels are the own body and the guided ones', () => {
    for (const text of ['市、县（市、区）政协党组', '市县两级政协党组', '各级政协党组']) {
      expect(bodiesOf(resolve(text).organisationIds)).toEqual(new Set([cityId, ...counties]));
    }
  });

  it('of counties means nobody in a county’s own document', () => {
    expect(resolve('各县（市、区）政协', ofCounty).organisationIds).toEqual([]);
  });
});

describe('a list', () => {
  it('is all of its parts', () => {
    expect(resolve('市政协党组、机关党组和提案委员会').organisationIds).toEqual(
      ['云汀市政协党组', '云汀市政协机关党组', '云汀市政协提案委员会'].map(idOf),
    );
  });

  it('is unclear as soon as one part is', () => {
    expect(resolve('市政协党组、某某局').organisationIds).toEqual([]);
  });

  it('does not cut a name that holds 和', () => {
    expect(resolve('农业和农村委员会').organisationIds).toEqual([idOf('云汀市政协农业和农村委员会')]);
  });
});

describe('the audience', () => {
  it.each(['我们', '大家', '同志们', ''])('is meant by “%s”', (text) => {
    expect(resolve(text)).toMatchObject({ organisationIds: [], query: null, audience: true, candidates: [] });
  });
});

describe('a conditional owner', () => {
  const lacking = (text: string, organisationKind: string | null) =>
    matchOwner(ofCity, {
      text,
      condition: { text: '没有建立…的', lacks: organisationKind === null ? null : { organisationKind } },
    });

  it('becomes a query (domain.md A39)', () => {
    expect(lacking('县（市）区政协', 'committeeBranch')).toMatchObject({
      organisationIds: [],
      query: {
        kind: 'cppccBody',
        within: 'guided',
        conditions: [{ has: false, kind: 'committeeBranch', by: 'sameBody' }],
      },
    });
  });

  it('asks a committee for what is attached to it', () => {
    expect(lacking('专委会', 'committeeBranch').query).toEqual({
      kind: 'specialCommittee',
      within: 'ownBody',
      conditions: [{ has: false, kind: 'committeeBranch', by: 'attachedTo' }],
    });
  });

  it('takes a branch of no certain kind for every kind of branch', () => {
    expect(lacking('县（市、区）政协', 'partyBranch').query?.conditions.map((one) => one.kind)).toEqual(branchKinds);
  });

  it.each([
    ['县（市、区）政协', null],
    ['县（市、区）政协', 'memberHome'],
    ['某某协会', 'committeeBranch'],
  ])('%s without %s stays unresolved, it is never the whole class', (text, kind) => {
    expect(lacking(text, kind)).toMatchObject({ organisationIds: [], query: null, audience: false, candidates: [] });
  });
});
