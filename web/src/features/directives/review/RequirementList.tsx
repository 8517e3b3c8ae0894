import { useRef } from 'react';
import { useText } from '../../../app/locale/text.ts';
import { EmptyState } from '../../../ui/Waiting.tsx';
import { Rows } from '../Rows.tsx';
import styles from './list.module.css';
import { reviewText } from './locale.ts';
import type { Span } from './marks.ts';
import type { Requirement, Review } from './model.ts';
import type { Row } from './ordering.ts';
import { type CardCommand, type CardContext, RequirementCard } from './RequirementCard.tsx';
import { resolvedOwners } from './words.ts';

interface RequirementListProps {
  review: Review;
  rows: readonly Row[];
  about: CardContext;
  activeId: string | null;
  hoveredId: string | null;
  selected: ReadonlySet<string>;
  open: boolean;
  onActivate: (id: string) => void;
  onHover: (id: string | null) => void;
  onSelect: (id: string) => void;
  onCommand: (command: CardCommand, requirement: Requirement) => void;
  onPick: (requirement: Requirement, owner: number, organisationIds: string[]) => void;
  onEvidence: (id: string, span: Span) => void;
}

/** Heights before they are measured. */
const guessed = { clause: 48, group: 48, item: 210 };

/** The requirements under their headings; the one in hand is brought into sight. */
export function RequirementList(props: RequirementListProps) {
  const t = useText(reviewText);
  const { rows, activeId, review } = props;
  const scroller = useRef<HTMLElement>(null);
  const at = rows.findIndex((row) => row.key === activeId);
  if (rows.length === 0) {
    const nothing = review.requirements.length === 0;
    return (
      <EmptyState
        title={t(nothing ? 'empty' : 'emptyFilter')}
        text={nothing ? t('emptyText') : undefined}
        icon={nothing ? 'file' : 'done'}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus to be scrolled by the keyboard
    <section ref={scroller} className={styles.list} aria-label={t('requirements')} tabIndex={0}>
      <Rows
        scroller={scroller}
        count={rows.length}
        keyOf={(index) => rows[index]?.key ?? index}
        guessOf={(index) => guessed[rows[index]?.kind ?? 'item']}
        wanted={at < 0 ? null : at}
      >
        {(index) => {
          const row = rows[index];
          return row === undefined ? null : <RowView row={row} {...props} />;
        }}
      </Rows>
    </section>
  );
}

function RowView({ row, ...props }: RequirementListProps & { row: Row }) {
  const t = useText(reviewText);
  if (row.kind === 'group') return <h3 className={styles.heading}>{t(`group.${row.name}`)}</h3>;
  if (row.kind === 'clause') {
    return (
      <h3 className={styles.heading} style={{ paddingInlineStart: `${row.depth}em` }}>
        <span className={styles.number}>{row.clause.number}</span>
        {row.clause.title}
      </h3>
    );
  }
  const { requirement } = row;
  return (
    <div className={styles.item}>
      <RequirementCard
        requirement={requirement}
        owners={resolvedOwners(requirement, props.review, props.about.names)}
        about={props.about}
        active={props.activeId === requirement.id}
        lit={props.hoveredId === requirement.id}
        selected={props.selected.has(requirement.id)}
        open={props.open}
        onActivate={props.onActivate}
        onHover={props.onHover}
        onSelect={props.onSelect}
        onCommand={props.onCommand}
        onPick={props.onPick}
        onEvidence={props.onEvidence}
      />
    </div>
  );
}
