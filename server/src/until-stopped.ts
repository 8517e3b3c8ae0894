import type { Running } from './boot.ts';

/** Waits for a signal to stop, then stops in order; a second signal changes nothing. */
export async function untilStopped(running: Running, say: (zh: string, en: string) => void): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  say('正在停止，先完成已接受的请求……', 'Stopping; finishing what was accepted …');
  await running.stop();
}
