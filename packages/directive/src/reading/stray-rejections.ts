/**
 * Does work with a library that leaves promises behind which nobody waits for: about one broken .pdf in two thousand ends in
 * such a rejection, and in Node that would end the process. Those of the library are dropped while it works; all others end
 * the process as ever. In a browser they are a line in its console.
 * @param isStray whether a rejection is one of the library
 */
export async function withoutStrayRejections<Result>(
  isStray: (error: unknown) => boolean,
  work: () => Promise<Result>,
): Promise<Result> {
  if (typeof process === 'undefined' || typeof process.on !== 'function') return work();
  const drop = (error: unknown) => {
    if (!isStray(error)) throw error;
  };
  process.on('unhandledRejection', drop);
  try {
    return await work();
  } finally {
    // Node tells of them only when the present turn is over.
    await new Promise((resolve) => setTimeout(resolve, 0));
    process.off('unhandledRejection', drop);
  }
}
