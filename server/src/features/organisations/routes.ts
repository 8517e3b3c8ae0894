import { reaches } from '../../platform/access/actor.ts';
import { permissions } from '../../platform/access/permissions.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { invalid, notFound } from '../../platform/http/problems.ts';
import { type Language, languageOf, messages, speak } from '../../platform/locale/messages.ts';
import { ledgerRoute } from '../../platform/sheets/ledger.ts';
import { countWrite, dissolve, found, rename } from './acts.ts';
import { organisationsContract } from './contract.ts';
import { exportOrganisations } from './exporting.ts';
import { eveOf } from './facts.ts';
import { type ListingQuery, listPage } from './listing.ts';
import { listedOrganisations } from './name-index.ts';
import { bodiesOf, existingOn, organisationNames, organisationsById, tenantBody } from './names.ts';
import { bodyOfAlias, endOwnerAlias, keptAliases } from './owner-aliases.ts';
import { type Finding, findingOnDissolving, findingOnFounding, findingOnRenaming, say } from './rules.ts';
import { endingOf, officialName, readOrganisation, takenNames } from './store.ts';

const sayCan = messages('organisations.can', {
  noRight: { zh: '您没有“{permission}”的权限', en: 'You do not have the right “{permission}”' },
  dissolved: { zh: '该组织已撤销', en: 'The organisation is dissolved' },
  notABody: { zh: '只能在政协委员会之下设立', en: 'Organisations are founded under a body' },
});

/** What dissolving an organisation does beyond this feature, in the same act. */
export interface OrganisationDependencies {
  /** Ends what people hold there. */
  endPosts(context: ActContext, organisationId: string, lastDay: string): Promise<void>;
}

export function organisationRoutes(dependencies: OrganisationDependencies): FeatureRoutes {
  const bodyOfParam = async (context: ReadContext, { params }: { params: { id: string } }) => {
    const bodies = await bodiesOf(context, [params.id]);
    return bodies.has(params.id) ? [params.id] : [];
  };

  return implement(organisationsContract, {
    'GET /api/owner-aliases': {
      handle: (context) => listAliases(context),
    },

    'POST /api/owner-aliases/:aliasId/end': {
      concerns: (context, { params }) => bodyOfAlias(context, params.aliasId),
      async handle(context, { params }) {
        await endOwnerAlias(context, params.aliasId);
        return { id: params.aliasId };
      },
    },

    'GET /api/organisations': {
      handle: async (context, { query }) => (await pagesOf(context, query))(query),
    },

    'GET /api/organisations/export': ledgerRoute('organisations', async (context, { query, visitor }) => {
      const pageOf = await pagesOf(context, query);
      const whole = async () => pageOf({ limit: Number.POSITIVE_INFINITY });
      return exportOrganisations(context, query, whole, languageOf(visitor.language));
    }),

    'GET /api/organisations/:id': {
      async handle(context, { params, query, visitor }) {
        const detail = await readOrganisation(context, params.id, query.on ?? context.today);
        if (!detail) throw notFound(say.notFound());
        return { ...detail, can: await canDo(context, detail, visitor.language === 'en' ? 'en' : 'zh-CN') };
      },
    },

    'POST /api/organisations': {
      concerns: async (_context, { body }) => [body.bodyId],
      async handle(context, { body }) {
        await lockBody(context, body.bodyId);
        const others = await organisationsById(
          context,
          [body.bodyId, ...body.attachedTo, ...(body.guidedBy ? [body.guidedBy] : [])],
          body.foundedOn,
        );
        const taken = await takenNames(context, body.bodyId, body.foundedOn);
        refuse(findingOnFounding(body, body.bodyId, others, taken, context.today));
        return { id: await found(context, body), version: 1 };
      },
    },

    'POST /api/organisations/:id/rename': {
      concerns: bodyOfParam,
      async handle(context, { params, body }) {
        const { version, present } = await beginWrite(context, params.id, body.seenVersion, context.today);
        const bodyId = (await bodiesOf(context, [params.id])).get(params.id) ?? params.id;
        const taken = await takenNames(context, bodyId, body.from, params.id);
        const exists = (await existingOn(context, [params.id], context.today)).has(params.id);
        refuse(findingOnRenaming(body, { ...present, exists }, taken, context.today));
        await rename(context, params.id, present, body);
        return { id: params.id, version };
      },
    },

    'POST /api/organisations/:id/dissolve': {
      concerns: bodyOfParam,
      async handle(context, { params, body }) {
        const { version } = await beginWrite(context, params.id, body.seenVersion, context.today);
        const known = await organisationsById(
          context,
          [params.id, ...(body.successorId ? [body.successorId] : [])],
          body.on,
        );
        const bodyId = known.get(params.id)?.bodyId ?? params.id;
        const ending = await endingOf(context, params.id, bodyId, body.on);
        refuse(findingOnDissolving(body, params.id, ending, known.get(body.successorId ?? ''), context.today));
        await dissolve(context, params.id, body);
        await dependencies.endPosts(context, params.id, eveOf(body.on));
        return { id: params.id, version };
      },
    },
  });
}

