import { sql } from 'kysely';
import type { ReadContext } from '../../platform/context.ts';
import { lateOn, type TaskState } from '../tasks/index.ts';
import type { PaperKind } from './contract.ts';

const paperColumns = [
  ...(['id', 'kind', 'directive_id', 'addressed_body_id', 'issuer_id', 'state', 'title', 'recipients'] as const),
  ...(['copies_to', 'opening', 'closing', 'printed_by', 'number_code', 'number_year', 'number_serial'] as const),
  ...(['dated_on', 'content', 'version', 'recorded_at', 'issued_at', 'issued_by'] as const),
  ...(['template_id', 'template_version_id'] as const),
];

/** A paper that was not discarded; undefined where there is none. */
export async function findPaper(context: ReadContext, paperId: string) {
  return context.db
    .selectFrom('papers')
    .select(paperColumns)
    .where('id', '=', paperId)
    .where('state', '<>', 'discarded')
    .executeTakeFirst();
}
export type PaperRow = NonNullable<Awaited<ReturnType<typeof findPaper>>>;

/** Dispatched tasks of a document in the order of its clauses; only those of a body, only what is late and not submitted where asked. */
export async function paperTasks(
  context: ReadContext,
  asked: { directiveId: string; bodyId: string | null; late: boolean },
) {
  let query = context.db
    .selectFrom('tasks as t')
    .innerJoin('requirements as r', 'r.id', 't.requirement_id')
    .select(['t.id', 't.action', 't.lead_organisation_id', 't.accountable_person_id', 't.due_on'])
    .select(sql<TaskState>`t.state`.as('state'))
    .where('t.directive_id', '=', asked.directiveId)
    .where('t.state', 'not in', ['draft', 'withdrawn']);
  if (asked.bodyId) query = query.where('t.lead_body_id', '=', asked.bodyId);
  if (asked.late) query = query.where(lateOn(context.today)).where('t.state', '<>', 'submitted').orderBy('t.due_on');
  return query.orderBy('r.position').orderBy('t.due_on').orderBy('t.id').execute();
}

/** The paper that has this number, if one has. */
export async function holderOfNumber(context: ReadContext, number: { code: string; year: number; serial: number }) {
  return context.db
    .selectFrom('papers')
    .select(['id', 'title'])
    .where('number_code', '=', number.code)
    .where('number_year', '=', number.year)
    .where('number_serial', '=', number.serial)
    .executeTakeFirst();
}

/** What the last issued paper of the kind said besides its subject, so that nobody types it again. */
export async function lastIssued(context: ReadContext, kind: PaperKind) {
  return context.db
    .selectFrom('papers')
    .select(['number_code', 'copies_to', 'printed_by', 'template_id'])
    .where('state', '=', 'issued')
    .where('kind', '=', kind)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The highest serial number given under a code in a year; 0 where none was. */
export async function highestSerial(context: ReadContext, code: string, year: number): Promise<number> {
  const row = await context.db
    .selectFrom('papers')
    .select((eb) => eb.fn.max('number_serial').as('serial'))
    .where('number_code', '=', code)
    .where('number_year', '=', year)
    .executeTakeFirst();
  return Number(row?.serial ?? 0);
}

/** Freeze ids of a paper's figures by their names in its text. */
export async function figuresOfPaper(context: ReadContext, paperId: string) {
  return context.db.selectFrom('paper_figures').select(['name', 'freeze_id']).where('paper_id', '=', paperId).execute();
}

/** A page of papers, the newest first. */
export async function listPapers(
  context: ReadContext,
  asked: {
    state?: string;
    kind?: string;
    directiveId?: string;
    after: { at: string; id: string } | null;
    limit: number;
  },
) {
  let query = context.db
    .selectFrom('papers as p')
    .innerJoin('directives as d', 'd.id', 'p.directive_id')
    .select(['p.id', 'p.kind', 'p.state', 'p.title', 'p.number_code', 'p.number_year', 'p.number_serial', 'p.dated_on'])
    .select(['p.recorded_at', 'd.title as directive_title'])
    .where('p.state', '<>', 'discarded');
  if (asked.state) query = query.where('p.state', '=', asked.state);
  if (asked.kind) query = query.where('p.kind', '=', asked.kind);
  if (asked.directiveId) query = query.where('p.directive_id', '=', asked.directiveId);
  const { after } = asked;
  if (after)
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('p.recorded_at', 'p.id'), '<', tuple(after.at, after.id)),
    );
  return query.orderBy('p.recorded_at', 'desc').orderBy('p.id', 'desc').limit(asked.limit).execute();
}

export async function accountName(context: ReadContext, accountId: string): Promise<string | null> {
  const row = await context.db
    .selectFrom('accounts')
    .select('display_name')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row?.display_name ?? null;
}
