import { readCellNumber } from './numbering.ts';
import type { Cell, Paragraph } from './paragraphs.ts';

/** What a column of a task table holds (domain.md F, GUIDE 2). */
export type ColumnRole =
  | 'number'
  | 'item'
  | 'action'
  | 'remark'
  | 'deadline'
  | 'lead'
  | 'support'
  | 'person'
  | 'scope'
  | 'other';

export interface TableHeader {
  /** Line of the header row. */
  paragraph: number;
  roles: ColumnRole[];
}

export interface TableRow {
  paragraph: Paragraph;
  cells: Cell[];
  header: TableHeader | null;
  /** The last row above it under the same header that names who leads: that cell may run on into this one. */
  above: TableRow | null;
}

/** Column names, tried in this order: `负责人` is a person before `负责` is an office. */
const COLUMN_NAMES: { role: ColumnRole; pattern: RegExp }[] = [
  { role: 'number', pattern: /^(?:序号|编号|序|号|No\.?)$/i },
  { role: 'person', pattern: /责任人|负责人|联系人|分管|责任领导|牵头领导|包保领导|领导$|校长$|签字/ },
  { role: 'support', pattern: /配合|协办|协同|协助|参与|参加(?:单位|部门)/ },
  {
    role: 'lead',
    pattern:
      /责任(?:单位|部门|处室|科室|主体|支部|股室)|牵头|负责|主办|承办|实施(?:单位|主体)|完成单位|落实(?:单位|部门)|^(?:单位|部门|责任)$/,
  },
  { role: 'deadline', pattern: /时间|时限|期限|日期|进度(?:要求|安排)|完成时|节点/ },
  { role: 'remark', pattern: /^备注$|^说明$/ },
  {
    role: 'scope',
    pattern: /备注|完成情况|进展|落实情况|完成率|分值|得分|评分|依据|来源|适用范围|佐证|资金|预算|地点/,
  },
  {
    role: 'action',
    pattern:
      /措施|举措|任务(?:落实|内容|分解|要求|细化)|具体(?:任务|工作|内容|要求)|工作(?:内容|要求|安排)|整改内容|主要内容|落实|做法|标准要求|^内容$|细化/,
  },
  { role: 'item', pattern: /项目|名称|任务|事项|工作|目标|类别|要点|重点|问题|内容|主题|指标/ },
];

export function roleOfColumn(name: string): ColumnRole {
  const words = name.replace(/\s+/g, '');
  if (!words) return 'other';
  return COLUMN_NAMES.find((column) => column.pattern.test(words))?.role ?? 'other';
}

/** A row is a header when most of its cells are short and at least two name columns of different kinds. */
export function readHeader(paragraph: Paragraph): TableHeader | null {
  const cells = paragraph.cells;
  if (!cells) return null;
  const filled = cells.filter((cell) => cell.text);
  if (filled.length < 2 || filled.some((cell) => cell.text.length > 20 || /[。；]/.test(cell.text))) return null;
  if (filled.some((cell) => readCellNumber(cell.text))) return null;
  const roles = cells.map((cell) => roleOfColumn(cell.text));
  const kinds = new Set(roles.filter((role) => role !== 'other'));
  if (kinds.size < 2) return null;
  if (!kinds.has('number') && !kinds.has('lead') && !kinds.has('deadline') && !kinds.has('action')) return null;
  return { paragraph: paragraph.index, roles };
}

/** The rows of the document, each with the header that stands above it in the same run of rows. */
export function readTables(paragraphs: Paragraph[]): { rows: Map<number, TableRow>; headers: Set<number> } {
  const rows = new Map<number, TableRow>();
  const headers = new Set<number>();
  let header: TableHeader | null = null;
  let above: TableRow | null = null;
  let lastRow = -2;
  for (const paragraph of paragraphs) {
    if (!paragraph.cells) continue;
    const continues = paragraph.index - lastRow <= 2;
    if (!continues) {
      header = null;
      above = null;
    }
    lastRow = paragraph.index;
    const found = readHeader(paragraph);
    if (found) {
      header = found;
      headers.add(paragraph.index);
      above = null;
      continue;
    }
    const row: TableRow = { paragraph, cells: paragraph.cells, header, above };
    rows.set(paragraph.index, row);
    if (cellsOf(row, 'lead').length > 0) above = row;
  }
  return { rows, headers };
}

/** The cells of a row in a column of the given kind that are not empty. */
export function cellsOf(row: TableRow, role: ColumnRole): Cell[] {
  const roles = row.header?.roles;
  if (!roles) return [];
  return row.cells.filter((cell) => cell.text !== '' && roles[cell.column] === role);
}

/**
 * The cells that hold what is to be done: the measures column, else the last item column that is not the title of the
 * row. A description that belongs to a whole block of numbered sub-rows is not asked of anybody and is left out.
 */
export function actionCells(row: TableRow): Cell[] {
  if (!row.header) return [];
  const isSection = row.cells.some((cell) => /^[（(]?[一二三四五六七八九十]+[）)]?$/.test(cell.text));
  if (isSection && row.cells.filter((cell) => cell.text !== '').length <= 2) return [];
  const actions = cellsOf(row, 'action');
  const subNumber = row.cells.filter((cell) => readCellNumber(cell.text)).at(-1);
  if (actions.length > 0) {
    const behindNumber = actions.filter((cell) => cell.column > (subNumber?.column ?? -1));
    const wanted = behindNumber.length > 0 ? behindNumber : actions;
    return wanted.slice(-1);
  }
  const items = cellsOf(row, 'item').filter((cell) => !readCellNumber(cell.text));
  return items.slice(-1);
}

/** The numbered cells of a row and the titles that follow them, in print order. */
export function rowNumbers(row: TableRow): { number: Cell; title: Cell | null }[] {
  const roles = row.header?.roles;
  return row.cells.flatMap((cell) => {
    if (readCellNumber(cell.text) === null) return [];
    const role = roles?.[cell.column];
    const isNumberColumn = cell.column === 0 || role === 'number' || /[—–\-－]/.test(cell.text);
    if (!isNumberColumn) return [];
    const next = row.cells.slice(cell.column + 1).find((other) => other.text !== '');
    const isTitle = next !== undefined && readCellNumber(next.text) === null;
    return [{ number: cell, title: isTitle ? next : null }];
  });
}
