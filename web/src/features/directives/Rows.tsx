import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useRef } from 'react';

const VirtualRows = lazy(() => import('./VirtualRows.tsx'));

/** A list up to this long is drawn whole: the browser can search it, and a phone need not load what draws longer ones. */
const drawnAtOnce = 150;

export interface RowsProps {
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  count: number;
  keyOf: (index: number) => string | number;
  /** Pixels, before a row is measured. */
  guessOf: (index: number) => number;
  /** The row to bring into sight, to the middle or no further than needed; null for none. */
  wanted?: number | null;
  place?: 'center' | 'nearest';
  children: (index: number) => ReactNode;
}

/** Rows below each other; of a long list only those in sight are drawn. */
export function Rows(props: RowsProps) {
  if (props.count <= drawnAtOnce) return <AllRows {...props} />;
  return (
    <Suspense>
      <VirtualRows {...props} />
    </Suspense>
  );
}

function AllRows({ scroller, count, keyOf, wanted = null, place = 'nearest', children }: RowsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wanted === null) return;
    const bring = () => bringIntoSight(scroller.current, list.current?.children[wanted], place);
    bring();
    // The row in hand may show more and grow; only then is it known whether it is all in sight.
    const frame = requestAnimationFrame(bring);
    return () => cancelAnimationFrame(frame);
  }, [scroller, wanted, place]);
  return (
    <div ref={list}>
      {Array.from({ length: count }, (_, index) => (
        <div key={keyOf(index)}>{children(index)}</div>
      ))}
    </div>
  );
}

/** Moves the scroller alone; the browser's own `scrollIntoView` would move the page as well. */
function bringIntoSight(scroller: Element | null, row: Element | undefined, place: 'center' | 'nearest'): void {
  if (scroller === null || row === undefined) return;
  const frame = scroller.getBoundingClientRect();
  const { top, bottom, height } = row.getBoundingClientRect();
  const above = top - frame.top;
  const below = bottom - frame.bottom;
  if (place === 'center') scroller.scrollTop += above - (frame.height - height) / 2;
  else if (above < 0) scroller.scrollTop += above;
  else if (below > 0) scroller.scrollTop += Math.min(above, below);
}
