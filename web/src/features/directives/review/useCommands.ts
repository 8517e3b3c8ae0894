import { useEffect, useRef } from 'react';
import { type Command, commandOf, isTyping } from './keys.ts';

/** Listens for the keys of the review page while it is in front; they rest while the person types or a dialog is open. */
export function useCommands(run: (command: Command) => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (command === null) return;
      const dialogOpen = document.querySelector('dialog[open]') !== null;
      if (dialogOpen && command !== 'help') return;
      if (!dialogOpen && isTyping(event.target)) return;
      if (dialogOpen && isTyping(event.target) && (event.target as HTMLElement).closest('input, textarea, select'))
        return;
      event.preventDefault();
      latest.current(command);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
