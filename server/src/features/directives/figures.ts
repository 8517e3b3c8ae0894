import { sql } from 'kysely';
import { z } from 'zod';
import { figure } from '../../platform/figures/figure.ts';
import type { FactKind } from '../../platform/figures/routes.ts';
import { directiveHeads } from './confirmed.ts';
import type { RequirementContent } from './content.ts';
import { anyOf } from './store.ts';

/** Requirements of the named documents, decided of all. Grouped by `directive_id` it is the progress of each. */
export const requirementsDecided = figure({
  id: 'directives.requirementsDecided',
  version: 1,
  name: { zh: '已审定要求', en: 'Requirements decided' },
  meaning: {
    zh: '文件当前版本的全部要求中，已采纳、不采纳、暂缓、无需落实或知悉的',
    en: 'Of all requirements of the current version, those accepted, rejected, deferred, found without anything to do or made known',
  },
  unit: 'ratio',
  permission: 'directive.review',
  args: z.object({ directiveIds: z.array(z.uuid()).max(200) }),
  facts: (db, { directiveIds }) =>
    db
      .selectFrom('requirements')
      .innerJoin('directives', 'directives.id', 'requirements.directive_id')
      .where('requirements.directive_id', '=', anyOf(directiveIds))
      .where('requirements.decision', '<>', 'gone')
      .select([
        sql<string>`'requirement'`.as('fact_kind'),
        'requirements.id as fact_id',
        'directives.owner_body_id as organisation_id',
        sql<boolean>`requirements.decision <> 'undecided'`.as('in_numerator'),
        sql<number>`1`.as('amount'),
        'requirements.directive_id as directive_id',
      ]) as never,
});

export const directiveFigures = [requirementsDecided];

/** How a requirement is shown among facts. */
export const requirementFactKind: FactKind = {
  kind: 'requirement',
  async describe(context, ids) {
    const rows = await context.db
      .selectFrom('requirements')
      .select(['id', 'directive_id', 'content'])
      .where('id', '=', anyOf(ids))
      .execute();
    const heads = await directiveHeads(context, [...new Set(rows.map((row) => row.directive_id))]);
    return new Map(
      rows.map((row) => [
        row.id,
        {
          title: (row.content as RequirementContent).action,
          subtitle: heads.get(row.directive_id)?.title ?? '',
          link: `/directives/${row.directive_id}/review?requirement=${row.id}`,
        },
      ]),
    );
  },
};
