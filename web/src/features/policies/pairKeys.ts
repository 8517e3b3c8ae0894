import { useEffect, useRef } from 'react';

/** What a key does in a list of pairs. */
export interface PairKeys {
  onMove: (by: 1 | -1) => void;
  onChoose: () => void;
  onConfirm: () => void;
  onReject: () => void;
}

/** Listens for the keys of a list of pairs, and leaves them alone where one is typing or a button is in focus. */
export function usePairKeys(keys: PairKeys, on: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const act = actOf(event.key, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [on]);
}

function actOf(key: string, { onMove, onChoose, onConfirm, onReject }: PairKeys): (() => void) | undefined {
  const acts: Record<string, () => void> = {
    ...{ ArrowDown: () => onMove(1), j: () => onMove(1), ArrowUp: () => onMove(-1), k: () => onMove(-1) },
    ...{ ' ': onChoose, y: onConfirm, Y: onConfirm, n: onReject, N: onReject },
  };
  return acts[key];
}

function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, button, a, dialog, [role="dialog"]') !== null
  );
}
