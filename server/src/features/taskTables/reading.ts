import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { canonical } from '../../platform/audit/canonical.ts';
import type { ReadContext } from '../../platform/context.ts';
import { FileTooLarge } from '../../platform/files/store.ts';
import type { Upload } from '../../platform/http/pipeline.ts';
import { conflict, invalid, Problem, refused } from '../../platform/http/problems.ts';
import type { Grid } from './grid.ts';
import { findHeader, type Header } from './header.ts';
import { say } from './messages.ts';
import { readRows, type SheetRows } from './rows.ts';
import { readSheets } from './sheet.ts';

/** Said before the upload starts (spine.md 7.3). */
export const tableLimitBytes = 10 * 1024 * 1024;
export const tableLimitRows = 20_000;

/** An uploaded table waits under its hash; the token names it and stands for what the preview showed of it. */
export interface Token {
  sha256: string;
  digest: string;
}

/** Keeps what was uploaded until the import that names it; swept away if none does. @throws Problem tooLarge, invalid */
export async function keepUpload(context: ReadContext, upload: Upload): Promise<string> {
  try {
    const file = await context.app.files.receive(context.tenantId, upload.bytes, tableLimitBytes);
    if (file.size === 0) {
      await file.drop();
      throw invalid(say.empty());
    }
    await file.keep();
    return file.sha256;
  } catch (error) {
    if (error instanceof FileTooLarge) throw new Problem('tooLarge', say.tooLarge());
    throw error;
  }
}

/** The same for bytes that are at hand, such as a file named on the command line. */
export function keepBytes(context: ReadContext, bytes: Uint8Array, fileName: string): Promise<string> {
  return keepUpload(context, { bytes: Readable.from([Buffer.from(bytes)]), fileName });
}

/** @throws Problem refused when the file was swept away meanwhile */
export async function keptBytes(context: ReadContext, sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of context.app.files.read(context.tenantId, sha256)) chunks.push(chunk as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw refused(say.fileGone());
    throw error;
  }
  return Buffer.concat(chunks);
}

export interface ReadTable extends SheetRows {
  grid: Grid;
  header: Header;
  /** All sheets of the file, the read one included. */
  grids: Grid[];
}

/** Reads the first sheet that holds a task table; `asWritten` as in `readRows`. @throws Problem refused, saying what is missing */
export async function readTable(bytes: Uint8Array, asWritten = false): Promise<ReadTable> {
  const grids = await readSheets(bytes);
  for (const grid of grids) {
    const header = findHeader(grid);
    if (!header) continue;
    const [twice] = header.twice;
    if (twice) throw refused(say.columnTwice({ title: twice }));
    const read = readRows(grid, header, asWritten);
    if (read.rows.length > tableLimitRows) throw refused(say.tooManyRows({ limit: tableLimitRows }));
    if (read.rows.length === 0) throw refused(say.noRows());
    return { ...read, grid, grids, header };
  }
  throw refused(say.noHeader());
}

export function digestOf(shown: unknown): string {
  return createHash('sha256').update(canonical(shown)).digest('hex');
}

export const writeToken = ({ sha256, digest }: Token) => `${sha256}.${digest}`;

/** @throws Problem conflict for what is no token of a preview */
export function readToken(text: string): Token {
  const match = /^([0-9a-f]{64})\.([0-9a-f]{64})$/.exec(text);
  if (!match) throw conflict(say.badToken());
  return { sha256: match[1] as string, digest: match[2] as string };
}
