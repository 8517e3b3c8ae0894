import { type CellKind, cellReaders, emptyValues } from './cells.ts';
import { type Column, type Draft, type Field, type Template, type TemplateId, templates } from './definitions.ts';
import {
  type Header,
  type HeaderSearch,
  letterOf,
  readHeader,
  repeatsHeader,
  type SheetRow,
  searchedRows,
  searchHeader,
} from './header.ts';
import { fileMemory } from './memory.ts';
import { type Finding, message, type TemplateMessage } from './messages.ts';
import { cellText, isEmpty, type Outcome, read } from './outcome.ts';
import { type Judgement, rowRules } from './rules.ts';

/** What a row gave: its draft, unless it is empty or in error. */
export interface RowReading<Id extends TemplateId> {
  draft: Draft<Id> | null;
  errors: readonly Finding[];
  warnings: readonly Finding[];
}

/** Reads a sheet row after row; it remembers of a row no more than later rows can contradict. */
export interface TemplateReader<Id extends TemplateId> {
  /** Takes the next row, the header first. */
  add(row: SheetRow): RowReading<Id>;
  /** Ends the sheet and says what only its end shows: a header that is nowhere. */
  end(): readonly Finding[];
  /** Whether the header is no header; what follows is not read then. */
  readonly isRefused: boolean;
}

export interface TemplateReading<Id extends TemplateId> {
  drafts: Draft<Id>[];
  errors: Finding[];
  warnings: Finding[];
}

/** Reads a whole sheet as one of the templates. Nothing is thrown, whatever the cells hold. */
export function readTemplate<Id extends TemplateId>(id: Id, rows: Iterable<SheetRow>): TemplateReading<Id> {
  const reader = templateReader(id);
  const whole: TemplateReading<Id> = { drafts: [], errors: [], warnings: [] };
  for (const row of rows) {
    const { draft, errors, warnings } = reader.add(row);
    if (draft) whole.drafts.push(draft);
    whole.errors.push(...errors);
    whole.warnings.push(...warnings);
  }
  whole.errors.push(...reader.end());
  return whole;
}

/** Opens a reader that takes the rows of a sheet as they come, for a file of any length. */
export function templateReader<Id extends TemplateId>(id: Id): TemplateReader<Id> {
  const template: Template = templates[id];
  const nothing: RowReading<Id> = { draft: null, errors: [], warnings: [] };
  let readRow: ((row: SheetRow) => RowReading<Id>) | null = null;
  let search: HeaderSearch | null = null;
  let isRefused = false;

  function refuse(found: HeaderSearch): readonly Finding[] {
    isRefused = true;
    search = null;
    return found.errors();
  }

  function begin(row: SheetRow): RowReading<Id> {
    const isFirst = row.row === 1;
    const header = readHeader(template, isFirst ? row : { row: 1, cells: [] });
    if (header.missing.length > 0) {
      search = searchHeader(template, header);
      if (!isFirst) search.add(row);
      return { ...nothing, warnings: isFirst && header.places.size > 0 ? header.warnings : [] };
    }
    isRefused = header.errors.length > 0;
    readRow = rowReader(id, template, header);
    return { ...nothing, errors: header.errors, warnings: header.warnings };
  }

  return {
    get isRefused() {
      return isRefused;
    },
    add(row) {
      if (isRefused) return nothing;
      if (readRow) return readRow(row);
      if (!search) return begin(row);
      if (row.row <= searchedRows) {
        search.add(row);
        return nothing;
      }
      return { ...nothing, errors: refuse(search) };
    },
    end() {
      if (isRefused || readRow) return [];
      return refuse(search ?? searchHeader(template, readHeader(template, { row: 1, cells: [] })));
    },
  };
}

