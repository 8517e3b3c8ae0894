import { useMediaQuery } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useText } from '../../../app/locale/text.ts';
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx';
import { DocumentPane } from './DocumentPane.tsx';
import type { Command } from './keys.ts';
import { ListTools } from './ListTools.tsx';
import { reviewText } from './locale.ts';
import type { Span } from './marks.ts';
import {
  type Changes,
  type Content,
  type Decision,
  may,
  type Reasoned,
  type Requirement,
  type Review,
} from './model.ts';
import { type Filter, isLive, neighbour, nextUndecided, type Order, rowsFor } from './ordering.ts';
import { mergeRequirements, splitRequirement } from './parting.ts';
import type { CardCommand } from './RequirementCard.tsx';
import { RequirementList } from './RequirementList.tsx';
import { ReviewHead } from './ReviewHead.tsx';
import { useAdding } from './useAdding.ts';
import { useCommands } from './useCommands.ts';
import { useDeciding } from './useDeciding.ts';
import styles from './workbench.module.css';

// What only changes something comes after what is read: most who come on a phone read.
const AddDrawer = lazy(() => import('./AddDrawer.tsx'));
const BulkBar = lazy(() => import('./BulkBar.tsx'));
const Company = lazy(() => import('./Company.tsx'));
const ConflictDialog = lazy(() => import('./ConflictDialog.tsx'));
const EditDrawer = lazy(() => import('./EditDrawer.tsx'));
const KeysHelp = lazy(() => import('./KeysHelp.tsx'));
const ReasonDialog = lazy(() => import('./ReasonDialog.tsx'));
const SplitDialog = lazy(() => import('./SplitDialog.tsx'));
const TurnConflictDialog = lazy(() => import('./TurnConflictDialog.tsx'));

/** What stands in front of the two panes. */
type Open =
  | { kind: 'edit' | 'split'; requirement: Requirement }
  | { kind: 'add'; span: Span }
  | { kind: 'reason'; items: Requirement[]; decision: Reasoned }
  | { kind: 'keys' };

