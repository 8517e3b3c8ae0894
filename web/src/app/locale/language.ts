import { useSyncExternalStore } from 'react';
import { readSetting, writeSetting } from '../settings.ts';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const listeners = new Set<() => void>();
let language: Language = rememberedLanguage() ?? preferredLanguage(navigator.languages);

/** The first language of the browser's list that the product speaks; Chinese when none is. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'zh-CN';
}

export function currentLanguage(): Language {
  return language;
}

/** Switches the screen at once and remembers the choice on this device. */
export function chooseLanguage(next: Language): void {
  language = next;
  writeSetting('language', next);
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function rememberedLanguage(): Language | null {
  const stored = readSetting('language');
  return languages.find((one) => one === stored) ?? null;
}
