import { lazy, Suspense } from 'react';
import type { Span } from './marks.ts';
import type { Content, Decision, Reasoned, Requirement, Review } from './model.ts';
import type { useAdding } from './useAdding.ts';
import type { Deciding } from './useDeciding.ts';

// What only changes something comes after what is read: most who come on a phone read.
const AddDrawer = lazy(() => import('./AddDrawer.tsx'));
const ConflictDialog = lazy(() => import('./ConflictDialog.tsx'));
const DateDialog = lazy(() => import('./DateDialog.tsx'));
const EditDrawer = lazy(() => import('./EditDrawer.tsx'));
const KeysHelp = lazy(() => import('./KeysHelp.tsx'));
const ReasonDialog = lazy(() => import('./ReasonDialog.tsx'));
const SplitDialog = lazy(() => import('./SplitDialog.tsx'));
const TimesDialog = lazy(() => import('./TimesDialog.tsx'));
const TurnConflictDialog = lazy(() => import('./TurnConflictDialog.tsx'));

/** What stands in front of the two panes. */
export type Front =
  | { kind: 'edit' | 'split' | 'date'; requirement: Requirement }
  | { kind: 'add'; span: Span }
  | { kind: 'reason'; items: Requirement[]; decision: Reasoned }
  | { kind: 'times'; items: Requirement[] }
  | { kind: 'keys' };

interface FrontsProps {
  review: Review;
  names: ReadonlyMap<string, string>;
  open: Front | null;
  onOpen: (open: Front | null) => void;
  deciding: Deciding;
  adding: ReturnType<typeof useAdding>;
  onDecide: (items: readonly Requirement[], decision: Decision) => Promise<boolean>;
  onShow: (id: string) => void;
  onSplit: (requirement: Requirement, at: number) => void;
  onAdd: (content: Content) => Promise<boolean>;
}

/** The dialogs of the review page, one at a time, and what is asked where somebody else was faster. */
export default function Fronts({
  review,
  names,
  open,
  onOpen,
  deciding,
  adding,
  onDecide,
  onShow,
  onSplit,
  onAdd,
}: FrontsProps) {
  const close = () => onOpen(null);
  const { candidates } = review;
  return (
    <Suspense>
      {open?.kind === 'edit' ? (
        <EditDrawer
          purpose="edit"
          draftId={open.requirement.id}
          content={open.requirement.content}
          passage={review.text.slice(open.requirement.start, open.requirement.end)}
          names={names}
          candidates={candidates}
          onSave={(content) => onDecide([open.requirement], { kind: 'edit', content })}
          onClose={close}
          problem={deciding.problem}
          sending={deciding.sending}
        />
      ) : null}
      {open?.kind === 'date' ? (
        <DateDialog
          requirement={open.requirement}
          horizon={review.directive.horizon}
          problem={deciding.problem}
          sending={deciding.sending}
          onSave={(content) => void onDecide([open.requirement], { kind: 'edit', content })}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'split' ? (
        <SplitDialog
          requirement={open.requirement}
          problem={deciding.problem}
          sending={deciding.sending}
          onSplit={(at) => onSplit(open.requirement, at)}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'add' ? (
        <AddDrawer
          review={review}
          span={open.span}
          names={names}
          onSave={onAdd}
          onClose={close}
          problem={adding.problem}
          sending={adding.sending}
        />
      ) : null}
      {open?.kind === 'reason' ? (
        <ReasonDialog
          decision={open.decision}
          items={open.items}
          problem={deciding.problem}
          sending={deciding.sending}
          onDecide={(reason) => void onDecide(open.items, { kind: open.decision, reason })}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'times' ? (
        <TimesDialog
          items={open.items}
          problem={deciding.problem}
          sending={deciding.sending}
          onShow={onShow}
          onAccept={(items) => void onDecide(items, { kind: 'accept' })}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'keys' ? <KeysHelp onClose={close} /> : null}
      {deciding.conflict === null ? null : (
        <ConflictDialog
          conflict={deciding.conflict}
          onTheirs={() => {
            deciding.put({ requirements: deciding.conflict?.theirs });
            deciding.clearConflict();
            close();
          }}
          onMine={() => {
            const { items, theirs, wanted } = deciding.conflict ?? { items: [], theirs: [], wanted: null };
            const fresh = new Map(theirs.map((one) => [one.id, one]));
            deciding.put({ requirements: theirs });
            deciding.clearConflict();
            if (wanted)
              void onDecide(
                items.map((one) => fresh.get(one.id) ?? one),
                wanted,
              );
          }}
        />
      )}
      {deciding.turnConflict === null ? null : (
        <TurnConflictDialog
          conflict={deciding.turnConflict}
          onLeave={() => {
            const { direction, theirs } = deciding.turnConflict ?? { direction: 'undo' as const, theirs: [] };
            deciding.put({ requirements: theirs });
            deciding.clearTurnConflict();
            void deciding.turn(direction, true);
          }}
          onClose={() => {
            deciding.put({ requirements: deciding.turnConflict?.theirs });
            deciding.clearTurnConflict();
          }}
        />
      )}
    </Suspense>
  );
}
