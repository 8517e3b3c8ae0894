import { useText } from '../../app/locale/text.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { dispatchText } from './dispatchLocale.ts';
import { type Kept, settledCount } from './keptChoices.ts';
import styles from './tasks.module.css';

/** Says where the clerk's choices are until they are dispatched, and for which version they were made. */
export function KeptHere({
  kept,
  versionId,
  onForget,
}: {
  kept: Kept;
  /** The version in force; undefined while it is not known. */
  versionId: string | undefined;
  onForget: () => void;
}) {
  const t = useText(dispatchText);
  const count = settledCount(kept.choices);
  if (count === 0) return null;
  const isOlder = versionId !== undefined && kept.versionId !== versionId;
  return (
    <div className={styles.callout}>
      <span role="status">{t('keptHere', { count })}</span>
      {isOlder ? <span role="alert">{t('keptForOlder')}</span> : null}
      <span className={styles.row}>
        <ConfirmAction
          variant="default"
          label={t('forgetKept')}
          question={t('forgetKeptQuestion')}
          text={t('forgetKeptText', { count })}
          onConfirm={async () => onForget()}
        />
      </span>
    </div>
  );
}
