import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own that answers questions over its channel. */
export interface Child {
  address: string;
  process: ChildProcess;
  ask<T>(question: object): Promise<T>;
  stop(): Promise<void>;
}

interface Told {
  address?: string;
  answer?: unknown;
  failed?: string;
}

/**
 * Starts a program of this folder, which says its address when it is ready. Its log goes nowhere, as a log that nobody watches.
 * @throws Error with what it said when it ends before that
 */
export async function startChild(program: string, environment: Record<string, string>): Promise<Child> {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const told = nextMessage(child);
  const { address } = await told;
  if (!address) throw new Error(`${program} did not say where it listens`);
  return {
    address,
    process: child,
    async ask<T>(question: object): Promise<T> {
      const answer = nextMessage(child);
      child.send(question);
      const { answer: told, failed } = await answer;
      if (failed !== undefined) throw new Error(failed);
      return told as T;
    },
    async stop() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function nextMessage(child: ChildProcess): Promise<Told> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      child.off('message', onMessage);
      child.off('exit', onExit);
    };
    const onMessage = (message: unknown) => {
      settle();
      resolve(message as Told);
    };
    const onExit = (code: number | null) => {
      settle();
      reject(new Error(`${child.spawnargs.at(-1)} ended with ${code}`));
    };
    child.on('message', onMessage);
    child.on('exit', onExit);
  });
}

/** In a child: answers each question of the parent. */
export function answerParent(answer: (question: never) => Promise<unknown>): void {
  process.on('message', (question) => {
    answer(question as never).then(
      (told) => process.send?.({ answer: told }),
      (error: Error) => process.send?.({ failed: error.stack ?? error.message }),
    );
  });
}

/** In a child: the processor time it has used until now, in milliseconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
