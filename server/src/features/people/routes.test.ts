import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCipher } from '../../platform/secrets/cipher.ts';
import { testWorld, type World } from '../../testing/world.ts';
import type { HeldPost, PersonDetail, PersonItem } from './contract.ts';
import { liaisonOf, peopleRoutes, phonesOf } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld({ features: [peopleRoutes] });
});
afterAll(() => world.close());

type Page = { items: PersonItem[]; next: string | null };
const body = () => world.organisation('政协枫屿县委员会');
const find = (who: string, query: Record<string, string | number>) =>
  world.as(who).call<Page>('GET /api/people', { query });
const liaisonAt = (organisationId: string) =>
  world.city.posts.find((one) => one.organisationId === organisationId && one.post === 'liaison')?.personId ?? '';
const personOf = (id: string) => {
  const person = world.city.people.find((one) => one.id === id);
  if (!person) throw new Error(`No person ${id}`);
  return person;
};
const seatedIn = (bodyId: string) =>
  world.city.memberships.filter((one) => one.bodyId === bodyId && one.validTo === null).map((one) => one.personId);

describe('the search', () => {
  it('finds by name, pinyin and initials, and says which of two it is', async () => {
    const clerk = world.actorOf('fengyu');
    const person = personOf(clerk.personId ?? '');
    const { items } = (await find('clerk', { search: person.name, limit: 100 })).body;
    const found = items.find((one) => one.id === person.id);
    expect(found?.posts.map((one) => one.organisation.name)).toContain('枫屿县政协办公室');
    const { rows } = await world.owner.query('SELECT pinyin, initials FROM person_names WHERE person_id = $1', [
      person.id,
    ]);
    for (const search of [rows[0].pinyin, rows[0].initials]) {
      const ids = (await find('fengyu', { search, limit: 100 })).body.items.map((one) => one.id);
      expect(ids).toContain(person.id);
    }
  });

  it('shows a county its own people, all of them once and nobody else', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = (await find('fengyu', { limit: 100, ...(cursor ? { cursor } : {}) })).body;
      seen.push(...page.items.map((one) => one.id));
      cursor = page.next;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...new Set(seen)].sort()).toEqual([...new Set(seatedIn(body()))].sort());
  });

  it('narrows to an organisation', async () => {
    const committee = world.organisation('云汀市政协提案委员会');
    const ids = (await find('clerk', { organisationId: committee, limit: 100 })).body.items.map((one) => one.id);
    expect(ids).toContain(liaisonAt(committee));
    expect(ids.length).toBeLessThan(100);
  });

  it('takes signs of the database’s pattern language for what they are', async () => {
    for (const search of ['%', '_', '\\', "'"]) expect((await find('clerk', { search })).body.items).toEqual([]);
  });

  it('is closed to administrators and never tells a phone number', async () => {
    expect((await find('sysadmin', {})).status).toBe(403);
    expect(JSON.stringify((await find('clerk', {})).body)).not.toMatch(/\d{11}/);
  });
});

