import { z } from 'zod';
import { can, contract, dataNumber, day, id, instant, pageOf, seenVersion } from '../../platform/http/contract.ts';

export { OwnerQuery } from './owner-query.ts';

const kind = z.string().max(60);
const name = z.string().trim().min(2).max(100);

const Named = z.object({ id, name: z.string() });

/** One line of the list and of pickers. */
export const OrganisationItem = z
  .object({
    id,
    name: z.string(),
    kind,
    bodyId: id,
    bodyName: z.string(),
    /** Other names on the day. */
    aliases: z.array(z.string()),
    /** Whether it exists on the day that was asked for. */
    exists: z.boolean(),
  })
  .meta({ id: 'OrganisationItem' });
export type OrganisationItem = z.output<typeof OrganisationItem>;

/** From the first to the last day; `null` is open. */
const interval = { from: day.nullable(), to: day.nullable() };

export const OrganisationDetail = z
  .object({
    id,
    version: dataNumber('optimistic lock'),
    asOf: day,
    name: z.string(),
    kind,
    body: Named,
    existence: z.object({ exists: z.boolean(), ...interval, approvalDocument: z.string().nullable() }),
    names: z.array(z.object({ id, kind: z.enum(['official', 'alias']), name: z.string(), ...interval })),
    /** `outgoing`: this organisation leads, guides, is attached to … the other. */
    relations: z.array(
      z.object({ id, relation: z.string(), direction: z.enum(['outgoing', 'incoming']), other: Named, ...interval }),
    ),
    /** Acts, newest first. */
    timeline: z.array(
      z.object({
        id,
        kind: z.enum(['imported', 'founded', 'renamed', 'dissolved', 'related', 'appointed']),
        occurredOn: day,
        recordedAt: instant,
        by: z.string(),
        former: z.string().nullable(),
        name: z.string().nullable(),
        reason: z.string().nullable(),
        document: z.string().nullable(),
        successor: Named.nullable(),
        post: z.string().nullable(),
        /** Of an act about a post: whether it began or ended. */
        change: z.enum(['appointed', 'ended']).nullable(),
      }),
    ),
    can,
  })
  .meta({ id: 'OrganisationDetail' });
export type OrganisationDetail = z.output<typeof OrganisationDetail>;

/** What an act leaves behind: the organisation and the version it now has. */
const Written = z.object({ id, version: dataNumber('optimistic lock') });

/** What a list of organisations is narrowed to, and its order. */
const OrganisationFilter = z.object({
  /** Part of a name or alias, or pinyin or its initials from the beginning. */
  search: z.string().trim().max(100).optional(),
  kind: kind.optional(),
  bodyId: id.optional(),
  on: day.optional(),
  /** Also those that no longer exist on the day. */
  dissolved: z.enum(['true', 'false']).optional(),
  /** Where none is named, the best match first, else the own body with its parts. */
  sort: z.enum(['name', '-name', 'kind', '-kind', 'body', '-body']).optional(),
});

/** Words for whoever acts, as a person explained them, and what they mean in later documents of the body. */
export const OwnerAlias = z
  .object({
    id,
    body: Named,
    text: z.string(),
    organisations: z.array(Named),
    /** The document in whose review it was explained. */
    directive: z.object({ id, title: z.string() }),
    recordedAt: instant,
    recordedBy: z.string(),
    can,
  })
  .meta({ id: 'OwnerAlias' });

export const organisationsContract = contract({
  'GET /api/owner-aliases': {
    permission: 'ownerAlias.keep',
    summary: { zh: '记住的责任单位叫法', en: 'What words for organisations are kept to mean' },
    response: z.object({ items: z.array(OwnerAlias) }),
  },
  'POST /api/owner-aliases/:aliasId/end': {
    permission: 'ownerAlias.keep',
    summary: { zh: '停用责任单位叫法', en: 'End what a wording is kept to mean' },
    params: z.object({ aliasId: id }),
    body: z.object({}),
    response: z.object({ id }),
  },
  'GET /api/organisations': {
    permission: 'organisation.read',
    summary: { zh: '查找组织', en: 'Find organisations' },
    query: OrganisationFilter.extend({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: id.optional(),
    }),
    response: pageOf(OrganisationItem),
  },
  'GET /api/organisations/export': {
    permission: 'organisation.read',
    summary: { zh: '导出组织列表', en: 'Export the list of organisations as .xlsx' },
    query: OrganisationFilter,
    response: z.any(),
    download: true,
    audited: true,
  },
  'GET /api/organisations/:id': {
    permission: 'organisation.read',
    summary: { zh: '查看组织', en: 'See an organisation' },
    params: z.object({ id }),
    query: z.object({ on: day.optional() }),
    response: OrganisationDetail,
  },
  'POST /api/organisations': {
    permission: 'organisation.change',
    summary: { zh: '设立组织', en: 'Found an organisation' },
    body: z.object({
      name,
      aliases: z.array(name).max(10).default([]),
      kind,
      bodyId: id,
      /** Committees that a branch is attached to. */
      attachedTo: z.array(id).max(20).default([]),
      /** The Party organisation that guides and urges it. */
      guidedBy: id.nullable().default(null),
      approvalDocument: z.string().trim().max(200).nullable().default(null),
      foundedOn: day,
    }),
    response: Written,
  },
  'POST /api/organisations/:id/rename': {
    permission: 'organisation.change',
    summary: { zh: '组织更名', en: 'Rename an organisation' },
    params: z.object({ id }),
    body: z.object({
      name,
      /** First day of the new name. */
      from: day,
      /** Whether the former name goes on as an alias. */
      keepFormer: z.boolean().default(true),
      approvalDocument: z.string().trim().max(200).nullable().default(null),
      seenVersion,
    }),
    response: Written,
  },
  'POST /api/organisations/:id/dissolve': {
    permission: 'organisation.change',
    summary: { zh: '撤销组织', en: 'Dissolve an organisation' },
    params: z.object({ id }),
    body: z.object({
      /** First day on which it no longer exists. */
      on: day,
      reason: z.string().trim().min(2).max(500),
      successorId: id.nullable().default(null),
      seenVersion,
    }),
    response: Written,
  },
});
