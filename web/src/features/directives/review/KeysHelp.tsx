import { useText } from '../../../app/locale/text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { Command } from './keys.ts';
import { keyTable } from './keys.ts';
import { keysText } from './keysLocale.ts';
import { reviewText } from './locale.ts';
import { stepText } from './stepLocale.ts';
import styles from './workbench.module.css';

/** Every key of the review page, from the table that the page obeys. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useText(reviewText);
  const help = useText(keysText);
  const steps = useText(stepText);
  const meaning: Record<Command, string> = {
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
    acceptSelected: help('bulk'),
    undo: steps('undoLast'),
    redo: steps('redoLast'),
    order: help('order'),
    filter: help('filter'),
    help: help('help'),
  };
  const rows = keyTable.filter((row) => row.command !== 'previous');
  return (
    <Dialog title={t('keys')} onClose={onClose}>
      <p className={styles.about}>{help('lead')}</p>
      <dl className={styles.keys}>
        {rows.map((row) => (
          <div key={row.keys}>
            <dt>
              {(row.command === 'next' ? ['K', 'J'] : row.keys.split('+')).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning[row.command]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
