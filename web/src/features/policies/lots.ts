/** A long list in lots of at most so many, each with how many stand in the lots before it. */
export function lotsOf<T>(items: readonly T[], atMost: number): { lot: T[]; done: number }[] {
  return Array.from({ length: Math.ceil(items.length / atMost) }, (_, index) => {
    const done = index * atMost;
    return { lot: items.slice(done, done + atMost), done };
  });
}
