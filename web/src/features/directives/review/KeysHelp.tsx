import { useText } from '../../../app/locale/text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { Command, Pick } from './keys.ts';
import { keyTable, pickedBy } from './keys.ts';
import { keysText } from './keysLocale.ts';
import { reviewText } from './locale.ts';
import { stepText } from './stepLocale.ts';
import styles from './workbench.module.css';

/** Every key of the review page, from the table that the page obeys. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useText(reviewText);
  const help = useText(keysText);
  const steps = useText(stepText);
  const meaning: Record<Exclude<Command, Pick>, string> = {
    next: help('move'),
    previous: help('move'),
    accept: t('accept'),
    edit: t('edit'),
    reject: t('reject'),
    nothingToDo: t('nothingToDo'),
    defer: t('defer'),
    madeKnown: t('madeKnown'),
    split: t('split'),
    merge: help('merge'),
    select: help('select'),
    reopen: t('reopen'),
    date: help('date'),
    pickAll: help('pickAll'),
    evidence: help('evidence'),
    selectAll: help('selectAll'),
    acceptSelected: help('bulk'),
    rejectSelected: help('bulkOther', { decision: t('reject') }),
    nothingToDoSelected: help('bulkOther', { decision: t('nothingToDo') }),
    deferSelected: help('bulkOther', { decision: t('defer') }),
    undo: steps('undoLast'),
    redo: steps('redoLast'),
    order: help('order'),
    filter: help('filter'),
    certainty: help('certainty'),
    help: help('help'),
  };
  const isPick = (command: Command): command is Pick => pickedBy(command) !== null;
  const rows = keyTable.filter(({ command }) => command !== 'previous' && (pickedBy(command) ?? 0) === 0);
  return (
    <Dialog title={t('keys')} onClose={onClose} wide>
      <p className={styles.about}>{help('lead')}</p>
      <dl className={styles.keys}>
        {rows.map((row) => (
          <div key={row.keys}>
            <dt>
              {keysShown(row).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{isPick(row.command) ? help('pick') : meaning[row.command]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** Keys that belong together stand on one line. */
function keysShown({ keys, command }: (typeof keyTable)[number]): string[] {
  if (command === 'next') return ['K', 'J'];
  return pickedBy(command) === null ? keys.split('+') : ['1', '9'];
}
