import { Button } from '@mantine/core';
import { useLanguage } from '../../../app/locale/language.ts';
import { useText } from '../../../app/locale/text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ProblemNotice, type VersionRow } from '../../../ui/ProblemNotice.tsx';
import { formText } from './formLocale.ts';
import { reviewText } from './locale.ts';
import type { Requirement } from './model.ts';
import type { Conflict } from './useDeciding.ts';
import { deadlineInWords, decidedInWords } from './words.ts';

const decisionOf = {
  accept: 'accepted',
  edit: 'edited',
  reject: 'rejected',
  defer: 'deferred',
  nothingToDo: 'nothingToDo',
  madeKnown: 'madeKnown',
  reopen: 'undecided',
  undo: 'undecided',
} as const;

/** Two people at one item: both versions side by side, and this person decides which stands. */
export default function ConflictDialog({
  conflict,
  onTheirs,
  onMine,
}: {
  conflict: Conflict;
  onTheirs: () => void;
  onMine: () => void;
}) {
  const t = useText(reviewText);
  const f = useText(formText);
  const language = useLanguage();
  const { wanted } = conflict;
  const rowsOf = (theirs: Requirement): VersionRow[] => {
    const before = conflict.items.find((one) => one.id === theirs.id)?.content ?? theirs.content;
    const mine = wanted.kind === 'edit' ? wanted.content : before;
    const rows: VersionRow[] = [
      {
        label: t('decision'),
        mine: t(`decision.${decisionOf[wanted.kind]}`),
        theirs: t(`decision.${theirs.decision}`),
      },
      { label: t('reason'), mine: 'reason' in wanted ? wanted.reason : '', theirs: theirs.reason ?? '' },
      { label: f('action'), mine: mine.action, theirs: theirs.content.action },
      { label: t('owners'), mine: ownersOf(mine), theirs: ownersOf(theirs.content) },
      {
        label: t('deadline'),
        mine: deadlineInWords(mine.deadline, t, language),
        theirs: deadlineInWords(theirs.content.deadline, t, language),
      },
      { label: f('decider'), mine: '', theirs: decidedInWords(theirs, t, language) },
    ];
    return rows.filter((row) => row.mine || row.theirs);
  };
  return (
    <Dialog
      title={f('conflictTitle')}
      wide
      onClose={onTheirs}
      actions={
        <>
          <Button variant="default" onClick={onMine}>
            {f('keepMine')}
          </Button>
          <Button onClick={onTheirs}>{f('takeTheirs')}</Button>
        </>
      }
    >
      <ProblemNotice problem={conflict.problem} compare={() => conflict.theirs.flatMap(rowsOf)} />
    </Dialog>
  );
}

function ownersOf(content: Requirement['content']): string {
  return content.owners.map((owner) => owner.text).join('、');
}
