/** What this device remembers for the person: small texts under one prefix. */
type SettingName =
  | 'language'
  | 'textSize'
  | 'session'
  | `columns.${string}`
  | `draft.${string}`
  | `assigning.${string}`;

const prefix = 'xieli.';

/** The remembered text, or `null`. A browser that forbids storage remembers nothing, and every page still works. */
export function readSetting(name: SettingName): string | null {
  return storage()?.getItem(prefix + name) ?? null;
}

/** Remembers a text; `null` forgets it. */
export function writeSetting(name: SettingName, value: string | null): void {
  const store = storage();
  if (store === null) return;
  if (value === null) store.removeItem(prefix + name);
  else store.setItem(prefix + name, value);
}

/** Forgets every text whose name begins so. */
export function forgetSettings(beginning: SettingName): void {
  const store = storage();
  if (store === null) return;
  for (const name of Object.keys(store)) if (name.startsWith(prefix + beginning)) store.removeItem(name);
}

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    // Reading the property itself throws where a browser blocks site data.
    return null;
  }
}
