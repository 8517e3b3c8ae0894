import { useMemo, useState } from 'react';
import type { Owner, Requirement } from './model.ts';
import { type Picked, withPicks } from './picking.ts';

/** Owners that were chosen while others of the same requirement are open: they wait here until the last one is. */
export function usePicks(requirements: readonly Requirement[]) {
  const [picks, setPicks] = useState<ReadonlyMap<string, Picked>>(new Map());
  return {
    requirements: useMemo(() => withPicks(requirements, picks), [requirements, picks]),
    keep: ({ id, version }: Requirement, owners: Owner[]) =>
      setPicks((before) => new Map([...before, [id, { version, owners }]])),
  };
}
