import { useMemo, useRef } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { Section } from '../../ui/Page.tsx';
import styles from './directives.module.css';
import { importText } from './importLocale.ts';
import { directivesText } from './locale.ts';
import { Rows } from './Rows.tsx';
import { byParagraph, paragraphsOf, piecesOf } from './review/marks.ts';

export type ReadDocument = Answer<'POST /api/directives/read'>;

const guessedHeight = 60;

/** The whole text as it was read, with what is left out and why (peers.md 3, item 17). */
export function Preview({ document }: { document: ReadDocument }) {
  const t = useText(directivesText);
  const i = useText(importText);
  const scroller = useRef<HTMLElement>(null);
  const paragraphs = useMemo(() => paragraphsOf(document.text), [document.text]);
  const leftOut = useMemo(() => byParagraph(paragraphs, document.leftOut), [paragraphs, document.leftOut]);
  const count = document.leftOut.length;
  return (
    <Section
      title={i('preview')}
      aside={<span className={styles.note}>{count === 0 ? i('leftOutNone') : i('leftOutCount', { count })}</span>}
    >
      <p className={styles.note}>{i('previewLead')}</p>
      {document.notes.map((note) => (
        <p key={note} className={styles.remark}>
          {i(`note.${note}`)}
        </p>
      ))}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus to be scrolled by the keyboard */}
      <section ref={scroller} className={styles.preview} aria-label={i('preview')} tabIndex={0}>
        <Rows scroller={scroller} count={paragraphs.length} keyOf={(index) => index} guessOf={() => guessedHeight}>
          {(index) => {
            const paragraph = paragraphs[index];
            if (paragraph === undefined) return null;
            const overlays = { requirements: [], leftOut: leftOut.get(index) ?? [], problems: [], references: [] };
            return (
              <p className={styles.previewLine}>
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
          }}
        </Rows>
      </section>
    </Section>
  );
}
