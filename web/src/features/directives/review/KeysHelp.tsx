import { useText } from '../../../app/locale/text.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { Command } from './keys.ts';
import { keyTable } from './keys.ts';
import { reviewText } from './locale.ts';
import styles from './workbench.module.css';

const meaning = {
  next: 'keys.move',
  previous: 'keys.move',
  accept: 'accept',
  edit: 'edit',
  reject: 'reject',
  nothingToDo: 'nothingToDo',
  defer: 'defer',
  madeKnown: 'madeKnown',
  select: 'keys.select',
  acceptSelected: 'keys.bulk',
  undo: 'undoLast',
  order: 'keys.order',
  filter: 'keys.filter',
  help: 'keys.help',
} as const satisfies Record<Command, string>;

/** Every key of the review page, from the table that the page obeys. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useText(reviewText);
  const rows = keyTable.filter((row) => row.command !== 'previous');
  return (
    <Dialog title={t('keys')} onClose={onClose}>
      <p className={styles.about}>{t('keysLead')}</p>
      <dl className={styles.keys}>
        {rows.map((row) => (
          <div key={row.keys}>
            <dt>
              {(row.command === 'next' ? ['K', 'J'] : row.keys.split('+')).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(meaning[row.command])}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
