import { Button } from '@mantine/core';
import { type RefObject, useMemo, useRef } from 'react';
import { useText } from '../../../app/locale/text.ts';
import { directivesText } from '../locale.ts';
import { Rows } from '../Rows.tsx';
import styles from './document.module.css';
import { reviewText } from './locale.ts';
import {
  byParagraph,
  innermost,
  type Overlays,
  type Paragraph,
  paragraphAt,
  paragraphsOf,
  piecesOf,
  pressed,
  type Span,
} from './marks.ts';
import type { Review } from './model.ts';
import { useSelectedPassage } from './selection.ts';

interface DocumentPaneProps {
  review: Review;
  /** The requirement in hand; its passage is lit and in sight. */
  activeId: string | null;
  /** The words by which the one in hand was read so, and the place among them that is to be in sight. */
  evidence: readonly Span[];
  pointedAt: Span | null;
  /** The one under the pointer. */
  hoveredId: string | null;
  onHover: (id: string | null) => void;
  onActivate: (id: string) => void;
  /** Offered when a passage is selected; null where nothing can be added. */
  onAdd: ((span: Span) => void) | null;
}

/** Lines of a page of print; a guess that measuring corrects. */
const guessedHeight = 96;

/** The whole document with every passage that lies over it. */
export function DocumentPane(props: DocumentPaneProps) {
  const { review, activeId, evidence, pointedAt, hoveredId, onHover, onActivate, onAdd } = props;
  const t = useText(reviewText);
  const scroller = useRef<HTMLElement>(null);
  const paragraphs = useMemo(() => paragraphsOf(review.text), [review.text]);
  const overlays = useOverlays(review, paragraphs, evidence);
  const spans = useMemo(() => new Map(review.requirements.map((one) => [one.id, one])), [review.requirements]);
  const active = activeId === null ? undefined : spans.get(activeId);
  const inSight = pointedAt ?? active;
  const line = inSight === undefined ? null : paragraphAt(paragraphs, inSight.start);
  const selected = useSelectedPassage(scroller as RefObject<HTMLElement | null>, onAdd !== null);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus to be scrolled by the keyboard
    <section ref={scroller} className={styles.document} aria-label={t('document')} tabIndex={0}>
      <div className={styles.sheet}>
        <Rows
          scroller={scroller}
          count={paragraphs.length}
          keyOf={(index) => index}
          guessOf={() => guessedHeight}
          wanted={line}
          place="center"
        >
          {(index) => {
            const paragraph = paragraphs[index];
            if (paragraph === undefined) return null;
            return (
              <Line
                text={review.text}
                paragraph={paragraph}
                overlays={overlays(index)}
                spans={spans}
                activeId={activeId}
                pointedAt={pointedAt}
                hoveredId={hoveredId}
                onHover={onHover}
                onActivate={onActivate}
              />
            );
          }}
        </Rows>
      </div>
      {selected !== null && onAdd !== null ? (
        <div className={styles.offer} style={{ top: selected.top, left: selected.left }}>
          <Button
            // The press must not take the selection away before it was read.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onAdd(selected.span)}
          >
            {t('addFromSelection')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** What lies over each paragraph, looked up once for the whole document. */
function useOverlays(
  review: Review,
  paragraphs: readonly Paragraph[],
  evidence: readonly Span[],
): (index: number) => Overlays {
  const { requirements, leftOut, problems, references } = review;
  const found = useMemo(
    () => ({
      requirements: byParagraph(paragraphs, requirements),
      leftOut: byParagraph(paragraphs, leftOut),
      problems: byParagraph(paragraphs, problems),
      references: byParagraph(paragraphs, references),
    }),
    [paragraphs, requirements, leftOut, problems, references],
  );
  const proofs = useMemo(() => byParagraph(paragraphs, evidence), [paragraphs, evidence]);
  return (index) => ({
    evidence: proofs.get(index) ?? [],
    requirements: found.requirements.get(index) ?? [],
    leftOut: found.leftOut.get(index) ?? [],
    problems: found.problems.get(index) ?? [],
    references: found.references.get(index) ?? [],
  });
}

interface LineProps {
  text: string;
  paragraph: Paragraph;
  overlays: Overlays;
  spans: ReadonlyMap<string, Span & { decision: string }>;
  activeId: string | null;
  pointedAt: Span | null;
  hoveredId: string | null;
  onHover: (id: string | null) => void;
  onActivate: (id: string) => void;
}

function Line({ text, paragraph, overlays, spans, activeId, pointedAt, hoveredId, onHover, onActivate }: LineProps) {
  const t = useText(reviewText);
  const words = useText(directivesText);
  if (paragraph.start === paragraph.end) return <p className={styles.blank} />;
  return (
    <p className={styles.line} data-start={paragraph.start}>
      {piecesOf(paragraph, overlays).map((piece) => {
        const passage = text.slice(piece.start, piece.end);
        if (piece.leftOut !== null) {
          return (
            <s
              key={piece.start}
              className={styles.leftOut}
              data-reason={t('leftOut', { reason: words(`leftOut.${piece.leftOut}` as 'leftOut.pageNumber') })}
            >
              {passage}
            </s>
          );
        }
        const id = innermost(piece.requirementIds, spans);
        const isPointedAt = pointedAt !== null && pointedAt.start <= piece.start && piece.end <= pointedAt.end;
        const underneath = [
          piece.problem && styles.problem,
          piece.reference && styles.reference,
          piece.evidence && styles.evidence,
          isPointedAt && styles.pointedAt,
        ]
          .filter(Boolean)
          .join(' ');
        if (id === null) {
          return (
            <span
              key={piece.start}
              className={underneath}
              data-evidence={piece.evidence || undefined}
              title={piece.problem ? t('problem') : undefined}
            >
              {passage}
            </span>
          );
        }
        const lit = piece.requirementIds.includes(hoveredId ?? '') || piece.requirementIds.includes(activeId ?? '');
        const classes = [
          styles.mark,
          styles[spans.get(id)?.decision ?? ''],
          lit && styles.lit,
          piece.requirementIds.length > 1 && styles.several,
          underneath,
        ];
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button cannot be broken over lines like the text it stands for
          <span
            key={piece.start}
            role="button"
            tabIndex={0}
            className={classes.filter(Boolean).join(' ')}
            aria-pressed={piece.requirementIds.includes(activeId ?? '')}
            data-evidence={piece.evidence || undefined}
            onPointerEnter={() => onHover(id)}
            onPointerLeave={() => onHover(null)}
            onFocus={() => onHover(id)}
            onBlur={() => onHover(null)}
            onClick={() => onActivate(pressed(piece.requirementIds, spans, activeId) ?? id)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              onActivate(pressed(piece.requirementIds, spans, activeId) ?? id);
            }}
          >
            {passage}
          </span>
        );
      })}
    </p>
  );
}
