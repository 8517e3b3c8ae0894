import type { Reply } from './reader.ts';

/**
 * The other side of `askReader`: answers one question after the other until the server is gone.
 * @param answer what it throws reaches the asker as a fault
 */
export function answerQuestions<Question>(answer: (question: Question) => Promise<unknown> | unknown): void {
  const send = (reply: Reply) => process.send?.(reply);
  process.on('message', async (question: Question) => {
    try {
      send({ answer: await answer(question) });
    } catch (error) {
      send({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once('disconnect', () => process.exit(0));
  // A stop is told to the whole group, and the server still finishes what it accepted; it ends its readers itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
}
