import { Readable } from 'node:stream';
import type { ReadContext } from '../context.ts';
import { FileTooLarge } from '../files/store.ts';
import type { Upload } from '../http/pipeline.ts';
import { invalid, Problem, refused } from '../http/problems.ts';
import { messages } from '../locale/messages.ts';
import { askReader } from '../readers/reader.ts';
import type { Grid } from './grid.ts';
import { sheetLimitBytes } from './limit.ts';
import type { ReadAnswer, WorkbookQuestion } from './workbook.ts';

const say = messages('sheets', {
  tooLarge: {
    zh: '文件超过 10 MB，请删去图片或拆分后再上传',
    en: 'The file is larger than 10 MB; take out pictures or split it',
  },
  empty: { zh: '文件是空的（0 字节），请重新选择', en: 'The file is empty (0 bytes); choose it again' },
  notXlsx: {
    zh: '这不是 .xlsx 文件。请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（.xlsx）”后再上传',
    en: 'This is no .xlsx file. Open it in Excel or WPS and save it as an Excel workbook (.xlsx)',
  },
  noWorkbook: {
    zh: '这不是电子表格（可能是 Word 文件或压缩包），请选择 .xlsx 文件',
    en: 'This is no spreadsheet (perhaps a Word file or an archive); choose an .xlsx file',
  },
  damaged: { zh: '文件已损坏，无法读取，请另存后再上传', en: 'The file is damaged and cannot be read; save it anew' },
  macros: {
    zh: '文件含有宏，请另存为不含宏的 .xlsx 后再上传',
    en: 'The file contains macros; save it as .xlsx without them',
  },
  encrypted: { zh: '文件设有密码，请取消密码后再上传', en: 'The file is protected by a password; remove it first' },
  tooHeavy: {
    zh: '文件展开后过大或结构异常，未读取。请只保留要读取的表格，另存后再上传',
    en: 'The file unpacks to too much or is built strangely and was not read. Keep only the table and save it anew',
  },
  fileGone: { zh: '上传的文件已清理，请重新上传', en: 'The uploaded file was cleared away; upload it again' },
});

const limits = { memoryMb: 512, timeMs: 60_000 };
const worker = new URL('./reading-worker.ts', import.meta.url);
/** Enough for every table of tasks; what is longer in one is no task. */
const usualCell = 5000;

/** Keeps what was uploaded under its hash until an act names it; swept away if none does. @throws Problem tooLarge, invalid */
export async function keepUpload(context: ReadContext, upload: Upload): Promise<string> {
  try {
    const file = await context.app.files.receive(context.tenantId, upload.bytes, sheetLimitBytes);
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

/**
 * Reads an uploaded workbook in a process of its own, with limits.
 * @param longestCell characters of a cell that are read; a longer one ends with `…`
 * @throws Problem refused with what is wrong and how to mend it
 */
export async function readSheets(bytes: Uint8Array, longestCell = usualCell): Promise<Grid[]> {
  const question: WorkbookQuestion = { bytes, longestCell };
  const answer = await askReader<ReadAnswer>(worker, question, limits);
  if (answer === 'exhausted') throw refused(say.tooHeavy());
  if (answer.ok) return answer.grids;
  if (answer.reason === 'macros') throw refused(say.macros());
  if (answer.reason === 'encrypted') throw refused(say.encrypted());
  if (answer.reason === 'zipBomb') throw refused(say.tooHeavy());
  if (answer.reason === 'noWorkbook') throw refused(say.noWorkbook());
  throw refused(answer.reason === 'unsupportedFormat' ? say.notXlsx() : say.damaged());
}
