import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ReaderLimits {
  /** Megabytes of heap; beyond it the reader dies and the server lives on. */
  memoryMb: number;
  timeMs: number;
}

/** Readings at the same time; further ones wait their turn, so that files of strangers cannot take the machine from the rest. */
const atOnce = 2;
/** A reader without work is given back after this. */
const idleLimitMs = 30_000;
/** The end of what a reader wrote to standard error, for the log of a fault. */
const keptWords = 4000;

let running = 0;
const waiting: (() => void)[] = [];

/** What a reader sends back. */
export type Reply = { answer: unknown } | { fault: string };

interface Reader {
  module: string;
  child: ChildProcess;
  /** The last it wrote to standard error. */
  words: string;
  retirement?: NodeJS.Timeout;
}

/** Readers that have answered and wait for the next question; loading one takes longer than most readings. */
const idle = new Set<Reader>();

/**
 * Has a question about a file of unknown origin answered in a process of its own, with limits of memory and time, without the
 * settings of the installation and without the right to write or to start anything. A process and not a thread: whatever the
 * file does to it, the server lives on, and V8 in Node 24 loses count of its code pages when threads come and go.
 * @param module answers with `answerQuestions`
 * @returns `exhausted` when a limit was reached
 * @throws Error what the module threw, or how it ended, which is a fault of the program
 */
export async function askReader<Answer>(
  module: URL,
  question: unknown,
  limits: ReaderLimits,
): Promise<Answer | 'exhausted'> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await answerOf<Answer>(idleOrNew(fileURLToPath(module), limits.memoryMb), question, limits.timeMs);
  } finally {
    // A waiting one takes over the place of the one that ends, so that no newcomer can slip in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function answerOf<Answer>(reader: Reader, question: unknown, timeMs: number): Promise<Answer | 'exhausted'> {
  const { child } = reader;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle();
      child.kill('SIGKILL');
      resolve('exhausted');
    }, timeMs);
    const replied = (reply: Reply) => {
      settle();
      keepIdle(reader);
      if ('fault' in reply) reject(new Error(reply.fault));
      else resolve(reply.answer as Answer);
    };
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      settle();
      // V8 aborts where the heap is full; the system kills where the machine's memory is.
      if (signal === 'SIGABRT' || signal === 'SIGKILL') resolve('exhausted');
      else reject(new Error(`The reader ${reader.module} ended with ${signal ?? code}: ${reader.words}`));
    };
    const failed = (error: Error) => {
      settle();
      child.kill('SIGKILL');
      reject(error);
    };
    const settle = () => {
      clearTimeout(timer);
      child.off('message', replied);
      child.off('exit', ended);
      child.off('error', failed);
    };
    child.on('message', replied);
    child.on('exit', ended);
    child.on('error', failed);
    child.send(question as object, (error) => {
      if (error) failed(error);
    });
  });
}

function idleOrNew(module: string, memoryMb: number): Reader {
  const known = [...idle].find((reader) => reader.module === module);
  if (!known) return start(module, memoryMb);
  idle.delete(known);
  clearTimeout(known.retirement);
  known.child.ref();
  known.child.channel?.ref();
  return known;
}

function start(module: string, memoryMb: number): Reader {
  const child = fork(module, [], {
    serialization: 'advanced',
    env: {},
    execArgv: [`--max-old-space-size=${memoryMb}`, '--permission', '--allow-fs-read=*'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const reader: Reader = { module, child, words: '' };
  child.stderr?.on('data', (chunk: Buffer) => {
    reader.words = (reader.words + chunk.toString()).slice(-keptWords);
  });
  // Whoever waits for an answer hears of the end as well; one that ends while idle is only forgotten.
  child.on('exit', () => forget(reader));
  child.on('error', () => forget(reader));
  return reader;
}

function keepIdle(reader: Reader): void {
  const { child } = reader;
  // It must not keep the server from ending; it ends by itself when the server is gone.
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref(): void } | null)?.unref();
  reader.retirement = setTimeout(() => {
    forget(reader);
    child.kill('SIGKILL');
  }, idleLimitMs);
  reader.retirement.unref();
  idle.add(reader);
}

function forget(reader: Reader): void {
  clearTimeout(reader.retirement);
  idle.delete(reader);
}
