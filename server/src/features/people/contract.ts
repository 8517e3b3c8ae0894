import { z } from 'zod';
import { can, contract, dataNumber, day, id, pageOf } from '../../platform/http/contract.ts';

const Named = z.object({ id, name: z.string() });
/** From the first to the last day; `null` is open. */
const interval = { from: day.nullable(), to: day.nullable() };

/** One line of the search and of pickers; never a phone number. */
export const PersonItem = z
  .object({
    id,
    name: z.string(),
    /** Posts on the day, to tell people of one name apart. */
    posts: z.array(z.object({ post: z.string(), organisation: Named })),
    /** Bodies in which the person has a seat or works. */
    bodies: z.array(Named),
  })
  .meta({ id: 'PersonItem' });
export type PersonItem = z.output<typeof PersonItem>;

export const PersonDetail = z
  .object({
    id,
    asOf: day,
    name: z.string(),
    formerNames: z.array(z.string()),
    /** `138****4321`; the whole number only by unmasking. */
    phone: z.string().nullable(),
    posts: z.array(z.object({ id, post: z.string(), organisation: Named, ...interval })),
    seats: z.array(
      z.object({
        id,
        body: Named,
        position: z.string(),
        sector: z.string().nullable(),
        committee: Named.nullable(),
        term: dataNumber('which term of the body the seat is of').nullable(),
        status: z.string(),
        ...interval,
      }),
    ),
    branches: z.array(z.object({ id, organisation: Named, kind: z.string(), ...interval })),
    can,
  })
  .meta({ id: 'PersonDetail' });
export type PersonDetail = z.output<typeof PersonDetail>;

export const HeldPost = z.object({ id, post: z.string(), person: Named, ...interval, can }).meta({ id: 'HeldPost' });
export type HeldPost = z.output<typeof HeldPost>;

/** What a list of people is narrowed to, and its order: by pinyin of the name. */
const PeopleFilter = z.object({
  /** Part of the name, or pinyin or its initials from the beginning. */
  search: z.string().trim().max(50).optional(),
  /** Who holds a post or a seat there, or belongs to it. */
  organisationId: id.optional(),
  sort: z.enum(['name', '-name']).optional(),
});

export const peopleContract = contract({
  'GET /api/people': {
    permission: 'person.read',
    summary: { zh: '查找人员', en: 'Find people' },
    query: PeopleFilter.extend({
      limit: z.coerce.number().int().min(1).max(100).default(20),
      cursor: z.string().max(200).optional(),
    }),
    response: pageOf(PersonItem),
  },
  'GET /api/people/export': {
    permission: 'person.export',
    summary: { zh: '导出人员列表', en: 'Export the list of people as .xlsx' },
    query: PeopleFilter,
    response: z.any(),
    download: true,
    audited: true,
  },
  'GET /api/people/:id': {
    permission: 'person.read',
    summary: { zh: '查看人员', en: 'See a person' },
    params: z.object({ id }),
    query: z.object({ on: day.optional() }),
    response: PersonDetail,
  },
  'POST /api/people/:id/unmask': {
    permission: 'person.unmask',
    summary: { zh: '查看完整手机号', en: 'See the whole phone number' },
    params: z.object({ id }),
    body: z.object({
      /** Why; kept in the audit with the name of who asked. */
      reason: z.string().trim().min(4).max(200),
    }),
    response: z.object({ phone: z.string().nullable() }),
    repeat: 'open',
  },
  'GET /api/organisations/:id/posts': {
    permission: 'person.read',
    summary: { zh: '查看组织的任职人员', en: 'See who holds posts at an organisation' },
    params: z.object({ id }),
    query: z.object({ on: day.optional() }),
    response: z.object({ items: z.array(HeldPost) }),
  },
  'POST /api/organisations/:id/posts': {
    permission: 'person.appoint',
    summary: { zh: '任职', en: 'Appoint to a post' },
    params: z.object({ id }),
    body: z.object({
      personId: id,
      post: z.string().max(60),
      /** First day. */
      from: day,
    }),
    response: z.object({ id, endedPostId: id.nullable() }),
  },
  'POST /api/posts/:id/end': {
    permission: 'person.appoint',
    summary: { zh: '免职', en: 'End a post' },
    params: z.object({ id }),
    body: z.object({
      /** Last day in the post. */
      lastDay: day,
      reason: z.string().trim().max(500).default(''),
    }),
    response: z.object({ id }),
  },
});
