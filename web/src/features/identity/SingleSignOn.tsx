import { Button } from '@mantine/core';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './identity.module.css';
import { identityText } from './locale.ts';

/** The other way in: the provider asks who it is, and sends the browser back. */
export function SingleSignOn({ name }: { name: string }) {
  const t = useText(identityText);
  const act = useAct('POST /api/single-sign-on/begin', {
    refreshes: [],
    onDone: ({ address }) => window.location.assign(address),
  });
  return (
    <div className={styles.form}>
      <p className={styles.note}>{t('singleOr')}</p>
      <Button
        variant="default"
        onClick={() => act.send({})}
        loading={act.sending || act.answer !== undefined}
        fullWidth
      >
        {t('single', { name })}
      </Button>
      <ProblemNotice problem={act.problem} />
    </div>
  );
}
