import { useSyncExternalStore } from 'react';
import { readSetting, writeSetting } from './settings.ts';

/** Large text is a layout of its own (styles/tokens.css), remembered on the device; it is no zoom. */
export type TextSize = 'normal' | 'large';

const listeners = new Set<() => void>();

export function currentTextSize(): TextSize {
  return document.documentElement.dataset.text === 'large' ? 'large' : 'normal';
}

export function chooseTextSize(size: TextSize): void {
  applyTextSize(size);
  writeSetting('textSize', size === 'large' ? size : null);
  for (const listener of listeners) listener();
}

/** Called once before the first drawing, so that the page does not jump. */
export function applyRememberedTextSize(): void {
  applyTextSize(readSetting('textSize') === 'large' ? 'large' : 'normal');
}

export function useTextSize(): TextSize {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentTextSize);
}

function applyTextSize(size: TextSize): void {
  if (size === 'large') document.documentElement.dataset.text = 'large';
  else delete document.documentElement.dataset.text;
}
