import { useMediaQuery } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useText } from '../../../app/locale/text.ts';
import { useToday } from '../../../app/session.ts';
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx';
import { isUnmatched } from './asking.ts';
import { DocumentPane } from './DocumentPane.tsx';
import { doubtfulTimes } from './doubtful.ts';
import { evidenceOf, nextEvidence } from './evidence.ts';
import type { Front } from './Fronts.tsx';
import { type Command, pickedBy } from './keys.ts';
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
import {
  type Certainty,
  type Filter,
  isLive,
  neighbour,
  nextCertainty,
  nextUndecided,
  type Order,
  rowsFor,
} from './ordering.ts';
import { mergeRequirements, splitRequirement } from './parting.ts';
import { pickFor } from './picking.ts';
import type { CardCommand } from './RequirementCard.tsx';
import { RequirementList } from './RequirementList.tsx';
import { ReviewHead } from './ReviewHead.tsx';
import { useAdding } from './useAdding.ts';
import { useCommands } from './useCommands.ts';
import { useDeciding } from './useDeciding.ts';
import { usePicks } from './usePicks.ts';
import styles from './workbench.module.css';

// What only changes something comes after what is read: most who come on a phone read.
const BulkBar = lazy(() => import('./BulkBar.tsx'));
const Company = lazy(() => import('./Company.tsx'));
const ListTools = lazy(() => import('./ListTools.tsx'));
const Fronts = lazy(() => import('./Fronts.tsx'));

