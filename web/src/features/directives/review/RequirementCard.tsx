import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLanguage } from '../../../app/locale/language.ts';
import { useText } from '../../../app/locale/text.ts';
import { StateBadge, type Tone } from '../../../ui/StateBadge.tsx';
import { isUnmatched } from './asking.ts';
import styles from './card.module.css';
import { Fact } from './Fact.tsx';
import { reviewText } from './locale.ts';
import type { Span } from './marks.ts';
import type { Clause, Requirement, Review } from './model.ts';
import {
  deadlineInWords,
  decidedInWords,
  type ResolvedOwner,
  recurrenceInWords,
  yearEvidenceInWords,
} from './words.ts';

// Fetched with the page though not weighed with it.
const fetched = import('./CardDetails.tsx');

type Parts = Awaited<typeof fetched>;

/** What a card says beyond the plain facts. Not lazy: a late part would move its buttons from under the pointer. */
function useParts(): Parts | null {
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => {
    let here = true;
    void fetched.then((loaded) => here && setParts(loaded));
    return () => {
      here = false;
    };
  }, []);
  return parts;
}

const toneOf: Record<Requirement['decision'], Tone> = {
  undecided: 'waiting',
  accepted: 'done',
  edited: 'done',
  rejected: 'stopped',
  deferred: 'check',
  nothingToDo: 'stopped',
  madeKnown: 'neutral',
};

export type CardCommand =
  | 'accept'
  | 'edit'
  | 'reject'
  | 'nothingToDo'
  | 'defer'
  | 'madeKnown'
  | 'undo'
  | 'split'
  | 'date'
  | 'reopen';

/** What a card has to know of the document around it. */
export interface CardContext {
  clauses: readonly Clause[];
  /** What words may mean that match no organisation. */
  candidates: Review['candidates'];
  names: ReadonlyMap<string, string>;
  issuedOn: string;
  today: string;
}

interface CardProps {
  requirement: Requirement;
  owners: readonly ResolvedOwner[];
  about: CardContext;
  active: boolean;
  lit: boolean;
  selected: boolean;
  /** False where the version is confirmed or the person may only read. */
  open: boolean;
  onActivate: (id: string) => void;
  onHover: (id: string | null) => void;
  onSelect: (id: string) => void;
  onCommand: (command: CardCommand, requirement: Requirement) => void;
  onPick: (requirement: Requirement, owner: number, organisationIds: string[]) => void;
  onEvidence: (id: string, span: Span) => void;
}

