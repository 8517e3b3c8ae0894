import { postKinds } from '@xieli/codes';
import { reaches } from '../../platform/access/actor.ts';
import { type Permission, permissions } from '../../platform/access/permissions.ts';
import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { exclusionViolation, sqlState } from '../../platform/database/errors.ts';
import { implement } from '../../platform/http/pipeline.ts';
import { conflict, invalid, notFound, Problem } from '../../platform/http/problems.ts';
import { languageOf, messages, speak } from '../../platform/locale/messages.ts';
import { Unreadable } from '../../platform/secrets/cipher.ts';
import { ledgerRoute } from '../../platform/sheets/ledger.ts';
import { bodiesOf, endFact, eveOf, noteAct, organisationsById } from '../organisations/index.ts';
import { peopleContract } from './contract.ts';
import { exportPeople } from './exporting.ts';
import { personNames } from './names.ts';
import { organisationsOfPerson } from './reach.ts';
import { findingOnAppointment, findingOnEnding, say } from './rules.ts';
import { findPeople } from './search.ts';
import { postsAt, readPerson, readPhone, readPost } from './store.ts';

const sayCan = messages('people.can', {
  noRight: { zh: '您没有“{permission}”的权限', en: 'You do not have the right “{permission}”' },
});

const ofPerson = (context: ReadContext, { params }: { params: { id: string } }) =>
  organisationsOfPerson(context, params.id);
const ofOrganisation = async (context: ReadContext, { params }: { params: { id: string } }) => [
  ...(await bodiesOf(context, [params.id])).keys(),
];

function refuseUnreadable(error: unknown): never {
  if (error instanceof Unreadable) throw new Problem('refused', say.unreadable());
  throw error;
}

export const peopleRoutes = implement(peopleContract, {
  'GET /api/people': {
    handle: (context, { query }) => findPeople(context, query),
  },

  'GET /api/people/export': ledgerRoute('people', (context, { query, visitor }) =>
    exportPeople(context, query, languageOf(visitor.language)),
  ),
  'GET /api/people/:id': {
    concerns: ofPerson,
    async handle(context, { params, query, visitor }) {
      const person = await readPerson(context, params.id, query.on ?? context.today);
      if (!person) throw notFound(say.notFound());
      const organisations = await organisationsOfPerson(context, params.id);
      return { ...person, can: [await may(context, 'unmask', 'person.unmask', organisations, visitor.language)] };
    },
  },

  'POST /api/people/:id/unmask': {
    concerns: ofPerson,
    async handle(context, { params, body }) {
      const phone = await readPhone(context, params.id).catch(refuseUnreadable);
      if (phone === undefined) throw notFound(say.notFound());
      context.note({ reason: body.reason });
      return { phone };
    },
  },

  'GET /api/organisations/:id/posts': {
    concerns: ofOrganisation,
    async handle(context, { params, query, visitor }) {
      const on = query.on ?? context.today;
      const posts = await postsAt(context, params.id, on);
      const names = await personNames(
        context,
        posts.map((post) => post.personId),
        on,
      );
      const can = [await may(context, 'end', 'person.appoint', [params.id], visitor.language)];
      return {
        items: posts.toSorted(inOrderOfPosts).map(({ id, post, personId, from, to }) => ({
          id,
          post,
          person: { id: personId, name: names.get(personId) ?? '' },
          from,
          to,
          can,
        })),
      };
    },
  },

  'POST /api/organisations/:id/posts': {
    concerns: ofOrganisation,
    async handle(context, { params, body }) {
      const organisation = (await organisationsById(context, [params.id], body.from)).get(params.id);
      if (!organisation) throw notFound(say.organisationNotFound());
      const personName = await visibleName(context, body.personId);
      const holders = await holdersFrom(context, params.id, body.post, body.from);
      const finding = findingOnAppointment({ ...body, personName }, organisation, holders, context.today);
      if (finding) throw invalid(finding.said, { field: finding.field });
      const [former] = body.post === 'liaison' ? holders : [];
      if (former) await endFact(context, 'posts', former.id, eveOf(body.from));
      const id = context.newId();
      await insertPost(context, { id, organisationId: params.id, ...body });
      await noteAct(context, {
        organisationId: params.id,
        kind: 'appointed',
        occurredOn: body.from,
        payload: { postId: id, post: body.post, change: 'appointed' },
      });
      return { id, endedPostId: former?.id ?? null };
    },
  },

  'POST /api/posts/:id/end': {
    concerns: async (context, { params }) => {
      const post = await readPost(context, params.id);
      return post ? [post.organisationId] : [];
    },
    async handle(context, { params, body }) {
      const post = await readPost(context, params.id);
      if (!post) throw notFound(say.postNotFound());
      const finding = findingOnEnding(post, body.lastDay, context.today);
      if (finding) throw invalid(finding.said, { field: finding.field });
      await endFact(context, 'posts', post.id, body.lastDay);
      await noteAct(context, {
        organisationId: post.organisationId,
        kind: 'appointed',
        occurredOn: body.lastDay,
        payload: { postId: post.id, post: post.post, change: 'ended', reason: body.reason },
      });
      return { id: post.id };
    },
  },
});

/** Who holds the post on the day or will later: both would overlap with a new holder. */
async function holdersFrom(context: ReadContext, organisationId: string, post: string, from: string) {
  const now = await postsAt(context, organisationId, from, post);
  const later = await postsAt(context, organisationId, context.today, post);
  const known = new Set(now.map((one) => one.id));
  return [...now, ...later.filter((one) => !known.has(one.id))];
}

/** The name of a person whom the caller can see. @throws Problem invalid for anybody else */
async function visibleName(context: ReadContext, personId: string): Promise<string> {
  const name = (await personNames(context, [personId])).get(personId);
  const visible =
    name !== undefined && reaches(await context.reach('person.read'), await organisationsOfPerson(context, personId));
  if (!visible) throw invalid(say.notFound(), { field: 'personId' });
  return name;
}

async function insertPost(
  context: ActContext,
  post: { id: string; personId: string; organisationId: string; post: string; from: string },
): Promise<void> {
  try {
    await context.db
      .insertInto('posts')
      .values({
        id: post.id,
        person_id: post.personId,
        organisation_id: post.organisationId,
        post: post.post,
        valid: dayRange(post.from, null),
        recorded_at: context.now,
      })
      .execute();
  } catch (error) {
    // Two clerks named a liaison at the same moment; the constraint let one through.
    if (sqlState(error) === exclusionViolation) throw conflict(say.takenMeanwhile());
    throw error;
  }
}

/** One entry of `can`, by the rows of the permission table. */
async function may(
  context: ReadContext,
  action: string,
  permission: Permission,
  organisationIds: readonly string[],
  language: string,
) {
  if (reaches(await context.reach(permission), organisationIds)) return { action, allowed: true, reason: null };
  const spoken = languageOf(language);
  const words = permissions[permission];
  return {
    action,
    allowed: false,
    reason: speak(sayCan.noRight({ permission: spoken === 'en' ? words.en : words.zh }), spoken),
  };
}

const order = new Map<string, number>(postKinds.map((kind, index) => [kind.id, index]));

/** As the offices list them; titles that are only kept come last. */
function inOrderOfPosts(a: { post: string }, b: { post: string }): number {
  return (order.get(a.post) ?? order.size) - (order.get(b.post) ?? order.size);
}
