import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { startAfresh } from '../../app/session.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './identity.module.css';
import { identityText } from './locale.ts';

/**
 * Opened from an invitation. It binds on a tap and never by itself: chat apps open links in advance to draw a preview, and an
 * invitation works once.
 */
export default function BindPage() {
  const t = useText(identityText);
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const accept = useAct('POST /api/invitations/accept', { refreshes: [], onDone: () => startAfresh() });
  return (
    <div className={styles.entrance}>
      <title>{t('bindTitle')}</title>
      <div className={styles.sheet}>
        <h1 tabIndex={-1}>{t('bindTitle')}</h1>
        <div className={styles.form}>
          <p>{t('bindLead')}</p>
          <p className={styles.note}>{t('bindWarning')}</p>
          <ProblemNotice problem={accept.problem} />
          <Button onClick={() => accept.send({ body: { token } })} loading={accept.sending} fullWidth>
            {t('bind')}
          </Button>
        </div>
      </div>
    </div>
  );
}