/** One proposal or decision: what is asked, of whom, by when, how sure the reader is, and what a person may do with it. */
export function RequirementCard(props: CardProps) {
  const { requirement, active, lit, selected, open } = props;
  const t = useText(reviewText);
  const language = useLanguage();
  const parts = useParts();
  const { content, decision } = requirement;
  const classes = [styles.card, styles[decision], active && styles.active, lit && styles.lit];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys J and K move between the cards, and every control takes the focus
    <article
      className={classes.filter(Boolean).join(' ')}
      aria-current={active}
      onPointerEnter={() => props.onHover(requirement.id)}
      onPointerLeave={() => props.onHover(null)}
      onFocus={() => props.onHover(requirement.id)}
      onClick={() => props.onActivate(requirement.id)}
    >
      <div className={styles.top}>
        {open ? (
          <input
            type="checkbox"
            className={styles.select}
            checked={selected}
            onChange={() => props.onSelect(requirement.id)}
            aria-label={t('select', { action: content.action })}
          />
        ) : null}
        <StateBadge tone={toneOf[decision]} word={t(`decision.${decision}`)} />
        {decision === 'undecided' && requirement.confidence !== null ? (
          <Sureness confidence={requirement.confidence} />
        ) : null}
        {requirement.byHand ? <span className={styles.tag}>{t('byHand')}</span> : null}
        {requirement.proposal === null ? null : <span className={styles.tag}>{t('changed')}</span>}
        <span className={styles.hardness}>{t(`hardness.${content.hardness}`)}</span>
      </div>
      <h4 className={styles.action}>{content.action}</h4>
      <dl className={styles.facts}>
        <Fact label={t('owners')}>
          <Owners {...props} parts={parts} />
        </Fact>
        <Deadline {...props} parts={parts} />
        <Fact label={t('recurrence')}>{recurrenceInWords(content.recurrence, t)}</Fact>
        <Fact label={t('quantities')}>{content.quantities.map((quantity) => quantity.text).join('；')}</Fact>
        <Fact label={t('supervision')}>
          {[
            content.supervisionMode && t(`mode.${content.supervisionMode}`),
            content.supervisionObject && t(`object.${content.supervisionObject}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Fact>
        <Fact label={t('references')}>{content.references.map((title) => `《${title}》`).join('')}</Fact>
        {active && parts !== null ? (
          <parts.default requirement={requirement} about={props.about} onEvidence={props.onEvidence} />
        ) : null}
      </dl>
      {decision === 'undecided' ? null : (
        <p className={styles.decided}>
          {requirement.reason === null ? null : <q>{requirement.reason}</q>}
          <span>{decidedInWords(requirement, t, language)}</span>
        </p>
      )}
      {open ? <Actions {...props} /> : null}
    </article>
  );
}

function Sureness({ confidence }: { confidence: NonNullable<Requirement['confidence']> }) {
  const t = useText(reviewText);
  return <span className={`${styles.tag} ${styles[confidence]}`}>{t(`confidence.${confidence}`)}</span>;
}

/** Names shown before the rest is counted. */
const namesShown = 3;

function Owners(props: CardProps & { parts: Parts | null }) {
  const { requirement, owners, about, active, open, onPick, parts } = props;
  const t = useText(reviewText);
  const { content } = requirement;
  // The keys 1 to 9 pick for the first of them.
  const asked = content.owners.findIndex(isUnmatched);
  return (
    <ul className={styles.owners}>
      {owners.map((owner, index) => {
        const unmatched = content.owners[index] !== undefined && isUnmatched(content.owners[index]);
        const found = unmatched ? about.candidates.find((one) => one.text === owner.text) : undefined;
        return (
          <li key={`${owner.role} ${owner.text}`}>
            {owner.role === 'support' ? <span className={styles.role}>{t('support')}</span> : null}
            <span className={styles.written}>{owner.text || t('audienceOwner')}</span>
            <Meaning owner={owner} all={active} />
            {found === undefined || parts === null ? null : (
              <parts.Candidates
                ids={found.organisationIds}
                names={about.names}
                numbered={active && index === asked}
                onPick={open ? (ids) => onPick(requirement, index, ids) : null}
              />
            )}
          </li>
        );
      })}
      {requirement.picked && parts !== null ? (
        <li>
          <parts.PickedNote />
        </li>
      ) : null}
    </ul>
  );
}

function Meaning({ owner, all }: { owner: ResolvedOwner; all: boolean }) {
  const t = useText(reviewText);
  const { names, conditional } = owner;
  if (names.length === 0) {
    return <span className={styles.missing}>{t(conditional ? 'conditionalNone' : 'notResolved')}</span>;
  }
  const shown = all ? names : names.slice(0, namesShown);
  const rest = names.length > shown.length;
  return (
    <span className={styles.meaning}>
      {conditional ? t('conditional') : null}
      {shown.join('、')}
      {rest ? t('moreOrganisations', { count: names.length }) : null}
      {all && names.length > 1 ? `（${t('organisations', { count: names.length })}）` : null}
    </span>
  );
}

function Deadline({ requirement, about, active, open, onCommand, parts }: CardProps & { parts: Parts | null }) {
  const t = useText(reviewText);
  const language = useLanguage();
  const { deadline } = requirement.content;
  if (deadline === null) return null;
  const notes = [
    active ? yearEvidenceInWords(deadline.yearEvidence, t) : null,
    deadline.inherited ? t('deadline.inherited') : null,
    deadline.provisional ? t('deadline.provisional') : null,
  ].filter((note) => note !== null);
  return (
    <Fact label={t('deadline')}>
      {deadline.text === '' ? null : <span className={styles.written}>{deadline.text}</span>}
      <span className={styles.meaning}>{deadlineInWords(deadline, t, language)}</span>
      {notes.length === 0 ? null : <span className={styles.note}>{notes.join('；')}</span>}
      {open && parts !== null ? <parts.DayAsk {...{ requirement, about, active, onCommand }} /> : null}
    </Fact>
  );
}

function Actions({ requirement, active, onCommand }: CardProps) {
  const t = useText(reviewText);
  const send = (command: CardCommand) => () => onCommand(command, requirement);
  if (requirement.decision !== 'undecided') {
    return (
      <div className={styles.actions}>
        {requirement.undoable ? (
          <Button variant="default" onClick={send('undo')}>
            {t('undo')}
          </Button>
        ) : null}
        <Button variant="subtle" color="gray" onClick={send('edit')}>
          {t('edit')}
        </Button>
        <Button variant="subtle" color="gray" onClick={send('reopen')}>
          {t('reopen')}
        </Button>
        {active ? <Split onSplit={send('split')} /> : null}
      </div>
    );
  }
  return (
    <div className={styles.actions}>
      <Button variant="light" onClick={send('accept')}>
        {t('accept')}
      </Button>
      <Button variant="default" onClick={send('edit')}>
        {t('edit')}
      </Button>
      <Button variant="subtle" color="gray" onClick={send('reject')}>
        {t('reject')}
      </Button>
      <Button variant="subtle" color="gray" onClick={send('nothingToDo')}>
        {t('nothingToDo')}
      </Button>
      <Button variant="subtle" color="gray" onClick={send('defer')}>
        {t('defer')}
      </Button>
      {requirement.content.hardness === 'soft' ? (
        <Button variant="subtle" color="gray" onClick={send('madeKnown')}>
          {t('madeKnown')}
        </Button>
      ) : null}
      {active ? <Split onSplit={send('split')} /> : null}
    </div>
  );
}

/** On the card in hand alone: taking apart is rarer than deciding. */
function Split({ onSplit }: { onSplit: () => void }) {
  const t = useText(reviewText);
  return (
    <Button variant="subtle" color="gray" onClick={onSplit}>
      {t('split')}
    </Button>
  );
}