function rowReader<Id extends TemplateId>(id: Id, template: Template, header: Header) {
  const columns = template.columns.map((column) => ({ ...column, place: header.places.get(column.field) ?? -1 }));
  const byField = new Map(columns.map((column) => [column.field, column]));
  const memory = fileMemory(id, template);
  const isTitled = [...header.isTitled];
  const judge = rowRules[id] as (seen: Record<string, unknown>) => Judgement<TemplateId>;

  /** Contents without a title are told once for each column. */
  function untitled({ row, cells }: SheetRow): Finding[] {
    const found: Finding[] = [];
    for (const [place, cell] of cells.entries()) {
      if (isTitled[place] || isEmpty(cell)) continue;
      isTitled[place] = true;
      const said = message('columnUntitled', { letter: letterOf(place) });
      found.push({ row, column: '', value: cellText(cell), message: said });
    }
    return found;
  }

  return (sheetRow: SheetRow): RowReading<Id> => {
    const { row, cells } = sheetRow;
    const warnings = untitled(sheetRow);
    if (columns.every(({ place }) => isEmpty(cells[place]))) return { draft: null, errors: [], warnings };
    if (repeatsHeader(template, header, cells)) {
      return { draft: null, errors: [{ row, column: '', value: '', message: message('headerAgain') }], warnings };
    }
    const errors: Finding[] = [];
    const raw: Record<string, string> = {};
    const seen: Record<string, unknown> = {};
    const tell = (found: Finding[], field: string, said: TemplateMessage) => {
      found.push({ row, column: byField.get(field)?.title ?? '', value: raw[field] ?? '', message: said });
    };
    for (const column of columns) {
      const cell = cells[column.place];
      raw[column.field] = cellText(cell);
      const outcome = isEmpty(cell) ? emptyOutcome(column) : cellOutcome(column, cellReaders[column.kind](cell));
      if (outcome.ok) seen[column.field] = outcome.value;
      else tell(errors, column.field, outcome.fault);
    }
    for (const { field, message: said } of endsBeforeStart(template, byField, seen)) tell(errors, field, said);
    const { faults, settled } = judge(seen);
    for (const { field, message: said, isWarning } of faults) tell(isWarning ? warnings : errors, field, said);
    Object.assign(seen, settled);
    for (const { field, message: said } of memory.clashes(seen, row)) tell(errors, field, said);
    const draft = errors.length === 0 ? ({ ...seen, row, raw } as Draft<Id>) : null;
    return { draft, errors, warnings };
  };
}

function emptyOutcome({ kind, need }: Column): Outcome<unknown> {
  if (need === 'always') return { ok: false, fault: message('cellEmpty') };
  return read((emptyValues as { [K in CellKind]?: unknown })[kind] ?? null);
}

/** A list of nothing but separators is empty. */
function cellOutcome(column: Column, outcome: Outcome<unknown>): Outcome<unknown> {
  if (outcome.ok && Array.isArray(outcome.value) && outcome.value.length === 0) return emptyOutcome(column);
  return outcome;
}

function endsBeforeStart(
  template: Template,
  byField: ReadonlyMap<string, Column>,
  seen: Readonly<Record<string, unknown>>,
): { field: string; message: TemplateMessage }[] {
  return template.spans.flatMap(([startField, endField]) => {
    const [start, end, column] = [seen[startField], seen[endField], byField.get(startField)];
    if (typeof start !== 'string' || typeof end !== 'string' || !column || end >= start) return [];
    const key = column.kind === 'moment' ? 'momentBeforeStart' : 'endBeforeStart';
    return [{ field: endField, message: message(key, { column: column.title, start: start.replace('T', ' ') }) }];
  });
}

/** Says something about a cell of a draft, for what only a register can find: an unknown name, a cycle. */
export function findingAt<Id extends TemplateId, Said>(id: Id, draft: Draft<Id>, field: Field<Id>, said: Said) {
  const template: Template = templates[id];
  const column = template.columns.find((entry) => entry.field === field)?.title ?? '';
  return { row: draft.row, column, value: draft.raw[field], message: said };
}
