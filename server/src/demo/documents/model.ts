/** A fictional document of the demo, as it would arrive at the office. */
export interface RenderedDocument {
  title: string;
  /** Who issued it, in the words of the document. */
  issuer: string;
  /** Date of the document, `YYYY-MM-DD`. */
  date: string;
  /** Number printed on it, if any. */
  number: string | null;
  /** One paragraph a line, as extracted from the file, lines included that are no part of the document. */
  text: string;
}

/** One row of a 任务分解表 (domain.md F). */
export interface TaskTableRow {
  序号: string;
  重点任务: string;
  具体措施: string;
  责任领导: string;
  牵头单位: string;
  配合单位: string;
  责任人: string;
  完成时限: string;
  进展: string;
  完成情况: string;
  备注: string;
}

export interface RenderedTaskTable {
  title: string;
  issuer: string;
  date: string;
  /** Columns in the order in which they are printed. */
  columns: readonly (keyof TaskTableRow)[];
  rows: TaskTableRow[];
}
