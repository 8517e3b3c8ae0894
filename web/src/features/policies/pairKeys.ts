import { useEffect, useRef } from 'react';

/** What a key does in a list of pairs. */
export interface PairKeys {
  onMove: (by: 1 | -1) => void;
  onChoose: () => void;
  onConfirm: () => void;
  onReject: () => void;
  /** Takes the last decision back; also when no pair is left. */
  onUndo: () => void;
}

/** Listens for the keys of a list of pairs, and leaves them alone where one is typing or a button is in focus. */
export function usePairKeys(keys: PairKeys, on: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.altKey || isTyping(event.target)) return;
      const withKey = event.ctrlKey || event.metaKey;
      const takesBack = event.key.toLowerCase() === (withKey ? 'z' : 'u') && !event.shiftKey;
      if (!takesBack && (withKey || isBusy(event.target))) return;
      const act = takesBack ? latest.current.onUndo : actOf(event.key, latest.current);
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

/** What is typed is taken back by the field itself. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type="checkbox"]), textarea, select, dialog, [role="dialog"]') !== null
  );
}

function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, button, a, dialog, [role="dialog"]') !== null
  );
}
