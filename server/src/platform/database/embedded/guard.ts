import { setTimeout as sleep } from 'node:timers/promises';

/** Looks after a server until it is let go. */
export interface Guard<Server> {
  /** Ends the watch; the server that runs by now, even where it was just being started again. */
  letGo(): Promise<Server>;
}

const lookEveryMs = 500;

/**
 * Starts a server again that ended without being asked to, as after a kill or where the system needed memory: the program
 * above it goes on and finds its database back, instead of answering "unavailable" until somebody looks.
 * @param again brings the server up; what it throws ends the program, which has no database then
 */
export function guardServer<Server>(
  first: Server,
  lives: (server: Server) => boolean,
  again: () => Promise<Server>,
): Guard<Server> {
  const ending = new AbortController();
  let server = first;

  async function watch(): Promise<void> {
    while (!ending.signal.aborted) {
      if (!lives(server)) server = await again();
      await pause(ending.signal);
    }
  }

  const watching = watch();
  return {
    async letGo() {
      ending.abort();
      await watching;
      return server;
    },
  };
}

/** Holds nobody up: neither the end of the program nor the end of the watch. */
async function pause(signal: AbortSignal): Promise<void> {
  try {
    await sleep(lookEveryMs, undefined, { ref: false, signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
