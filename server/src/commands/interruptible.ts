import { type Message, speak } from '../platform/locale/messages.ts';
import { languageOfShell } from './usage.ts';

/** Runs work that Ctrl-C cancels in order, and that tells on stderr what it is at. */
export async function interruptible<T>(
  work: (options: { signal: AbortSignal; progress: (said: Message) => void }) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, abort);
  try {
    return await work({
      signal: controller.signal,
      progress: (said) => process.stderr.write(`${speak(said, languageOfShell())}\n`),
    });
  } finally {
    for (const signal of signals) process.off(signal, abort);
  }
}
