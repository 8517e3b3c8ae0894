import type { Running } from './boot.ts';

/**
 * Waits for a signal to stop, then stops in order; a second signal changes nothing.
 * @throws ServedElsewhere, after the stop, when another program has taken the database over
 */
export async function untilStopped(running: Running, say: (zh: string, en: string) => void): Promise<void> {
  const signalled = new Promise<null>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(null));
  });
  const displaced = await Promise.race([signalled, running.displaced]);
  say('正在停止，先完成已接受的请求……', 'Stopping; finishing what was accepted …');
  await running.stop();
  if (displaced) throw displaced;
}