/** What is kept in the bodies that the caller reaches. */
async function listAliases(context: ReadContext) {
  const reach = await context.reach('ownerAlias.keep');
  const rows = (await keptAliases(context)).filter((row) => reaches(reach, [row.body_id]));
  const ids = rows.flatMap((row) => [row.body_id, ...row.organisation_ids]);
  const names = await organisationNames(context, [...new Set(ids)]);
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  return {
    items: rows.map((row) => ({
      ...{ id: row.id, body: named(row.body_id), text: row.text, organisations: row.organisation_ids.map(named) },
      ...{ directive: { id: row.directive_id, title: row.title }, recordedAt: row.recorded_at },
      ...{ recordedBy: row.display_name ?? '', can: [{ action: 'end', allowed: true, reason: null }] },
    })),
  };
}

/** Pages of the list that a query asks for; the organisations are read once for all of them. */
async function pagesOf(
  context: ReadContext,
  query: Omit<ListingQuery, 'cursor' | 'limit'> & { on?: string | undefined; dissolved?: string | undefined },
) {
  const [organisations, ownBodyId] = await Promise.all([
    listedOrganisations(context, query.on ?? context.today, query.dissolved === 'true'),
    tenantBody(context),
  ]);
  return (page: Pick<ListingQuery, 'cursor' | 'limit'>) => listPage(organisations, { ...query, ...page }, ownBodyId);
}

/** One founding in a body at a time, so that two clerks do not found the same branch. */
async function lockBody(context: ActContext, bodyId: string): Promise<void> {
  await context.db.selectFrom('organisations').select('id').where('id', '=', bodyId).forUpdate().execute();
}

/** Checks and counts the version, and reads the present name. @throws Problem notFound or conflict */
async function beginWrite(context: ActContext, id: string, seenVersion: number, on: string) {
  const present = await officialName(context, id, on);
  if (!present) throw notFound(say.notFound());
  const version = await countWrite(context, id, seenVersion, () => readOrganisation(context, id, on));
  return { version, present };
}

/** @throws Problem invalid with the field of the finding */
function refuse(finding: Finding | null): void {
  if (finding) throw invalid(finding.said, { field: finding.field });
}

/** What the caller may do here, by the rows of the table that the routes enforce. */
async function canDo(
  context: ReadContext,
  detail: { id: string; kind: string; existence: { exists: boolean } },
  language: Language,
) {
  const actions = [
    {
      action: 'found',
      permission: 'organisation.change' as const,
      blocked: detail.kind === 'cppccBody' ? null : sayCan.notABody(),
    },
    { action: 'rename', permission: 'organisation.change' as const, blocked: null },
    { action: 'dissolve', permission: 'organisation.change' as const, blocked: null },
    { action: 'appoint', permission: 'person.appoint' as const, blocked: null },
  ];
  return Promise.all(
    actions.map(async ({ action, permission, blocked }) => {
      const held = reaches(await context.reach(permission), [detail.id]);
      const words = permissions[permission];
      const reason = !held
        ? sayCan.noRight({ permission: language === 'en' ? words.en : words.zh })
        : detail.existence.exists
          ? blocked
          : sayCan.dissolved();
      return { action, allowed: reason === null, reason: reason === null ? null : speak(reason, language) };
    }),
  );
}
