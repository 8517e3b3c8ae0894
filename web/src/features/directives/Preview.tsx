import { Button } from '@mantine/core';
import { useMemo, useRef } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { Section } from '../../ui/Page.tsx';
import styles from './directives.module.css';
import { importText } from './importLocale.ts';
import { directivesText } from './locale.ts';
import { ReadingNotes } from './ReadingNotes.tsx';
import { Rows } from './Rows.tsx';
import { byParagraph, paragraphsOf, piecesOf } from './review/marks.ts';
import type { Reading } from './Source.tsx';

export type ReadDocument = Answer<'POST /api/directives/read'>;

const guessedHeight = 60;

/**
 * The whole text as it was read, with what is proposed to be left out and why (peers.md 3, item 17). A line that belongs to
 * the document after all is put back in by one press.
 */
export function Preview({ reading, onChange }: { reading: Reading; onChange: (reading: Reading) => void }) {
  const t = useText(directivesText);
  const i = useText(importText);
  const { document, kept } = reading;
  const scroller = useRef<HTMLElement>(null);
  const paragraphs = useMemo(() => paragraphsOf(document.text), [document.text]);
  const leftOut = useMemo(() => byParagraph(paragraphs, document.leftOut), [paragraphs, document.leftOut]);
  const count = document.leftOut.length - kept.length;
  const turn = (start: number) =>
    onChange({ ...reading, kept: kept.includes(start) ? kept.filter((one) => one !== start) : [...kept, start] });
  return (
    <Section
      title={i('preview')}
      aside={<span className={styles.note}>{count === 0 ? i('leftOutNone') : i('leftOutCount', { count })}</span>}
    >
      <p className={styles.note}>{i('previewLead')}</p>
      <ReadingNotes reading={reading} onChange={onChange} />
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
                  const isKept = kept.includes(piece.start);
                  return (
                    <span key={piece.start}>
                      {isKept ? passage : <s className={styles.leftOut}>{passage}</s>}
                      <span className={styles.leftOutReason}>
                        {isKept ? i('keptByHand') : t(`leftOut.${piece.leftOut}` as 'leftOut.pageNumber')}
                      </span>
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        aria-label={i(isKept ? 'leaveOutLine' : 'keepLine', { line: passage })}
                        onClick={() => turn(piece.start)}
                      >
                        {i(isKept ? 'leaveOut' : 'keep')}
                      </Button>
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
