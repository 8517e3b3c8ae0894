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
  | 'reopen'
  | 'date'
  | 'evidence'
  | 'selectAll'
  | 'acceptSelected'
  | 'rejectSelected'
  | 'nothingToDoSelected'
  | 'deferSelected'
  | 'certainty'
  | 'undo'
  | 'redo'
  | 'order'
  | 'filter'
  | 'help'
  | 'pickAll'
  | Pick;

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
/** Which of the organisations that an owner may mean. */
export type Pick = `pick${(typeof digits)[number]}`;

/** The place, from 0, of the organisation that a command picks; null for any other command. */
export function pickedBy(command: Command): number | null {
  const digit = /^pick(\d)$/.exec(command)?.[1];
  return digit === undefined ? null : Number(digit) - 1;
}

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
  { keys: 'B', command: 'reopen' },
  { keys: 'T', command: 'date' },
  ...digits.map((digit) => ({ keys: `${digit}`, command: `pick${digit}` as const })),
  { keys: '0', command: 'pickAll' },
  { keys: 'W', command: 'evidence' },
  { keys: 'S', command: 'split' },
  { keys: 'X', command: 'select' },
  { keys: 'G', command: 'merge' },
  { keys: 'Shift+X', command: 'selectAll' },
  { keys: 'Shift+A', command: 'acceptSelected' },
  { keys: 'Shift+R', command: 'rejectSelected' },
  { keys: 'Shift+N', command: 'nothingToDoSelected' },
  { keys: 'Shift+D', command: 'deferSelected' },
  { keys: 'Ctrl+Z', command: 'undo' },
  { keys: 'Ctrl+Shift+Z', command: 'redo' },
  { keys: 'O', command: 'order' },
  { keys: 'F', command: 'filter' },
  { keys: 'C', command: 'certainty' },
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
