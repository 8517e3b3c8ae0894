import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { groupedFigure } from '../../platform/figures/figure.ts';
import type { Input, Output } from '../../platform/http/contract.ts';
import type { Language, Sentence } from '../../platform/locale/messages.ts';
import type { Ledger } from '../../platform/sheets/ledger.ts';
import { listSheet, unchanging, wordsOf } from '../../platform/sheets/list-sheet.ts';
import type { DirectiveKind, directivesContract } from './contract.ts';
import { requirementsDecided } from './figures.ts';
import type { DirectiveState, stateOf } from './rules.ts';
import { withinReach } from './store.ts';

type Contract = typeof directivesContract;
type ListQuery = Input<Contract['GET /api/directives']>['query'];
const pageSize = 30;

/** One page of documents within reach, filtered and ordered by their day. */
export async function listDirectives(
  context: ReadContext,
  query: ListQuery,
  permission: 'directive.read' | 'directive.export' = 'directive.read',
): Promise<Output<Contract['GET /api/directives']>> {
  const direction = query.sort === 'issuedOn' ? 'asc' : 'desc';
  const beyond = sql.raw(direction === 'asc' ? '>' : '<');
  const newest = context.db
    .selectFrom('directive_versions')
    .distinctOn('directive_id')
    .select(['directive_id', 'number', 'confirmed_at'])
    .orderBy('directive_id')
    .orderBy('number', 'desc');
  const state = sql<ReturnType<typeof stateOf>>`case when withdrawn_at is not null then 'withdrawn'
    when newest.confirmed_at is not null then 'confirmed' when newest.number > 1 then 'revising' else 'reviewing' end`;
  let list = context.db
    .selectFrom('directives')
    .innerJoin(newest.as('newest'), 'newest.directive_id', 'directives.id')
    .select(['id', 'kind', 'title', 'issuer_name', 'document_number', 'issued_on', 'sample', state.as('state')])
    .orderBy('issued_on', direction)
    .orderBy('id', direction)
    .limit(pageSize + 1);
  const reach = await context.reach(permission);
  if (!reach.city) list = list.where(withinReach(reach.organisationIds));
  if (query.kind) list = list.where('kind', '=', query.kind);
  list = query.state ? list.where(state, '=', query.state) : list.where('withdrawn_at', 'is', null);
  if (query.search) {
    const pattern = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
    list = list.where((any) =>
      any.or([
        any('title', 'ilike', pattern),
        any('issuer_name', 'ilike', pattern),
        any('document_number', 'ilike', pattern),
      ]),
    );
  }
  if (query.cursor)
    list = list.where(
      sql<boolean>`(issued_on, id) ${beyond} (${query.cursor.split('_')[0]}::date, ${query.cursor.split('_')[1]}::uuid)`,
    );
  const rows = await list.execute();
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  const progress = await groupedFigure(context, requirementsDecided, { directiveIds: page.map((row) => row.id) }, [
    'directive_id',
  ]);
  const decided = new Map(progress.map(({ keys, figure }) => [keys.directive_id, figure]));
  return {
    items: page.map((row) => ({
      ...{
        id: row.id,
        kind: row.kind as Output<Contract['GET /api/directives']>['items'][number]['kind'],
        title: row.title,
      },
      ...{ issuerName: row.issuer_name, documentNumber: row.document_number, issuedOn: row.issued_on },
      ...{ state: row.state, sample: row.sample, decided: decided.get(row.id) ?? null },
    })),
    next: last ? `${last.issued_on}_${last.id}` : null,
  };
}

const kindWords: Record<DirectiveKind, Sentence> = {
  speech: { zh: '讲话', en: 'speech' },
  opinion: { zh: '意见', en: 'opinion' },
  notice: { zh: '通知', en: 'notice' },
  plan: { zh: '方案', en: 'plan' },
  keyPoints: { zh: '工作要点', en: 'key points' },
  minutes: { zh: '纪要', en: 'minutes' },
  letter: { zh: '函', en: 'letter' },
  measures: { zh: '办法', en: 'measures' },
  taskTable: { zh: '任务分解表', en: 'task table' },
  instruction: { zh: '批示', en: 'instruction' },
  other: { zh: '其他', en: 'other' },
};

const stateWords: Record<DirectiveState, Sentence> = {
  reviewing: { zh: '审定中', en: 'under review' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  revising: { zh: '修订中', en: 'under revision' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

const onItsPage: Sentence = { zh: '在部署文件页更改', en: 'Change it on the page of the document' };
const decidedThere: Sentence = { zh: '由审定得出，在审定页办理', en: 'Follows from the review' };

/** The list of documents as a ledger, as far as the reader may take it along. */
export function exportDirectives(
  context: ReadContext,
  filter: Input<Contract['GET /api/directives/export']>['query'],
  language: Language,
): Promise<Ledger> {
  const kind = wordsOf(kindWords, language);
  const state = wordsOf(stateWords, language);
  return listSheet(
    context,
    {
      title: { zh: '部署文件列表', en: 'Documents' },
      filter,
      read: (cursor) => listDirectives(context, { ...filter, cursor }, 'directive.export'),
      rowId: (row) => row.id,
      page: '/directives/{id}/review',
      columns: [
        { title: { zh: '标题', en: 'Title' }, width: 50, cell: (row) => row.title, change: onItsPage },
        { title: { zh: '类型', en: 'Kind' }, width: 12, cell: (row) => kind(row.kind), change: onItsPage },
        { title: { zh: '发文单位', en: 'Issuer' }, width: 24, cell: (row) => row.issuerName, change: onItsPage },
        { title: { zh: '文号', en: 'Number' }, width: 20, cell: (row) => row.documentNumber ?? '', change: onItsPage },
        { title: { zh: '成文日期', en: 'Issued on' }, width: 12, cell: (row) => row.issuedOn, change: onItsPage },
        { title: { zh: '状态', en: 'State' }, width: 10, cell: (row) => state(row.state), change: decidedThere },
        {
          title: { zh: '已审定', en: 'Decided' },
          width: 12,
          cell: (row) => fraction(row.decided),
          change: decidedThere,
        },
        { title: { zh: '编号', en: 'Id' }, width: 12, cell: (row) => row.id, change: unchanging },
      ],
    },
    language,
  );
}

/** `12/27`: decided of all, as the list shows it. */
function fraction(decided: { numerator: number | null; denominator: number | null } | null): string {
  return decided === null || decided.denominator === null ? '' : `${decided.numerator ?? 0}/${decided.denominator}`;
}
