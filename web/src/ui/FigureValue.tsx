import { lazy, Suspense, useState } from 'react';
import { formatNumber, formatRatio } from '../app/locale/formats.ts';
import { type Language, useLanguage } from '../app/locale/language.ts';
import { type Speaker, useText } from '../app/locale/text.ts';
import styles from './FigureValue.module.css';
import { uiText } from './locale.ts';

const FigureFacts = lazy(() => import('./FigureFacts.tsx'));

/** A number that opens its facts, as every route answers it (spine.md 5). */
export interface Figure {
  id: string;
  version: number;
  unit: 'count' | 'ratio';
  asOf: string;
  scope: 'city' | 'own';
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  /** Address of the list of its facts. */
  facts: string;
}

/** A ratio over fewer than five is shown as its two counts: 67% of three says less than 2 / 3 (spine.md 5). */
const smallDenominator = 5;

interface FigureValueProps {
  figure: Figure;
  /** What the number is, in the words of the page. */
  label: string;
  /** `large` for the answer of a page, `inline` within a sentence or a cell, where the label is only read aloud. */
  size?: 'large' | 'normal' | 'inline';
  /** A ratio as its two counts, however large they are: `62 / 152`. */
  counts?: boolean;
}

/** Shows a figure and opens its facts beside the page. */
export function FigureValue({ figure, label, size = 'normal', counts = false }: FigureValueProps) {
  const t = useText(uiText);
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const shown = figureInWords(figure, language, t, counts);
  return (
    <>
      <button
        type="button"
        className={[styles.figure, size === 'large' && styles.large, size === 'inline' && styles.inline]
          .filter(Boolean)
          .join(' ')}
        data-print="yes"
        onClick={() => setOpen(true)}
        title={t('showFacts', { label })}
      >
        {size === 'inline' ? (
          <span className="visually-hidden">{label} </span>
        ) : (
          <span className={styles.label}>{label}</span>
        )}
        <span className={figure.value === null ? styles.none : styles.value}>{shown}</span>
      </button>
      {open ? (
        <Suspense>
          <FigureFacts figure={figure} label={label} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** The value as a screen says it: 无数据, a count, a percentage, or two counts where the denominator is small. */
export function figureInWords(
  figure: Figure,
  language: Language,
  t: Speaker<(typeof uiText)['zh-CN']>,
  counts = false,
): string {
  if (figure.value === null) return t('noData');
  if (figure.unit === 'count') return formatNumber(figure.value, language);
  const { numerator, denominator } = figure;
  if (numerator !== null && denominator !== null && (counts || denominator < smallDenominator)) {
    return t('figure.ratio', { numerator, denominator });
  }
  return formatRatio(figure.value, language);
}
