import { type RefObject, useEffect, useState } from 'react';
import type { Span } from './marks.ts';

export interface SelectedPassage {
  span: Span;
  /** Where to offer something for it, within the scrolled document. */
  top: number;
  left: number;
}

/** Room for the offer above the passage. */
const offerHeight = 48;
const offerWidth = 160;

/** The passage that is selected inside the document, followed while it changes; null for none. */
export function useSelectedPassage(scroller: RefObject<HTMLElement | null>, enabled: boolean): SelectedPassage | null {
  const [selected, setSelected] = useState<SelectedPassage | null>(null);
  useEffect(() => {
    if (!enabled) return;
    const look = () => setSelected(passageIn(scroller.current, document.getSelection()));
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [scroller, enabled]);
  return enabled ? selected : null;
}

function passageIn(root: HTMLElement | null, selection: Selection | null): SelectedPassage | null {
  if (root === null || selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  const place = range.getBoundingClientRect();
  const frame = root.getBoundingClientRect();
  const above = place.top - frame.top + root.scrollTop - offerHeight;
  return {
    span: { start, end },
    top: above > root.scrollTop ? above : place.bottom - frame.top + root.scrollTop + 8,
    left: Math.max(8, Math.min(place.left - frame.left, frame.width - offerWidth)),
  };
}

/** UTF-16 offset in the document: the line's own start and the characters before the point within it. */
function offsetOf(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const line = element?.closest<HTMLElement>('[data-start]');
  if (!line) return null;
  const before = document.createRange();
  before.selectNodeContents(line);
  before.setEnd(node, offset);
  return Number(line.dataset.start) + before.toString().length;
}
