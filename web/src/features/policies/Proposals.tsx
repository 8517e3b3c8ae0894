import { Button, Checkbox } from '@mantine/core';
import { useEffect } from 'react';
import { useText } from '../../app/locale/text.ts';
import { Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { EmptyState } from '../../ui/Waiting.tsx';
import { linksText } from './linksLocale.ts';
import { usePairKeys } from './pairKeys.ts';
import { type Held, moved, placeOf } from './pairPlace.ts';
import styles from './policies.module.css';
import type { Decision } from './useDecidingLinks.ts';
import { type Comparing, keyOf, type Proposal, type Sides } from './useProposals.ts';

/** How far the comparison is, with the way to stop it and to go on; what the limits leave out. */
function Progress({ sides, comparing }: { sides: Sides; comparing: Comparing }) {
  const t = useText(linksText);
  const { compared, going, problem, stop, goOn } = comparing;
  const left = sides.requirements.length - sides.compared;
  return (
    <>
      {going ? (
        <div className={styles.buttons}>
          <p role="status">{t('comparing', { compared, all: sides.compared })}</p>
          <Button variant="default" onClick={stop}>
            {t('stop')}
          </Button>
        </div>
      ) : null}
      <ProblemNotice problem={problem} />
      {!going && compared < sides.compared ? (
        <div className={styles.buttons}>
          <p role="status">{t('stopped', { compared, all: sides.compared })}</p>
          <Button variant="default" onClick={goOn}>
            {t('goOn')}
          </Button>
        </div>
      ) : null}
      {left > 0 ? <p className={styles.note}>{t('beyond', { compared: sides.compared, left })}</p> : null}
    </>
  );
}

/** The pairs in hand: which are ticked, and which one the keys decide. */
interface Hand {
  chosen: ReadonlySet<string>;
  setChosen: (chosen: ReadonlySet<string>) => void;
  held: Held;
  setHeld: (held: Held) => void;
}

/** What is proposed, decided one by one or in bulk, by buttons or keys. */
export function Proposals({
  sides,
  comparing,
  hand,
  decide,
  onUndo,
  sending,
}: {
  sides: Sides;
  comparing: Comparing;
  hand: Hand;
  decide: ((pairs: readonly Proposal[], decision: Decision) => void) | null;
  onUndo: () => void;
  sending: boolean;
}) {
  const t = useText(linksText);
  const { proposals, going } = comparing;
  const { chosen, setChosen, held, setHeld } = hand;
  const keys = proposals.map(keyOf);
  const at = placeOf(keys, held);
  const marked = proposals.filter((one) => chosen.has(keyOf(one)));
  const inHand = keys[at] ?? null;
  useEffect(() => {
    // From here on it is this pair that is in hand, wherever it stands in a list that is read anew.
    if (!going && inHand !== null && (held.key !== inHand || held.index !== at)) setHeld({ key: inHand, index: at });
  }, [going, inHand, at, held, setHeld]);
  const toggle = (one: Proposal | undefined) => {
    if (!one) return;
    const next = new Set(chosen);
    if (!next.delete(keyOf(one))) next.add(keyOf(one));
    setChosen(next);
  };
  const settle = (decision: Decision) => {
    const current = proposals[at];
    decide?.(marked.length > 0 ? marked : current ? [current] : [], decision);
  };
  const move = (by: 1 | -1) => {
    const next = moved(keys, held, by);
    setHeld(next);
    document.getElementById(`pair-${next.index}`)?.scrollIntoView({ block: 'nearest' });
  };
  usePairKeys(
    {
      onMove: move,
      onChoose: () => toggle(proposals[at]),
      onConfirm: () => settle('confirm'),
      onReject: () => settle('reject'),
      onUndo,
    },
    decide !== null && !going,
  );
  // While portions come in, the list would move under the hand that decides.
  if (going)
    return (
      <Section title={t('proposals.going')}>
        <Progress sides={sides} comparing={comparing} />
      </Section>
    );
  return (
    <Section title={t('proposals', { count: proposals.length })}>
      <Progress sides={sides} comparing={comparing} />
      {decide === null || sides.undo === null ? null : (
        <div className={styles.buttons}>
          <p className={styles.note} role="status">
            {t('lastStep', { step: t(`step.${sides.undo.decision}`), count: sides.undo.items.length })}
          </p>
          <Button variant="subtle" disabled={sending} onClick={onUndo}>
            {t('undoLast')}
          </Button>
        </div>
      )}
      {proposals.length === 0 ? (
        <EmptyState title={t('noProposals')} text={t('noProposalsText')} icon="done" />
      ) : (
        <>
          {decide === null ? null : <p className={`${styles.note} ${styles.keys}`}>{t('keys')}</p>}
          {decide !== null && at < 0 && !sending ? <p role="status">{t('inHandGone')}</p> : null}
          {marked.length === 0 ? null : (
            <div className={styles.filters}>
              <Button loading={sending} onClick={() => settle('confirm')}>
                {t('confirmChosen', { count: marked.length })}
              </Button>
              <Button variant="default" loading={sending} onClick={() => settle('reject')}>
                {t('rejectChosen', { count: marked.length })}
              </Button>
            </div>
          )}
          <ul className={styles.pairs} aria-label={t('proposals', { count: proposals.length })}>
            {proposals.map((one, index) => (
              <li
                key={keyOf(one)}
                id={`pair-${index}`}
                className={styles.pair}
                data-active={decide !== null && index === at}
                aria-current={decide !== null && index === at}
              >
                <Pair sides={sides} proposal={one} />
                {decide === null ? null : (
                  <div className={styles.buttons}>
                    <Checkbox
                      label={t('choose', { action: actionOf(sides, one) })}
                      checked={chosen.has(keyOf(one))}
                      onChange={() => toggle(one)}
                    />
                    <Button disabled={sending} onClick={() => decide([one], 'confirm')}>
                      {t('confirm')}
                    </Button>
                    <Button variant="default" disabled={sending} onClick={() => decide([one], 'reject')}>
                      {t('reject')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

const actionOf = (sides: Sides, { requirementId }: Proposal) =>
  sides.requirements.find((one) => one.id === requirementId)?.action ?? '';

function Pair({ sides, proposal }: { sides: Sides; proposal: Proposal }) {
  const t = useText(linksText);
  const clause = sides.clauses.find((one) => one.key === proposal.clauseKey);
  const requirement = sides.requirements.find((one) => one.id === proposal.requirementId);
  const { shared } = proposal;
  return (
    <>
      <div className={styles.sides}>
        <div className={styles.side}>
          <p className={styles.note}>
            {t('upstream')} · {clause?.label}
          </p>
          <p>
            <Marked text={clause?.words ?? ''} words={shared} />
          </p>
        </div>
        <div className={styles.side}>
          <p className={styles.note}>{[t('local'), requirement?.clause].filter(Boolean).join(' · ')}</p>
          <p>
            <Marked text={requirement?.quote || requirement?.action || ''} words={shared} />
          </p>
        </div>
      </div>
      <p className={styles.note}>
        {[
          t('score', { score: proposal.score.toFixed(2) }),
          shared.length > 0 ? t('shared', { words: shared.join('、') }) : t('noShared'),
          proposal.otherAct ? t('otherAct') : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

/** A text with the words that both sides say marked in it. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const known = words.filter((word) => text.includes(word)).sort((one, other) => other.length - one.length);
  if (known.length === 0) return text;
  const escaped = known.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const parts = text.split(new RegExp(`(${escaped.join('|')})`));
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      <mark key={index} className={styles.word}>
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
