/** What a key asks for on the review page. */
export type Command =
  | 'next'
  | 'previous'
  | 'accept'
  | 'edit'
  | 'reject'
  | 'nothingToDo'
  | 'defer'
  | 'madeKnown'
  | 'split'
  | 'merge'
  | 'select'
  | 'acceptSelected'
  | 'undo'
  | 'redo'
  | 'order'
  | 'filter'
  | 'help';

/** Keys as they are listed in the help, with the command of each. */
export const keyTable: readonly { keys: string; command: Command }[] = [
  { keys: 'J', command: 'next' },
  { keys: 'K', command: 'previous' },
  { keys: 'A', command: 'accept' },
  { keys: 'E', command: 'edit' },
  { keys: 'R', command: 'reject' },
  { keys: 'N', command: 'nothingToDo' },
  { keys: 'D', command: 'defer' },
  { keys: 'M', command: 'madeKnown' },
  { keys: 'S', command: 'split' },
  { keys: 'X', command: 'select' },
  { keys: 'G', command: 'merge' },
  { keys: 'Shift+A', command: 'acceptSelected' },
  { keys: 'Ctrl+Z', command: 'undo' },
  { keys: 'Ctrl+Shift+Z', command: 'redo' },
  { keys: 'O', command: 'order' },
  { keys: 'F', command: 'filter' },
  { keys: '?', command: 'help' },
];

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Keys that mean the same as one of the table. */
const alike: Record<string, string> = { U: 'Ctrl+Z', 'Ctrl+Y': 'Ctrl+Shift+Z' };

/** The command of a key, or null. Of the browser's own keys (with Ctrl or the command key) only those of the table are taken. */
export function commandOf(pressed: Pressed): Command | null {
  if (pressed.altKey) return null;
  if (pressed.key === '?' || pressed.key === '？') return 'help';
  const held = [(pressed.ctrlKey || pressed.metaKey) && 'Ctrl', pressed.shiftKey && 'Shift'].filter(Boolean);
  const name = [...held, pressed.key.toUpperCase()].join('+');
  return keyTable.find((row) => row.keys === (alike[name] ?? name))?.command ?? null;
}

/** True while the person types or a dialog is open: the keys rest. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input:not([type="checkbox"]), textarea, select, dialog') !== null;
}
