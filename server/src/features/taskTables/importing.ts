import type { ActContext, ReadContext } from '../../platform/context.ts';
import { sqlState, uniqueViolation } from '../../platform/database/errors.ts';
import { conflict, invalid, refused } from '../../platform/http/problems.ts';
import { type Language, speak } from '../../platform/locale/messages.ts';
import { digestOf, readToken, writeToken } from '../../platform/sheets/preview-token.ts';
import { recordTaskTable } from '../directives/index.ts';
import { recordPeople } from '../people/index.ts';
import { type DraftInput, recordDrafts } from '../tasks/index.ts';
import { assessRow, type PlannedRow } from './assess.ts';
import { columnIds, columnTitles } from './columns.ts';
import { readDay } from './due.ts';
import { factsFor, ownerBody } from './facts.ts';
import type { NewPerson, RowFinding, TableFacts } from './findings.ts';
import { readHead } from './header.ts';
import { say } from './messages.ts';
import type { KeptTable, ReadTable } from './reading.ts';
import type { Choice, TablePreview } from './shapes.ts';
import { importedBefore, nameFile } from './store.ts';

interface Assessed {
  table: ReadTable;
  facts: TableFacts;
  bodyId: string;
  issuedOn: string;
  dated: boolean;
}

export interface TableImport {
  token: string;
  title: string;
  issuer: string;
  issuedOn: string;
  fileName: string;
  choices: Choice[];
}

/** What a table is looked up in. */
async function look(context: ReadContext, table: ReadTable, issuedOn: string | undefined): Promise<Assessed> {
  const written = readHead(table.header.above).date;
  const found = written === null ? null : readDay(written);
  const day = issuedOn ?? found ?? context.today;
  const bodyId = await ownerBody(context);
  if (!bodyId) throw invalid(say.nothingVisible());
  const facts = await factsFor(context, table.rows, { bodyId, issuedOn: day });
  return { table, facts, bodyId, issuedOn: day, dated: issuedOn !== undefined || found !== null };
}

/** What stands for the preview: every row as it would be taken in before anybody chose anything. */
function digestFor({ table, facts, bodyId, issuedOn }: Assessed): string {
  const rows = table.rows.map((row) => {
    const { content, leads, supporters, leader, findings } = assessRow(row, [], facts);
    return {
      row: row.row,
      cells: row.cells,
      content,
      leads,
      supporters,
      leader,
      open: findings.map((one) => [one.column, one.value, one.offers]),
    };
  });
  return digestOf({ rows, bodyId, issuedOn });
}

/**
 * What a kept table would become, row by row, with everything that needs a decision. Nothing is written.
 * @param issuedOn the day from which words such as 6月底 count; read from the table, else today, where absent
 */
export async function previewTable(
  context: ReadContext,
  { table, sha256 }: KeptTable,
  fileName: string,
  language: Language,
  issuedOn?: string,
): Promise<TablePreview> {
  const seen = await look(context, table, issuedOn);
  const { facts } = seen;
  const head = readHead(table.header.above);
  return {
    token: writeToken({ sha256, digest: digestFor(seen) }),
    fileName,
    sheet: table.grid.sheet,
    otherSheets: table.grids.filter((grid) => grid !== table.grid).map((grid) => grid.sheet),
    title: head.title,
    issuer: head.unit,
    issuedOn: seen.issuedOn,
    dated: seen.dated,
    columns: columnIds.filter((id) => table.header.columns.has(id)).map((id) => ({ id, title: columnTitles[id] })),
    ignoredColumns: table.header.ignored,
    leftOut: table.leftOut,
    already: await importedBefore(context.db, sha256),
    rows: table.rows.map((row) => previewRow(assessRow(row, [], facts), facts, language)),
  };
}

function previewRow(planned: PlannedRow, facts: TableFacts, language: Language): TablePreview['rows'][number] {
  const { row, cells, leads, supporters, leader, dueOn, findings } = planned;
  const named = (id: string) => ({ id, name: facts.organisationName(id) });
  return {
    row,
    status: findings.some((one) => one.severity === 'error') ? 'error' : findings.length > 0 ? 'warning' : 'new',
    cells: Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== '')),
    leads: leads.map((lead) => ({
      ...named(lead.organisationId),
      accountable: lead.personName ?? facts.liaisonOf(lead.organisationId)?.personName ?? null,
    })),
    supporters: supporters.map(named),
    leader: leader?.name ?? null,
    dueOn,
    findings: findings.map((one) => spoken(one, language)),
  };
}

export function spoken(one: RowFinding, language: Language) {
  const { severity, row, column, value, organisationId, offers } = one;
  const title = column === 'row' ? '' : columnTitles[column];
  return {
    severity,
    row,
    column,
    title,
    value,
    organisationId,
    message: speak(one.message, language),
    remedy: speak(one.remedy, language),
    offers,
  };
}

