import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { Section } from '../../ui/Page.tsx';
import styles from './directives.module.css';
import { directivesText } from './locale.ts';
import { byParagraph, paragraphsOf, piecesOf } from './review/marks.ts';

export type ReadDocument = Answer<'POST /api/directives/read'>;

const guessedHeight = 60;

/** The whole text as it was read, with what is left out and why (peers.md 3, item 17). */
export function Preview({ document }: { document: ReadDocument }) {
  const t = useText(directivesText);
  const scroller = useRef<HTMLElement>(null);
  const paragraphs = useMemo(() => paragraphsOf(document.text), [document.text]);
  const leftOut = useMemo(() => byParagraph(paragraphs, document.leftOut), [paragraphs, document.leftOut]);
  const virtual = useVirtualizer({
    count: paragraphs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => guessedHeight,
    overscan: 10,
  });
  const count = document.leftOut.length;
  return (
    <Section
      title={t('preview')}
      aside={<span className={styles.note}>{count === 0 ? t('leftOutNone') : t('leftOutCount', { count })}</span>}
    >
      <p className={styles.note}>{t('previewLead')}</p>
      {document.notes.map((note) => (
        <p key={note} className={styles.remark}>
          {t(`note.${note}`)}
        </p>
      ))}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus to be scrolled by the keyboard */}
      <section ref={scroller} className={styles.preview} aria-label={t('preview')} tabIndex={0}>
        <div className={styles.previewSheet} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((row) => {
            const paragraph = paragraphs[row.index];
            if (paragraph === undefined) return null;
            const overlays = { requirements: [], leftOut: leftOut.get(row.index) ?? [], problems: [], references: [] };
            return (
              <p
                key={row.key}
                ref={virtual.measureElement}
                data-index={row.index}
                className={styles.previewLine}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {piecesOf(paragraph, overlays).map((piece) => {
                  const passage = document.text.slice(piece.start, piece.end);
                  if (piece.leftOut === null) return passage;
                  return (
                    <span key={piece.start}>
                      <s className={styles.leftOut}>{passage}</s>
                      <span className={styles.leftOutReason}>
                        {t(`leftOut.${piece.leftOut}` as 'leftOut.pageNumber')}
                      </span>
                    </span>
                  );
                })}
              </p>
            );
          })}
        </div>
      </section>
    </Section>
  );
}