/** Document on the left, requirements on the right; on a phone one at a time. */
export function Workbench({ review }: { review: Review }) {
  const t = useText(reviewText);
  const search = useSearch({ strict: false }) as { requirement?: string };
  const deciding = useDeciding(review.directive.id);
  const adding = useAdding(review.directive.id, deciding.put);
  const mayDecide = may(review, 'review');
  const [order, setOrder] = useState<Order>(mayDecide ? 'certainty' : 'document');
  const [filter, setFilter] = useState<Filter>(() =>
    mayDecide && search.requirement === undefined ? 'undecided' : 'all',
  );
  const [staying, setStaying] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(search.requirement ?? null);
  const [hoveredId, setHoveredId] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<Open | null>(null);
  const [tab, setTab] = useState<'document' | 'requirements'>('requirements');
  const onPhone = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  const rows = useMemo(
    () => rowsFor(review.requirements, review.clauses, order, filter, staying),
    [review.requirements, review.clauses, order, filter, staying],
  );
  const names = useMemo(() => new Map(review.organisations.map((one) => [one.id, one.name])), [review.organisations]);
  const active = review.requirements.find((one) => one.id === activeId) ?? null;
  const chosen = review.requirements.filter((one) => selected.has(one.id));

  const show = (id: string | null) => {
    setActiveId(id);
    if (id === null || rows.some((row) => row.key === id)) return;
    setFilter('all');
  };
  const refilter = (next: Filter) => {
    setStaying(new Set());
    setFilter(next);
  };
  // Confirmed, or begun anew: what was filtered for is no longer what the list is for.
  const [decidable, setDecidable] = useState(mayDecide);
  if (decidable !== mayDecide) {
    setDecidable(mayDecide);
    const open = mayDecide && review.requirements.some((one) => one.decision === 'undecided');
    refilter(open ? 'undecided' : 'all');
  }
  const decide = async (items: readonly Requirement[], decision: Decision) => {
    const done = await deciding.decide(items, decision);
    if (!done) return false;
    // She may have gone on while the decision was on its way: only what it was about is let go of and closed.
    const ids = items.map((one) => one.id);
    setStaying((before) => new Set([...before, ...ids]));
    setSelected((before) => without(before, ids));
    setOpen((now) => (now === open ? null : now));
    const only = items.length === 1 ? items[0] : undefined;
    if (only && decision.kind !== 'undo' && decision.kind !== 'reopen')
      setActiveId((now) => (now === activeId || now === only.id ? (nextUndecided(rows, only.id) ?? only.id) : now));
    return true;
  };
  const onCommand = (command: CardCommand, requirement: Requirement) => {
    if (command === 'edit' || command === 'split') setOpen({ kind: command, requirement });
    else if (command === 'reject' || command === 'defer' || command === 'nothingToDo') {
      setOpen({ kind: 'reason', items: [requirement], decision: command });
    } else void decide([requirement], { kind: command });
  };
  const reshaped = (changes: Changes | null) => {
    const [first] = changes?.requirements ?? [];
    if (!changes || !first) return;
    setStaying((before) => new Set([...before, ...changes.requirements.map((one) => one.id)]));
    setSelected((before) => without(before, [...changes.gone, ...changes.requirements.map((one) => one.id)]));
    setOpen((now) => (now === open ? null : now));
    setActiveId(changes.requirements.reduce((a, b) => (b.start < a.start ? b : a), first).id);
  };
  const split = async (requirement: Requirement, at: number) => {
    reshaped(await splitRequirement(deciding.step, requirement, at));
  };
  const merge = async () => {
    if (chosen.length < 2) return;
    reshaped(await mergeRequirements(deciding.step, review.directive.id, chosen));
  };
  const select = (id: string) => setSelected((before) => toggled(before, id));
  const run = (command: Command) => {
    if (command === 'next' || command === 'previous')
      return show(neighbour(rows, activeId, command === 'next' ? 1 : -1));
    if (command === 'help') return setOpen(open?.kind === 'keys' ? null : { kind: 'keys' });
    if (command === 'order') return setOrder(order === 'certainty' ? 'document' : 'certainty');
    if (command === 'filter') return refilter(filter === 'undecided' ? 'all' : 'undecided');
    if (!mayDecide) return;
    if (command === 'merge') return void merge();
    if (command === 'acceptSelected') return void decide(chosen, { kind: 'accept' });
    if (command === 'undo' || command === 'redo') return void deciding.turn(command);
    if (active === null) return;
    if (command === 'select') return select(active.id);
    if (command === 'madeKnown' && active.content.hardness !== 'soft') return;
    if (command === 'accept' && isLive(active)) return;
    onCommand(command, active);
  };
  useCommands(run);
  const saveNew = async (content: Content) => {
    if (open?.kind !== 'add') return false;
    const added = await adding.add(open.span, content);
    if (added === null) return false;
    document.getSelection()?.removeAllRanges();
    setOpen(null);
    setStaying((before) => new Set([...before, added.id]));
    setActiveId(added.id);
    return true;
  };

  const panes = {
    document: (
      <DocumentPane
        review={review}
        activeId={activeId}
        hoveredId={hoveredId}
        onHover={setHoveredId}
        onActivate={(id) => {
          show(id);
          setTab('requirements');
        }}
        onAdd={mayDecide ? (span) => setOpen({ kind: 'add', span }) : null}
      />
    ),
    requirements: (
      <div className={styles.side}>
        <ListTools
          order={order}
          onOrder={setOrder}
          filter={filter}
          onFilter={refilter}
          onKeys={() => setOpen({ kind: 'keys' })}
        />
        <div>
          <div role="status">
            <ProblemNotice problem={deciding.problem} />
          </div>
          <Suspense>
            <Company
              review={review}
              onNews={(news) => {
                // What others decide stays where it is in this list, so that nothing moves under the hand.
                setStaying((before) => new Set([...before, ...news.requirements.map((one) => one.id)]));
                setSelected((before) => without(before, news.gone));
                deciding.put(news);
              }}
              onLost={deciding.readAnew}
            />
          </Suspense>
        </div>
        <RequirementList
          review={review}
          rows={rows}
          names={names}
          activeId={activeId}
          hoveredId={hoveredId}
          selected={selected}
          open={mayDecide}
          onActivate={setActiveId}
          onHover={setHoveredId}
          onSelect={select}
          onCommand={onCommand}
        />
        {mayDecide ? (
          <Suspense>
            <BulkBar
              rows={rows}
              chosen={chosen}
              line={review.line}
              sending={deciding.sending}
              onSelect={(ids) => setSelected(new Set(ids))}
              onDecide={(decision) => void decide(chosen, decision)}
              onReason={(decision) => setOpen({ kind: 'reason', items: chosen, decision })}
              onMerge={() => void merge()}
              onTurn={(direction) => void deciding.turn(direction)}
            />
          </Suspense>
        ) : null}
      </div>
    ),
  };

  return (
    <div className={styles.workbench}>
      <ReviewHead
        review={review}
        onNext={() =>
          show(nextUndecided(rowsFor(review.requirements, review.clauses, order, 'undecided', new Set()), activeId))
        }
      />
      {onPhone ? (
        <>
          <div className={styles.tabs} role="tablist">
            {(['requirements', 'document'] as const).map((name) => (
              <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => setTab(name)}>
                {t(name)}
              </button>
            ))}
          </div>
          <div className={styles.pane}>{panes[tab]}</div>
        </>
      ) : (
        <div className={styles.panes}>
          {panes.document}
          {panes.requirements}
        </div>
      )}
      <Suspense>
        {open?.kind === 'edit' ? (
          <EditDrawer
            purpose="edit"
            draftId={open.requirement.id}
            content={open.requirement.content}
            passage={review.text.slice(open.requirement.start, open.requirement.end)}
            names={names}
            onSave={(content) => decide([open.requirement], { kind: 'edit', content })}
            onClose={() => setOpen(null)}
            problem={deciding.problem}
            sending={deciding.sending}
          />
        ) : null}
        {open?.kind === 'split' ? (
          <SplitDialog
            requirement={open.requirement}
            problem={deciding.problem}
            sending={deciding.sending}
            onSplit={(at) => void split(open.requirement, at)}
            onClose={() => setOpen(null)}
          />
        ) : null}
        {open?.kind === 'add' ? (
          <AddDrawer
            review={review}
            span={open.span}
            names={names}
            onSave={saveNew}
            onClose={() => setOpen(null)}
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
            onDecide={(reason) => void decide(open.items, { kind: open.decision, reason })}
            onClose={() => setOpen(null)}
          />
        ) : null}
        {open?.kind === 'keys' ? <KeysHelp onClose={() => setOpen(null)} /> : null}
        {deciding.conflict === null ? null : (
          <ConflictDialog
            conflict={deciding.conflict}
            onTheirs={() => {
              deciding.put({ requirements: deciding.conflict?.theirs });
              deciding.clearConflict();
              setOpen(null);
            }}
            onMine={() => {
              const { items, theirs, wanted } = deciding.conflict ?? { items: [], theirs: [], wanted: null };
              const fresh = new Map(theirs.map((one) => [one.id, one]));
              deciding.put({ requirements: theirs });
              deciding.clearConflict();
              if (wanted)
                void decide(
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
    </div>
  );
}

function without(before: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const next = new Set(before);
  for (const id of ids) next.delete(id);
  return next;
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}
