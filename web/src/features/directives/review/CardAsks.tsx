import { Button } from '@mantine/core';
import { useText } from '../../../app/locale/text.ts';
import { asksOf } from './asking.ts';
import { asksText } from './asksLocale.ts';
import styles from './card.module.css';
import type { Requirement } from './model.ts';
import type { CardContext } from './RequirementCard.tsx';

interface CandidatesProps {
  ids: readonly string[];
  names: ReadonlyMap<string, string>;
  /** The keys 1 to 9 pick from these. */
  numbered: boolean;
  onPick: ((ids: string[]) => void) | null;
}

/** Whom words may mean that match nobody: chosen by a person, never for her. */
export function Candidates({ ids, names, numbered, onPick }: CandidatesProps) {
  const t = useText(asksText);
  return (
    <span className={styles.candidates}>
      <span>{t('mayMean')}</span>
      {ids.map((id, index) =>
        onPick === null ? (
          <span key={id}>{names.get(id)}</span>
        ) : (
          <Button key={id} size="compact-sm" variant="default" onClick={() => onPick([id])}>
            {numbered ? <kbd aria-hidden>{index + 1}</kbd> : null}
            {names.get(id)}
          </Button>
        ),
      )}
      {onPick !== null && ids.length > 1 ? (
        <Button size="compact-sm" variant="default" onClick={() => onPick([...ids])}>
          {numbered ? <kbd aria-hidden>0</kbd> : null}
          {t('allOfThem')}
        </Button>
      ) : null}
    </span>
  );
}

/** Says that what was chosen waits for the rest. */
export function PickedNote() {
  const t = useText(asksText);
  return (
    <span className={styles.note} role="status">
      {t('picked')}
    </span>
  );
}

interface DayAskProps {
  requirement: Requirement;
  about: CardContext;
  active: boolean;
  onCommand: (command: 'date', requirement: Requirement) => void;
}

/** Asks for the day that is not named, and warns of one that has passed; nothing where the time is clear. */
export function DayAsk({ requirement, about, active, onCommand }: DayAskProps) {
  const t = useText(asksText);
  const { deadline } = requirement.content;
  const asks = asksOf(requirement.content, about.today);
  const passed = asks.includes('dayPassed');
  if (!passed && !asks.includes('noDay')) return null;
  const beforeIssue = deadline?.to != null && deadline.to < about.issuedOn;
  return (
    <span className={styles.ask}>
      <span className={styles.missing}>{t(passed ? (beforeIssue ? 'dayBeforeIssue' : 'dayPassed') : 'dayAsked')}</span>
      <Button size="compact-sm" variant="default" onClick={() => onCommand('date', requirement)}>
        {active ? <kbd aria-hidden>T</kbd> : null}
        {t(passed ? 'mendDay' : 'addDay')}
      </Button>
    </span>
  );
}
