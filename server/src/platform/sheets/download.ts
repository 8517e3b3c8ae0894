import { Readable } from 'node:stream';
import type { Download } from '../http/pipeline.ts';
import { type LongPaper, streamWorkbook } from './paper.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A printed workbook under a name that every system can keep. */
export function sheetDownload(name: string, body: Download['body']): Download {
  return { fileName: `${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_')}.xlsx`, mediaType: xlsx, body };
}

/** A workbook that is written while it is sent. A fault on the way breaks the transfer off, so that no half of it is saved. */
export function streamedSheet(name: string, paper: LongPaper): Download {
  return sheetDownload(name, Readable.fromWeb(streamWorkbook(paper) as never));
}
