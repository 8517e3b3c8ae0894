import { type TemplateId, templates } from '@xieli/measures';

/** One row of a file, by the titles of its columns. */
export type FileRow = Readonly<Record<string, string>>;

/** A file by a template, as CSV in UTF-8: every column of it, in its order. */
export function templateFile(template: TemplateId, rows: readonly FileRow[]): Buffer {
  const titles = templates[template].columns.map(({ title }) => title);
  const unknown = rows.flatMap((row) => Object.keys(row)).find((title) => !titles.some((one) => one === title));
  if (unknown) throw new Error(`${template} has no column ${unknown}`);
  return csv([titles, ...rows.map((row) => titles.map((title) => row[title] ?? ''))]);
}

/** Rows as CSV, quoted where they have to be. */
export function csv(rows: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return Buffer.from(rows.map((row) => `${row.map(cell).join(',')}\n`).join(''));
}