describe('a person', () => {
  const get = (who: string, id: string) => world.as(who).call<PersonDetail>('GET /api/people/:id', { params: { id } });

  it('is shown with posts and seats, the phone masked', async () => {
    const id = liaisonAt(body());
    const { body: person } = await get('fengyu', id);
    const { mobile } = personOf(id);
    expect(person.phone).toBe(`${mobile.slice(0, 3)}****${mobile.slice(-4)}`);
    expect(person.posts.map((one) => one.post)).toContain('liaison');
    expect(person.can).toEqual([{ action: 'unmask', allowed: true, reason: null }]);
  });

  it('of another county cannot be told from one that is not there', async () => {
    const id = liaisonAt(body());
    expect((await get('yanhu', id)).status).toBe(404);
    expect((await get('yanhu', v7())).status).toBe(404);
    expect((await get('clerk', v7())).status).toBe(404);
  });

  it('is unmasked with a reason that the audit keeps, without the number', async () => {
    const id = liaisonAt(body());
    const unmask = (who: string, reason: string) =>
      world.as(who).call<{ phone: string }>('POST /api/people/:id/unmask', { params: { id }, body: { reason } });
    const { mobile } = personOf(id);
    expect((await unmask('clerk', '电话通知座谈会改期')).body.phone).toBe(mobile);
    const { rows } = await world.owner.query(
      `SELECT * FROM audit_entries WHERE outcome = 'read' AND action LIKE '%unmask'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].details).toEqual({ params: { id }, reason: '电话通知座谈会改期' });
    expect(rows[0].account_id).toBe(world.actorOf('clerk').accountId);
    const { rows: kept } = await world.owner.query('SELECT * FROM action_results');
    expect(JSON.stringify([rows, kept])).not.toContain(mobile);
    expect((await unmask('clerk', ' ')).status).toBe(400);
    expect((await unmask('leader', '看一看号码')).status).toBe(403);
    expect((await unmask('yanhu', '看一看号码')).status).toBe(404);
  });
});

describe('a person whose number the keys do not open, as after a restore without them', () => {
  it('is shown with everything else, and the unmasking says why not', async () => {
    const id = liaisonAt(body());
    const foreign = openCipher({
      encryption: Buffer.alloc(32, 8),
      blindIndex: Buffer.alloc(32, 9),
      request: Buffer.alloc(32, 7),
    });
    const { rows } = await world.owner.query('SELECT phone_encrypted AS kept FROM people WHERE id = $1', [id]);
    const put = (sealed: Buffer) =>
      world.owner.query('UPDATE people SET phone_encrypted = $2 WHERE id = $1', [id, sealed]);
    await put(foreign.seal(personOf(id).mobile, 'people.phone'));
    const person = await world.as('clerk').call<PersonDetail>('GET /api/people/:id', { params: { id } });
    expect([person.body.phone, person.body.posts.length > 0]).toEqual(['***********', true]);
    const input = { params: { id }, body: { reason: '电话通知座谈会改期' } };
    const refused = await world.as('clerk').call<{ title: string }>('POST /api/people/:id/unmask', input);
    expect([refused.status, refused.body.title]).toEqual([422, 'people.unreadable']);
    // Whoever else is to be told by SMS still is.
    const [other] = world.city.people.filter((one) => one.id !== id && one.mobile !== null);
    const phones = await phonesOf(world.reading('clerk'), [id, other?.id ?? '']);
    expect([...phones]).toEqual([[other?.id, other?.mobile]]);
    await put(rows[0].kept);
  });
});

describe('posts', () => {
  const appoint = (who: string, organisationId: string, input: object, actionId = v7()) =>
    world
      .as(who)
      .call<{ id: string; endedPostId: string | null }>(
        'POST /api/organisations/:id/posts',
        { params: { id: organisationId }, body: input },
        { actionId },
      );
  const held = async (organisationId: string, on?: string) =>
    (
      await world.as('clerk').call<{ items: HeldPost[] }>('GET /api/organisations/:id/posts', {
        params: { id: organisationId },
        query: { on },
      })
    ).body.items;
  const end = (who: string, id: string, lastDay: string) =>
    world.as(who).call('POST /api/posts/:id/end', { params: { id }, body: { lastDay } });
  const committee = () => world.organisation('枫屿县政协提案委员会');
  /** Someone of the county who is not the committee's liaison. */
  const another = (index: number) => seatedIn(body()).filter((id) => id !== liaisonAt(committee()))[index] ?? '';

  it('have one liaison at a time: naming one ends the former', async () => {
    const former = liaisonAt(committee());
    const actionId = v7();
    const input = { personId: another(0), post: 'liaison', from: '2026-06-15' };
    const first = await appoint('fengyu', committee(), input, actionId);
    expect(first.status).toBe(200);
    expect(await appoint('fengyu', committee(), input, actionId)).toMatchObject({ repeated: true, body: first.body });
    const liaisons = (posts: HeldPost[]) => posts.filter((one) => one.post === 'liaison').map((one) => one.person.id);
    expect(liaisons(await held(committee()))).toEqual([another(0)]);
    expect(liaisons(await held(committee(), '2026-06-14'))).toEqual([former]);
    expect((await liaisonOf(world.reading('clerk'), [committee()])).get(committee())?.personId).toBe(another(0));
    // Nothing was updated away: what was known before is still there.
    const { rows } = await world.owner.query(
      `SELECT valid, superseded_at IS NULL AS current FROM posts WHERE organisation_id = $1 AND person_id = $2 AND post = 'liaison' ORDER BY current`,
      [committee(), former],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0].valid).toMatch(/,\)$/);
    expect(rows[1].valid).toMatch(/,2026-06-15\)$/);
  });

  it('let one of two clerks name the liaison at the same moment', async () => {
    const place = world.organisation('枫屿县政协办公室');
    const answers = await Promise.all(
      [1, 2].map((index) =>
        appoint('fengyu', place, { personId: another(index), post: 'liaison', from: '2026-06-16' }),
      ),
    );
    const statuses = answers.map((one) => one.status).sort();
    expect(statuses[0]).toBe(200);
    expect([400, 409]).toContain(statuses[1]);
    expect((await held(place)).filter((one) => one.post === 'liaison')).toHaveLength(1);
  });

  it.each([
    ['post', () => ({ post: 'captain' })],
    ['post', () => ({ post: 'chair' })],
    ['from', () => ({ from: '2026-06-18' })],
    ['from', () => ({ from: '2020-01-01' })],
    ['personId', () => ({ personId: v7() })],
    ['personId', () => ({ personId: liaisonAt(world.organisation('云汀市政协提案委员会')) })],
  ])('refuse a wrong %s', async (field, wrong) => {
    const place = world.organisation('枫屿县政协党组');
    const answer = await appoint('fengyu', place, {
      personId: another(3),
      post: 'liaison',
      from: '2026-06-16',
      ...wrong(),
    });
    expect(answer).toMatchObject({ status: 400, body: { field } });
  });

  it('end on a day, once', async () => {
    const place = world.organisation('枫屿县政协机关党组');
    const { body: appointed } = await appoint('clerk', place, {
      personId: another(4),
      post: 'partyAffairsCadre',
      from: '2026-06-01',
    });
    expect((await end('yanhu', appointed.id, '2026-06-10')).status).toBe(404);
    expect((await end('clerk', appointed.id, '2026-05-31')).status).toBe(400);
    expect((await end('clerk', appointed.id, '2026-06-18')).status).toBe(400);
    expect((await end('fengyu', appointed.id, '2026-06-10')).status).toBe(200);
    expect((await end('fengyu', appointed.id, '2026-06-10')).status).toBe(404);
    const cadres = async (on: string) =>
      (await held(place, on)).filter((one) => one.post === 'partyAffairsCadre' && one.person.id === another(4)).length;
    expect(await cadres('2026-06-10')).toBe(1);
    expect(await cadres('2026-06-11')).toBe(0);
  });

  it('are given by those who may', async () => {
    const input = { personId: another(5), post: 'liaison', from: '2026-06-16' };
    expect((await appoint('leader', committee(), input)).status).toBe(403);
    expect((await appoint('yanhu', committee(), input)).status).toBe(404);
    expect((await appoint('clerk', v7(), input)).status).toBe(404);
  });
});
