import { useText } from '../../app/locale/text.ts';
import type { Figure } from '../../ui/FigureValue.tsx';
import styles from './board.module.css';
import { boardText } from './locale.ts';
import { sharesOf } from './shapes.ts';

/** One bar: closed out in ink, late hatched in red, the rest pale. Its numbers stand beside it as figures. */
export function Progress({ closed, late, tall = false }: { closed: Figure; late: Figure; tall?: boolean }) {
  const t = useText(boardText);
  const shares = sharesOf(closed, late);
  const words = t('bar', {
    all: closed.denominator ?? 0,
    closed: closed.numerator ?? 0,
    late: late.value ?? 0,
  });
  return (
    <div className={tall ? styles.barTall : styles.bar} role="img" aria-label={words}>
      <span className={styles.barClosed} style={{ width: `${100 * shares.closed}%` }} />
      <span className={styles.barLate} style={{ width: `${100 * shares.late}%` }} />
    </div>
  );
}

/** What the three parts of the bars are. */
export function BarLegend() {
  const t = useText(boardText);
  return (
    <p className={styles.legend}>
      <span className={styles.keyClosed}>{t('bar.closed')}</span>
      <span className={styles.keyLate}>{t('bar.late')}</span>
      <span className={styles.keyOpen}>{t('bar.open')}</span>
    </p>
  );
}
