import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';
import styles from './directives.module.css';
import type { RowsProps } from './Rows.tsx';

/** The rows in sight and a few around them, each measured when it is drawn. */
export default function VirtualRows({
  scroller,
  count,
  keyOf,
  guessOf,
  wanted = null,
  place = 'nearest',
  children,
}: RowsProps) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: guessOf,
    getItemKey: keyOf,
    overscan: 8,
  });
  useEffect(() => {
    if (wanted === null) return;
    const bring = () => virtual.scrollToIndex(wanted, { align: place === 'center' ? 'center' : 'auto' });
    bring();
    // The row in hand may show more and grow; only then is it known whether it is all in sight.
    const frame = requestAnimationFrame(bring);
    return () => cancelAnimationFrame(frame);
  }, [virtual, wanted, place]);
  return (
    <div className={styles.virtual} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((row) => (
        <div
          key={row.key}
          ref={virtual.measureElement}
          data-index={row.index}
          className={styles.virtualRow}
          style={{ transform: `translateY(${row.start}px)` }}
        >
          {children(row.index)}
        </div>
      ))}
    </div>
  );
}
