import { Worker } from 'node:worker_threads';
import type { ParsedDirective, RefusalReason } from '@xieli/directive';
import { refused } from '../../platform/http/problems.ts';
import type { Message } from '../../platform/locale/messages.ts';
import { say } from './messages.ts';
import type { ReadingAnswer, ReadingNote, ReadingTask } from './reading-worker.ts';

/** A document of 100 pages takes well under a second; what needs this long is an attack or a fault. */
const timeLimitMs = 60_000;
const memoryLimitMb = 512;
/** Readings at the same time; further ones wait their turn, so that imports cannot take the machine away from the rest. */
const atOnce = 2;

/** An unused thread is given back after this. */
const idleLimitMs = 30_000;

let running = 0;
const waiting: (() => void)[] = [];

export interface ReadDocument {
  text: string;
  format: string;
  /** What the person should know of the reading, as keys of the screen's words. */
  notes: ReadingNote[];
  parsed: ParsedDirective;
}

/**
 * Reads an uploaded file and what it asks, in a thread of its own with limits of time and memory.
 * @param referenceDate the day that 明年 and 月底 count from
 * @throws Problem refused with what, where and how to mend; the bytes are neither kept nor logged here
 */
export function readFileSafely(bytes: Uint8Array, fileName: string, referenceDate: string): Promise<ReadDocument> {
  return read({ kind: 'file', bytes, fileName, referenceDate }, fileName);
}

/** The same for text that was pasted. */
export function readTextSafely(text: string, referenceDate: string): Promise<ReadDocument> {
  return read({ kind: 'text', text, referenceDate }, '');
}

async function read(task: ReadingTask, fileName: string): Promise<ReadDocument> {
  const answer = await inTurn(() => inWorker(task));
  if (answer === 'exhausted') throw refused(say.tooSlow());
  if (answer.kind === 'secret') throw refused(say.secret({ line: answer.line, mark: answer.mark }));
  if (answer.kind === 'unreadable') throw refused(refusals[answer.reason]({ fileName }));
  return answer;
}

/** What is said of each way in which a file cannot be read. */
const refusals: Record<RefusalReason, (slots: { fileName: string }) => Message> = {
  tooLarge: say.tooLarge,
  zipBomb: say.zipBomb,
  macros: say.macros,
  notADocument: say.notADocument,
  unreadableEncoding: say.unreadableEncoding,
  unsupportedFormat: say.unsupportedFormat,
  encrypted: say.encrypted,
  damaged: say.damaged,
  empty: say.empty,
};

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** Threads that have answered and wait for the next document; loading the reader takes longer than reading. */
const idle: { worker: Worker; retirement: NodeJS.Timeout }[] = [];

function idleOrNew(): Worker {
  const waitingOne = idle.pop();
  if (waitingOne) {
    clearTimeout(waitingOne.retirement);
    waitingOne.worker.ref();
    return waitingOne.worker;
  }
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
  });
  // Whoever waits for an answer hears of a failure as well; a thread that fails while idle is only forgotten.
  worker.on('error', () => forget(worker));
  return worker;
}

function keepIdle(worker: Worker): void {
  worker.unref();
  const retirement = setTimeout(() => {
    forget(worker);
    void worker.terminate();
  }, idleLimitMs);
  retirement.unref();
  idle.push({ worker, retirement });
}

function forget(worker: Worker): void {
  const at = idle.findIndex((one) => one.worker === worker);
  if (at >= 0) idle.splice(at, 1);
}

function inWorker(task: ReadingTask): Promise<ReadingAnswer | 'exhausted'> {
  const worker = idleOrNew();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle();
      resolve('exhausted');
      void worker.terminate();
    }, timeLimitMs);
    const answered = (answer: ReadingAnswer) => {
      settle();
      keepIdle(worker);
      resolve(answer);
    };
    const failed = (error: NodeJS.ErrnoException) => {
      settle();
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve('exhausted');
      else reject(error);
    };
    const settle = () => {
      clearTimeout(timer);
      worker.off('message', answered);
      worker.off('error', failed);
    };
    worker.on('message', answered);
    worker.on('error', failed);
    worker.postMessage(task);
  });
}
