import { parentPort, workerData } from 'node:worker_threads';
import { readWorkbook, type SheetQuestion, writeWorkbook } from './workbook.ts';

const question = workerData as SheetQuestion;
const answer = question.kind === 'read' ? await readWorkbook(question.bytes) : await writeWorkbook(question.paper);
parentPort?.postMessage(answer);
