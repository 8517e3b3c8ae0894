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
  | 'select'
  | 'acceptSelected'
  | 'undo'
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
  { keys: 'X', command: 'select' },
  { keys: 'Shift+A', command: 'acceptSelected' },
  { keys: 'U', command: 'undo' },
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

/** The command of a key, or null. Keys of the browser (with Ctrl, Alt or the command key) are left alone. */
export function commandOf(pressed: Pressed): Command | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  if (pressed.key === '?' || pressed.key === '？') return 'help';
  const name = `${pressed.shiftKey ? 'Shift+' : ''}${pressed.key.toUpperCase()}`;
  return keyTable.find((row) => row.keys === name)?.command ?? null;
}

/** True while the person types or a dialog is open: the keys rest. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input:not([type="checkbox"]), textarea, select, dialog') !== null;
}
