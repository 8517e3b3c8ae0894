import { basename } from 'node:path';
import { v7 } from 'uuid';
import type { Actor } from '../../platform/access/actor.ts';
import { readContext, runAct } from '../../platform/acts.ts';
import type { App } from '../../platform/context.ts';
import type { Language } from '../../platform/locale/messages.ts';
import { keepBytes } from '../../platform/sheets/reading.ts';
import { exportEverything } from './everything.ts';
import { tableLedger } from './exporting.ts';
import { importTable, previewTable } from './importing.ts';
import { readKept } from './reading.ts';

/** What `xieli import tasks` answers, in the shape of every import (measures.md 2). */
export interface TaskImportResult {
  new: number;
  changed: number;
  unchanged: number;
  missing: number;
  errors: Line[];
  warnings: Line[];
  /** The document that the table became; null when nothing was written. */
  directiveId: string | null;
}

interface Line {
  row: number;
  column: string;
  value: string;
  message: string;
}

interface Command {
  app: App;
  tenantId: string;
  /** Who answers for it; a document has a person behind it, so an account is needed to write. */
  actor: Actor;
  language: Language;
}

/**
 * `xieli import tasks FILE [--dry-run] [--json]`: the same preview and the same import as on screen. One error and nothing
 * is written; the same file twice changes nothing.
 * @throws Problem refused when the file cannot be read as a task table
 */
export async function importTasks(
  { app, tenantId, actor, language }: Command,
  file: { bytes: Uint8Array; path: string },
  options: { dryRun: boolean; title?: string; issuer?: string; issuedOn?: string },
): Promise<TaskImportResult> {
  const request = { tenantId, actor, requestId: v7() };
  const context = readContext(app, request, app.connections.tenant(tenantId));
  const fileName = basename(file.path);
  const sha256 = await keepBytes(context, file.bytes, fileName);
  const kept = await readKept(context, sha256);
  const preview = await previewTable(context, kept, fileName, language, options.issuedOn);
  const lines = preview.rows.flatMap((row) => row.findings);
  const of = (severity: 'error' | 'warning') =>
    lines
      .filter((one) => one.severity === severity)
      .map(({ row, title, value, message }) => ({ row, column: title, value, message }));
  const result: TaskImportResult = {
    new: 0,
    changed: 0,
    unchanged: 0,
    missing: 0,
    errors: of('error'),
    warnings: of('warning'),
    directiveId: null,
  };
  if (preview.already)
    return { ...result, unchanged: preview.rows.length, errors: [], directiveId: preview.already.directiveId };
  if (result.errors.length > 0) return result;
  if (options.dryRun) return { ...result, new: preview.rows.length };
  const title = options.title ?? preview.title ?? fileName.replace(/\.xlsx$/i, '');
  const input = {
    token: preview.token,
    title,
    issuer: options.issuer ?? preview.issuer ?? actor.displayName,
    issuedOn: preview.issuedOn,
    fileName,
    choices: [],
  };
  const { answer } = await runAct(app, { ...request, actionId: v7(), action: 'command.importTasks', input }, (act) =>
    importTable(act, input, kept, language),
  );
  return { ...result, new: preview.rows.length, directiveId: answer.directiveId };
}

/**
 * `xieli export tasks [--format xlsx|json]` of one document, as far as the actor may see it.
 * @throws Problem notFound where that is nothing
 */
export async function exportTasks(
  { app, tenantId, actor, language }: Command,
  directiveId: string,
  format: 'xlsx' | 'json',
): Promise<{ fileName: string; bytes: Buffer }> {
  const context = readContext(app, { tenantId, actor, requestId: v7() }, app.connections.tenant(tenantId));
  if (format === 'json') {
    const everything = await exportEverything(context, directiveId);
    return {
      fileName: `${everything.directive.title}.json`,
      bytes: Buffer.from(`${JSON.stringify(everything, null, 2)}\n`),
    };
  }
  const { fileName, body } = await tableLedger.handle(context, { query: { directiveId }, visitor: { language } });
  const chunks: Buffer[] = [];
  for await (const chunk of Buffer.isBuffer(body) ? [body] : body) chunks.push(Buffer.from(chunk));
  return { fileName, bytes: Buffer.concat(chunks) };
}
