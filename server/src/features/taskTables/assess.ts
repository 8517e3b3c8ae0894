import { findQuantities, hardnessOf, kindOfAction } from '@xieli/directive';
import { looksLikeFormula } from '../../platform/sheets/grid.ts';
import type { Owner, RequirementContent } from '../directives/index.ts';
import type { ColumnId } from './columns.ts';
import { type ReadDue, readDue } from './due.ts';
import { finding, type PlannedLead, partsOf, type RowFinding, type TableFacts } from './findings.ts';
import { say } from './messages.ts';
import { accountableOf, leaderOf } from './persons.ts';
import type { SheetRow } from './rows.ts';
import type { Choice, Offer } from './shapes.ts';

export interface PlannedRow {
  row: number;
  cells: Record<ColumnId, string>;
  content: RequirementContent;
  leads: PlannedLead[];
  supporters: string[];
  leader: { personId: string; name: string } | null;
  dueOn: string | null;
  progress: string;
  findings: RowFinding[];
  /** A person decided that the row is not imported. */
  leftOut: boolean;
}

const longestAction = 1000;
/** 完成情况 that says nothing happened yet. */
const notBegun = /^(?:未启动|未开始|未完成|否|正在推进|推进中|进行中|正在进行|—|-|\/|无)?$/;

/**
 * What a row would become: one requirement, and one draft task for each of its leads (spine.md 3.7). Pure; nothing is
 * guessed: what is unknown or ambiguous is a finding with the choices that a person has.
 */
export function assessRow(sheetRow: SheetRow, choices: readonly Choice[], facts: TableFacts): PlannedRow {
  const { row, cells } = sheetRow;
  const mine = choices.filter((choice) => choice.row === row);
  const findings: RowFinding[] = [];
  const leads = organisationsOf(sheetRow, 'lead', mine, facts, findings);
  const supporters = supportersOf(sheetRow, leads, mine, facts, findings);
  const due = dueOf(sheetRow, mine, facts, findings);
  const action = actionOf(sheetRow, findings);
  const planned = leads.map((lead) => accountableOf(sheetRow, lead, leads, mine, facts, findings));
  const leader = leaderOf(sheetRow, mine, facts, findings);
  noteFormulas(sheetRow, findings);
  const leftOut = mine.some((choice) => choice.column === 'row' && choice.choose.kind === 'leaveOut');
  return {
    row,
    cells,
    content: contentOf(sheetRow, action, owners(leads, supporters, facts), due),
    leads: planned,
    supporters,
    leader,
    dueOn: due.dueOn,
    progress: progressOf(cells),
    findings: leftOut ? [] : findings,
    leftOut,
  };
}

/** The whole cell first, then its parts (measures.md 1.6). */
function organisationsOf(
  { row, cells }: SheetRow,
  column: 'lead' | 'support',
  choices: readonly Choice[],
  facts: TableFacts,
  findings: RowFinding[],
): string[] {
  const text = cells[column];
  if (text === '') {
    if (column === 'support') return [];
    const chosen = organisationChosen(choices, column, '');
    if (typeof chosen === 'string') return [chosen];
    findings.push(
      finding('error', row, column, '', say.leadEmpty(), say.leadEmptyHow(), [
        { kind: 'searchOrganisation' },
        { kind: 'leaveOut' },
      ]),
    );
    return [];
  }
  const whole = facts.resolve(text);
  if (whole.organisationIds.length > 0) return [...whole.organisationIds];
  const found = partsOf(text).flatMap((part) => {
    const chosen = organisationChosen(choices, column, part);
    if (chosen === 'leaveOut') return [];
    if (chosen) return [chosen];
    const { organisationIds, candidates } = facts.resolve(part);
    if (organisationIds.length > 0) return organisationIds;
    const message =
      candidates.length > 1 ? say.organisationAmbiguous({ value: part }) : say.organisationUnknown({ value: part });
    const offers: Offer[] = candidates
      .slice(0, 8)
      .map((id) => ({ kind: 'organisation', id, name: facts.organisationName(id) }));
    const how = column === 'lead' ? say.organisationHow() : say.supportHow();
    findings.push(
      finding('error', row, column, part, message, how, [
        ...offers,
        { kind: 'searchOrganisation' },
        { kind: 'leaveOut' },
      ]),
    );
    return [];
  });
  return [...new Set(found)];
}