/** Document on the left, requirements on the right; on a phone one at a time. */
export function Workbench({ review: asRead }: { review: Review }) {
  const t = useText(reviewText);
  const search = useSearch({ strict: false }) as { requirement?: string };
  const picks = usePicks(asRead.requirements);
  const review = useMemo(() => ({ ...asRead, requirements: picks.requirements }), [asRead, picks.requirements]);
  const deciding = useDeciding(review.directive.id);
  const adding = useAdding(review.directive.id, deciding.put);
  const mayDecide = may(review, 'review');
  const [order, setOrder] = useState<Order>(mayDecide ? 'certainty' : 'document');
  const [filter, setFilter] = useState<Filter>(() =>
    mayDecide && search.requirement === undefined ? 'undecided' : 'all',
  );
  const [certainty, setCertainty] = useState<Certainty>('any');
  const today = useToday();
  const [staying, setStaying] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(search.requirement ?? null);
  const [hoveredId, setHoveredId] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<Front | null>(null);
  const [tab, setTab] = useState<'document' | 'requirements'>('requirements');
  const onPhone = useMediaQuery('(max-width: 61.99em)', false, { getInitialValueInEffect: false });
  const rows = useMemo(
    () => rowsFor(review.requirements, review.clauses, order, { filter, certainty, today }, staying),
    [review.requirements, review.clauses, order, filter, certainty, today, staying],
  );
  const names = useMemo(() => new Map(review.organisations.map((one) => [one.id, one.name])), [review.organisations]);
  const active = review.requirements.find((one) => one.id === activeId) ?? null;
  const chosen = review.requirements.filter((one) => selected.has(one.id));
  const evidence = useMemo(() => (active === null ? [] : evidenceOf(active)), [active]);
  const [pointedAt, setPointedAt] = useState<{ id: string; span: Span } | null>(null);
  const shownEvidence = pointedAt !== null && pointedAt.id === activeId ? pointedAt.span : null;
  const about = useMemo(
    () => ({
      clauses: review.clauses,
      candidates: review.candidates,
      issuedOn: review.directive.issuedOn,
      names,
      today,
    }),
    [review.clauses, review.candidates, review.directive.issuedOn, names, today],
  );

  const show = (id: string | null) => {
    setActiveId(id);
    if (id === null || rows.some((row) => row.key === id)) return;
    setFilter('all');
    setCertainty('any');
  };
  const refilter = (next: Filter, sureness: Certainty = certainty) => {
    setStaying(new Set());
    setFilter(next);
    setCertainty(sureness);
  };
  // Confirmed, or begun anew: what was filtered for is no longer what the list is for.
  const [decidable, setDecidable] = useState(mayDecide);
  if (decidable !== mayDecide) {
    setDecidable(mayDecide);
    const open = mayDecide && review.requirements.some((one) => one.decision === 'undecided');
    refilter(open ? 'undecided' : 'all', 'any');
  }
  const decide = async (items: readonly Requirement[], wanted: Decision): Promise<boolean> => {
    const [first, ...rest] = wanted.kind === 'accept' ? items.filter((one) => one.picked) : [];
    // Of what was chosen for some owners nothing is lost when the requirement is accepted as it stands.
    if (first && items.length > 1) {
      for (const one of [first, ...rest]) await decide([one], wanted);
      const others = items.filter((one) => !one.picked);
      return others.length === 0 || decide(others, wanted);
    }
    const decision: Decision = first ? { kind: 'edit', content: first.content } : wanted;
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
    if (command === 'edit' || command === 'split' || command === 'date') setOpen({ kind: command, requirement });
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
  /** Matches the owner whose words match none, as those that a person says they mean; with the last one it is saved, as an edit. */
  const pick = (requirement: Requirement, owner: number, organisationIds: string[]) => {
    const choice = pickFor(requirement, owner, organisationIds);
    if ('keep' in choice) picks.keep(requirement, choice.keep);
    else void decide([requirement], { kind: 'edit', content: choice.save });
  };
  const acceptChosen = () => {
    const { passed, vague } = doubtfulTimes(chosen, today);
    if (chosen.length > 1 && passed.length + vague.length > 0) setOpen({ kind: 'times', items: chosen });
    else void decide(chosen, { kind: 'accept' });
  };
  const jump = (id: string) => {
    setOpen(null);
    setTab('requirements');
    show(id);
  };
  const pickByKey = (requirement: Requirement, place: number | 'all') => {
    const owner = requirement.content.owners.findIndex(isUnmatched);
    const text = requirement.content.owners[owner]?.text;
    const found = review.candidates.find((one) => one.text === text)?.organisationIds ?? [];
    const meant = place === 'all' ? found : found.slice(place, place + 1);
    if (meant.length > 0) pick(requirement, owner, meant);
  };
  const point = (id: string, span: Span) => {
    setActiveId(id);
    setPointedAt({ id, span });
    setTab('document');
  };
  const selectListed = () =>
    setSelected(
      new Set(
        selected.size > 0
          ? []
          : rows.flatMap((row) =>
              row.kind === 'item' && row.requirement.decision === 'undecided' ? [row.requirement.id] : [],
            ),
      ),
    );
  const askReason = (decision: Reasoned) => {
    if (chosen.length > 0) setOpen({ kind: 'reason', items: chosen, decision });
  };
  const select = (id: string) => setSelected((before) => toggled(before, id));
  const run = (command: Command) => {
    if (command === 'next' || command === 'previous')
      return show(neighbour(rows, activeId, command === 'next' ? 1 : -1));
    if (command === 'help') return setOpen(open?.kind === 'keys' ? null : { kind: 'keys' });
    if (command === 'order') return setOrder(order === 'certainty' ? 'document' : 'certainty');
    if (command === 'filter') return refilter(filter === 'undecided' ? 'all' : 'undecided');
    if (command === 'certainty') return refilter(filter, nextCertainty(certainty));
    if (command === 'evidence') {
      const next = active && nextEvidence(active, shownEvidence);
      return active && next ? setPointedAt({ id: active.id, span: next }) : undefined;
    }
    if (!mayDecide) return;
    if (command === 'merge') return void merge();
    if (command === 'acceptSelected') return acceptChosen();
    if (command === 'selectAll') return selectListed();
    if (command === 'rejectSelected') return askReason('reject');
    if (command === 'nothingToDoSelected') return askReason('nothingToDo');
    if (command === 'deferSelected') return askReason('defer');
    if (command === 'undo' || command === 'redo') return void deciding.turn(command);
    if (active === null) return;
    const place = pickedBy(command);
    if (place !== null) return pickByKey(active, place);
    if (command === 'pickAll') return pickByKey(active, 'all');
    if (command === 'reopen' && active.decision === 'undecided') return;
    if (command === 'select') return select(active.id);
    if (command === 'madeKnown' && active.content.hardness !== 'soft') return;
    if (command === 'accept' && isLive(active)) return;
    onCommand(command as CardCommand, active);
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
        evidence={evidence}
        pointedAt={shownEvidence}
        hoveredId={hoveredId}
        onHover={setHoveredId}
        onActivate={(id) => {
          setPointedAt(null);
          show(id);
          setTab('requirements');
        }}
        onAdd={mayDecide ? (span) => setOpen({ kind: 'add', span }) : null}
      />
    ),
    requirements: (
      <div className={styles.side}>
        <Suspense fallback={<div className={styles.tools} />}>
          <ListTools
            order={order}
            onOrder={setOrder}
            filter={filter}
            onFilter={(next) => refilter(next)}
            certainty={certainty}
            onCertainty={(next) => refilter(filter, next)}
            onKeys={() => setOpen({ kind: 'keys' })}
          />
        </Suspense>
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
          about={about}
          activeId={activeId}
          hoveredId={hoveredId}
          selected={selected}
          open={mayDecide}
          onActivate={setActiveId}
          onHover={setHoveredId}
          onSelect={select}
          onCommand={onCommand}
          onPick={pick}
          onEvidence={point}
        />
        {mayDecide ? (
          <Suspense>
            <BulkBar
              rows={rows}
              chosen={chosen}
              line={review.line}
              sending={deciding.sending}
              onSelect={(ids) => setSelected(new Set(ids))}
              onAccept={acceptChosen}
              onMadeKnown={() => void decide(chosen, { kind: 'madeKnown' })}
              onReason={askReason}
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
        onShow={jump}
        onNext={() =>
          show(nextUndecided(rowsFor(review.requirements, review.clauses, order, everyUndecided, new Set()), activeId))
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
        <Fronts
          review={review}
          names={names}
          open={open}
          onOpen={setOpen}
          deciding={deciding}
          adding={adding}
          onDecide={decide}
          onShow={jump}
          onSplit={(requirement, at) => void split(requirement, at)}
          onAdd={saveNew}
        />
      </Suspense>
    </div>
  );
}

/** Whatever the list is narrowed to: what is still to be decided. */
const everyUndecided = { filter: 'undecided', certainty: 'any', today: '' } as const;

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