/**
 * Takes a previewed table in, all or nothing: a document of kind task table whose rows are confirmed requirements, a draft
 * task for each lead, and 进展 as progress on behalf with the table as its source (spine.md 3.7).
 * @param kept the file that the token names, as `readKept` read it
 * @throws Problem conflict when the file was imported before or what the preview showed has changed; refused while a finding
 * is open
 */
export async function importTable(
  context: ActContext,
  input: TableImport,
  kept: KeptTable,
  language: Language,
): Promise<{ directiveId: string; taskIds: string[] }> {
  const { sha256, digest } = readToken(input.token);
  await nameFile(context, sha256, kept.size);
  const before = await importedBefore(context.db, sha256);
  if (before) throw conflict(say.already({ title: before.title, on: before.importedOn }), { current: before });
  const seen = await look(context, kept.table, input.issuedOn);
  if (digestFor(seen) !== digest) {
    const current = await previewTable(context, kept, input.fileName, language, input.issuedOn);
    throw conflict(say.changedMeanwhile(), { current });
  }
  const rows = seen.table.rows.map((row) => assessRow(row, input.choices, seen.facts)).filter((row) => !row.leftOut);
  if (rows.length === 0) throw refused(say.noRows());
  const open = rows.flatMap((row) => row.findings.filter((one) => one.severity === 'error'));
  if (open.length > 0)
    throw refused(say.rowsOpen({ count: open.length }), { errors: open.map((one) => spoken(one, language)) });
  const created = await putOnRecord(
    context,
    rows.flatMap((row) => row.leads.flatMap((lead) => lead.newPerson ?? [])),
  );

  const leads = [...new Set(rows.flatMap((row) => row.leads.map((lead) => lead.organisationId)))];
  const recorded = await recordTaskTable(context, {
    title: input.title,
    issuerName: input.issuer,
    ownerBodyId: seen.bodyId,
    issuedOn: input.issuedOn,
    horizon: horizonOf(input.issuedOn, rows),
    audience: { text: '', organisationIds: leads },
    columns: columnIds.filter((id) => id !== 'taskId').map((id) => columnTitles[id]),
    rows: rows.map(({ cells, content, row }) => ({
      number: cells.number || String(row),
      group: cells.keyTask,
      cells: columnIds.filter((id) => id !== 'taskId').map((id) => cells[id]),
      content,
    })),
    fileSha256: sha256,
  });
  const source = speak(say.importSource({ title: input.title }), 'zh-CN').slice(0, 300);
  const taskIds = await recordDrafts(
    context,
    rows.flatMap((row, index) => draftsOf(row, recorded.directiveId, recorded.requirements[index], created, source)),
  );
  context.note({ file: sha256 });
  return { directiveId: recorded.directiveId, taskIds };
}

/** The end of the year of issue, or the last deadline of the table where that is later. */
function horizonOf(issuedOn: string, rows: readonly PlannedRow[]): string {
  return rows.reduce(
    (latest, { dueOn }) => (dueOn !== null && dueOn > latest ? dueOn : latest),
    `${issuedOn.slice(0, 4)}-12-31`,
  );
}

function draftsOf(
  row: PlannedRow,
  directiveId: string,
  requirement: { requirementId: string; revision: number; clauseKey: string | null } | undefined,
  created: ReadonlyMap<string, string>,
  source: string,
): DraftInput[] {
  if (!requirement) throw new Error('Every row is recorded as a requirement');
  return row.leads.map((lead) => ({
    directiveId,
    requirementId: requirement.requirementId,
    requirementRevision: requirement.revision,
    clauseKey: requirement.clauseKey,
    content: row.content,
    leadOrganisationId: lead.organisationId,
    supporters: row.supporters,
    accountablePersonId: lead.newPerson ? (created.get(personKey(lead.newPerson)) ?? null) : lead.personId,
    leaderPersonId: row.leader?.personId ?? null,
    dueOn: row.dueOn,
    remark: row.cells.remark.slice(0, 1000),
    foundBy: row.cells.keyTask,
    progress: row.progress === '' ? null : { text: row.progress, source },
  }));
}

const personKey = ({ mobile }: NewPerson) => mobile;

/** Puts the people on record whom somebody chose to add, each once, as 责任人 of the organisation. @throws Problem conflict */
async function putOnRecord(context: ActContext, wanted: readonly NewPerson[]): Promise<Map<string, string>> {
  const people = new Map(wanted.map((person) => [personKey(person), { id: context.newId(), ...person }]));
  for (const person of people.values()) {
    const { id, name, mobile, organisationId } = person;
    const post = {
      id: context.newId(),
      personId: id,
      organisationId,
      post: columnTitles.person,
      validFrom: context.today,
      validTo: null,
    };
    try {
      await recordPeople(context, {
        people: [{ id, name, mobile }],
        memberships: [],
        branchMemberships: [],
        posts: [post],
      });
    } catch (error) {
      if (sqlState(error) === uniqueViolation) throw conflict(say.mobileTaken({ name }));
      throw error;
    }
  }
  return new Map([...people].map(([key, { id }]) => [key, id]));
}