function supportersOf(
  row: SheetRow,
  leads: readonly string[],
  choices: readonly Choice[],
  facts: TableFacts,
  findings: RowFinding[],
): string[] {
  const all = organisationsOf(row, 'support', choices, facts, findings);
  for (const id of all.filter((one) => leads.includes(one))) {
    const value = facts.organisationName(id);
    findings.push(finding('warning', row.row, 'support', value, say.leadSupports({ value }), say.nothingToDo()));
  }
  return all.filter((id) => !leads.includes(id));
}

function organisationChosen(choices: readonly Choice[], column: 'lead' | 'support', value: string): string | null {
  const choice = choices.find((one) => one.column === column && one.value === value)?.choose;
  if (choice?.kind === 'organisation') return choice.id;
  return choice?.kind === 'leaveOut' && column === 'support' ? 'leaveOut' : null;
}

function dueOf(
  { row, cells }: SheetRow,
  choices: readonly Choice[],
  facts: TableFacts,
  findings: RowFinding[],
): ReadDue {
  const due = readDue(cells.due, facts.issuedOn);
  const value = cells.due;
  const leaveOut = choices.some((choice) => choice.column === 'due' && choice.choose.kind === 'leaveOut');
  if (due.unreadable && !leaveOut) {
    findings.push(
      finding('error', row, 'due', value, say.dueUnreadable({ value }), say.dueUnreadableHow(), [{ kind: 'leaveOut' }]),
    );
  } else if (value !== '' && due.dueOn === null && !due.recurrence && !due.unreadable) {
    findings.push(finding('warning', row, 'due', value, say.dueVague({ value }), say.nothingToDo()));
  } else if (due.dueOn !== null && due.dueOn < facts.today) {
    findings.push(finding('warning', row, 'due', value, say.duePassed(), say.nothingToDo()));
  }
  return due;
}

function actionOf({ row, cells }: SheetRow, findings: RowFinding[]): string {
  const action = cells.measure || cells.keyTask;
  if (action === '')
    findings.push(finding('error', row, 'measure', '', say.taskEmpty(), say.taskEmptyHow(), [{ kind: 'leaveOut' }]));
  if (action.length > longestAction) {
    findings.push(
      finding('error', row, 'measure', `${action.slice(0, 60)}…`, say.taskTooLong(), say.taskTooLongHow(), [
        { kind: 'leaveOut' },
      ]),
    );
  }
  return action.slice(0, longestAction).toWellFormed();
}

function noteFormulas({ row, cells }: SheetRow, findings: RowFinding[]): void {
  for (const [column, value] of Object.entries(cells) as [ColumnId, string][]) {
    if (looksLikeFormula(value))
      findings.push(finding('warning', row, column, value, say.formula({ value }), say.nothingToDo()));
  }
}

function owners(leads: readonly string[], supporters: readonly string[], facts: TableFacts): Owner[] {
  const owner = (role: Owner['role']) => (id: string) => ({
    text: facts.organisationName(id).slice(0, 200),
    role,
    organisationIds: [id],
    query: null,
    audience: false,
  });
  return [...leads.map(owner('lead')), ...supporters.map(owner('support'))].slice(0, 60);
}

function contentOf({ cells }: SheetRow, action: string, owner: Owner[], due: ReadDue): RequirementContent {
  const quantities = findQuantities(action).slice(0, 20);
  const { deadline, recurrence } = due;
  const hardness = hardnessOf({
    quote: action,
    kind: kindOfAction(action, null, 'imperative'),
    strength: 'M3',
    force: 'imperative',
    dated: due.dueOn !== null,
    datedItself: false,
    recurrence,
    quantities,
  });
  return {
    // An empty action is a finding that stops the import; the shape asks for a word all the same.
    action: action || cells.keyTask || '—',
    standard: quantities
      .map((quantity) => quantity.text)
      .join('；')
      .slice(0, 1000),
    act: 'directive',
    hardness,
    owners: owner,
    deadline,
    recurrence: recurrence && { ...recurrence, text: recurrence.text.slice(0, 100) },
    quantities,
    supervisionMode: null,
    supervisionObject: null,
    references: [],
    evidenceExpected: '',
    evidenceDemand: null,
  };
}

/** 进展 and what 完成情况 adds to it, as one report. */
function progressOf({ progress, completion }: Record<ColumnId, string>): string {
  if (notBegun.test(completion) || progress.includes(completion)) return progress.slice(0, 2000);
  return [progress, `完成情况：${completion}`]
    .filter((part) => part !== '')
    .join('。')
    .slice(0, 2000);
}
