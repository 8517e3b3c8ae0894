import { affiliations, membershipStatuses, memberTitles, organisationKinds, postKinds, presences } from '@xieli/codes';
import { type CityFacts, coverage, type TemplateId } from '@xieli/measures';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cities, LOOKED_AT } from '../../../../packages/measures/src/testing-random.ts';
import { type RosterWorld, rosterWorld } from '../../testing/rosters.ts';
import type { FileRow } from '../../testing/template-files.ts';

let world: RosterWorld;
beforeAll(async () => {
  world = await rosterWorld();
});
afterAll(() => world.close());

type List = Exclude<keyof CityFacts, 'people'>;
type Facts = { -readonly [K in keyof CityFacts]: CityFacts[K][number][] };

const word = <T extends { id: string; name: string }>(list: readonly T[], id: string) =>
  list.find((one) => one.id === id)?.name ?? id;

/** The rows of each file that say what the facts say, in the order in which files are imported. */
function filesOf(facts: Facts): [TemplateId, List, (fact: never) => FileRow][] {
  const nameOf = new Map(facts.organisations.map(({ id, name }) => [id, name]));
  const organisation = (id: string | null) => (id === null ? '' : (nameOf.get(id) ?? id));
  const people = new Map(facts.people.map((person) => [person.id, person]));
  const person = (id: string) => people.get(id) ?? { name: id, mobile: '' };
  const names = (ids: readonly string[]) => ids.map(organisation).join('、');
  const span = ({ from, to }: { from: string; to: string | null }) => ({ 起始日期: from, 终止日期: to ?? '' });
  const file = <K extends List>(template: TemplateId, list: K, row: (fact: CityFacts[K][number]) => FileRow) =>
    [template, list, row as (fact: never) => FileRow] satisfies [TemplateId, List, (fact: never) => FileRow];
  return [
    file('organisations', 'organisations', (one) => ({
      ...{ 组织名称: one.name, 组织类型: word(organisationKinds, one.kind) },
      ...{ 政协机构: one.kind === 'cppccBody' ? '' : organisation(one.body), 指导机构: organisation(one.guidedBy) },
      ...{ 依托组织: names(one.attachedTo), 设立日期: one.existence.from, 撤销日期: one.existence.to ?? '' },
      届满日期: one.termEnds ?? '',
    })),
    file('roster', 'roster', (row) => ({
      ...{ 姓名: person(row.person).name, 手机号: person(row.person).mobile },
      政治面貌: row.affiliations.map((code) => affiliations.find((one) => one.code === code)?.shortName).join('、'),
      ...{ 政协机构: organisation(row.body), 届次: `第${row.term}届`, 专委会: organisation(row.committee) },
      ...{ 政协职务: word(memberTitles, row.title), 组织关系所在支部: organisation(row.homeBranch) },
      ...{ 功能型党支部: names(row.functionalBranches), 状态: word(membershipStatuses, row.status) },
      ...span(row.interval),
    })),
    file('posts', 'posts', (post) => ({
      政协机构: organisation(facts.organisations.find(({ id }) => id === post.organisation)?.body ?? ''),
      ...{
        组织名称: organisation(post.organisation),
        姓名: person(post.person).name,
        手机号: person(post.person).mobile,
      },
      职务: word(postKinds, post.post),
      ...span(post.interval),
    })),
    file('contacts', 'links', (link) => ({
      ...{ 党员委员: person(link.contact).name, 党员委员手机号: person(link.contact).mobile },
      ...{ 联系对象: person(link.object).name, 联系对象手机号: person(link.object).mobile },
      政协机构: organisation(link.body),
      ...span(link.interval),
    })),
    file('contact-log', 'contacts', (entry) => ({
      ...{ 党员委员手机号: person(entry.contact).mobile, 联系对象手机号: person(entry.object).mobile, 日期: entry.day },
    })),
    file('activities', 'activities', (one) => ({
      ...{ 政协机构: organisation(one.body), 活动编号: one.id, 活动名称: one.id, 主办组织: organisation(one.host) },
      ...{ 合办组织: names(one.coHosts), 类型: '其他', 开始时间: one.day, 登记时间: one.day },
      开放活动: one.isOpen ? '是' : '否',
    })),
    file('attendance', 'attendance', (one) => ({
      政协机构: organisation(facts.activities.find(({ id }) => id === one.activity)?.body ?? ''),
      ...{ 活动编号: one.activity, 姓名: person(one.person).name, 手机号: person(one.person).mobile },
      出席情况: word(presences, one.presence),
    })),
  ];
}

/**
 * Brings the files of a city. What an import refuses is taken out of the facts, row by row as it is told, until the file is
 * taken: so the facts that are left are those that were brought.
 */
async function bring(into: RosterWorld, facts: Facts): Promise<Record<string, number>> {
  const brought: Record<string, number> = {};
  for (const [template, list, rowOf] of filesOf(facts)) {
    for (;;) {
      const rows = (facts[list] as never[]).map(rowOf);
      if (rows.length === 0) break;
      const { errors, new: count } = await into.bring(template, rows);
      if (errors.length === 0) {
        brought[template] = count;
        break;
      }
      const refused = new Set(errors.map(({ row }) => row - 2));
      facts[list] = (facts[list] as never[]).filter((_, at) => !refused.has(at));
    }
  }
  return brought;
}

/** Facts that were taken, of all cities. */
const taken = { roster: 0, links: 0, attendance: 0 };
const samples = fc.sample(cities, { seed: 20_260_630, numRuns: 30 });

it.each(samples.map((sample, at) => [at, sample] as const))(
  'city %i: what is brought by the templates gives the coverage of the facts themselves',
  async (at, sample) => {
    const city = await world.another(`城${at}`);
    const facts = Object.fromEntries(Object.entries(sample).map(([list, rows]) => [list, [...rows]])) as Facts;
    const brought = await bring(city, facts);
    expect(brought.organisations).toBe(facts.organisations.length);
    for (const list of ['roster', 'links', 'attendance'] as const) taken[list] += facts[list].length;
    // Whoever no row names is on no record.
    const named = new Set(facts.roster.map(({ person }) => person).concat(facts.posts.map(({ person }) => person)));
    facts.people = facts.people.filter(({ id }) => named.has(id));
    for (const day of LOOKED_AT) expect((await city.coverage(day)).bodies, day).toEqual(coverage(facts, day));
  },
);

it('brings most of what the cities hold', () => {
  const held = (list: keyof CityFacts) => samples.reduce((sum, city) => sum + city[list].length, 0);
  expect(taken.roster).toBeGreaterThan(held('roster') / 2);
  expect(taken.links).toBeGreaterThan(held('links') / 4);
  expect(taken.attendance).toBeGreaterThan(held('attendance') / 4);
  expect(taken.attendance).toBeGreaterThan(20);
});
