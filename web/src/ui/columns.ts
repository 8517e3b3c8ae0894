import { useState } from 'react';
import { readSetting, writeSetting } from '../app/settings.ts';

/** The columns that are shown: what the person chose on this device, else those that are not hidden by default. */
export function useColumnChoice(list: string, columns: readonly { id: string; hidden?: boolean }[]) {
  const setting = `columns.${list}` as const;
  const [shown, setShown] = useState(() => readChoice(readSetting(setting), columns));
  const toggle = (id: string) => {
    const next = new Set(shown);
    if (!next.delete(id)) next.add(id);
    setShown(next);
    writeSetting(setting, [...next].join(' '));
  };
  return { shown, toggle };
}

/** A stored choice, kept to the columns that still exist; an unknown or empty one gives the default. */
export function readChoice(
  stored: string | null,
  columns: readonly { id: string; hidden?: boolean }[],
): ReadonlySet<string> {
  const chosen = new Set((stored ?? '').split(' '));
  const known = columns.filter((column) => chosen.has(column.id)).map((column) => column.id);
  if (known.length > 0) return new Set(known);
  return new Set(columns.filter((column) => !column.hidden).map((column) => column.id));
}
