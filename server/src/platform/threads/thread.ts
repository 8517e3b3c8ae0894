import { type TransferListItem, Worker } from 'node:worker_threads';

export interface ThreadLimits {
  /** Megabytes of heap; beyond it the thread dies and the process lives on. */
  memoryMb: number;
  timeMs: number;
}

/** Threads at the same time; further ones wait their turn, so that files of strangers cannot take the machine from the rest. */
const atOnce = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Does work on a file of unknown origin in a thread of its own, with limits of memory and time. The module at `url` reads
 * `workerData` and posts one message, its answer.
 * @returns `exhausted` when a limit was reached
 * @throws what the module throws, which is a fault of the program
 */
export async function inThread<T>(
  url: URL,
  data: unknown,
  limits: ThreadLimits,
  transfer: TransferListItem[] = [],
): Promise<T | 'exhausted'> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await answerOf<T>(url, data, limits, transfer);
  } finally {
    // A waiting one takes over the place of the one that ends, so that no newcomer can slip in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function answerOf<T>(
  url: URL,
  data: unknown,
  limits: ThreadLimits,
  transfer: TransferListItem[],
): Promise<T | 'exhausted'> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, {
      workerData: data,
      transferList: transfer,
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    });
    const timer = setTimeout(() => end(() => resolve('exhausted')), limits.timeMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    worker.once('message', (answer: T) => end(() => resolve(answer)));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve('exhausted') : reject(error))),
    );
    worker.once('exit', () => end(() => reject(new Error(`The thread ${url.pathname} ended without an answer`))));
  });
}
