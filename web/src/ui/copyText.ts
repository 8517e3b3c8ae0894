/** What became of a copy: `selected` leaves the last step to the person. */
export type CopyOutcome = 'copied' | 'selected';

/**
 * Copies a text, or selects it where it is shown: on plain http a browser has no clipboard for pages, and elsewhere it may refuse.
 * @param shown the element that shows exactly this text
 */
export async function copyText(text: string, shown: HTMLElement | null): Promise<CopyOutcome> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    if (shown instanceof HTMLTextAreaElement) shown.select();
    else if (shown !== null) window.getSelection()?.selectAllChildren(shown);
    return 'selected';
  }
}
