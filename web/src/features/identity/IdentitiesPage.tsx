import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import styles from './identity.module.css';
import { singleText } from './singleLocale.ts';

/** The identities of a provider that open one's account: link one, take one away. */
export default function IdentitiesPage() {
  const t = useText(singleText);
  const language = useLanguage();
  const read = useRead('GET /api/session/identities', {});
  const unlink = useAct('POST /api/session/identities/:identityId/unlink');
  const begin = useAct('POST /api/session/identities/begin', {
    refreshes: [],
    onDone: ({ address }) => window.location.assign(address),
  });
  const provider = read.data?.provider ?? null;
  return (
    <Page
      title={t('title')}
      lead={provider === null ? undefined : t('lead', { name: provider })}
      width="narrow"
      above={<Link to="/me">{t('back')}</Link>}
    >
      <Answered read={read}>
        {(answer) => (
          <>
            {answer.provider === null ? <p>{t('noProvider')}</p> : null}
            {answer.items.length === 0 && answer.provider !== null ? <p>{t('none')}</p> : null}
            <ul className={`${styles.list} ${styles.spaced}`}>
              {answer.items.map((identity) => (
                <li key={identity.id} className={styles.row}>
                  <div className={styles.rowWords}>
                    <b>{identity.subject}</b>
                    <p className={styles.note}>
                      {identity.issuer} · {t('linked', { when: formatInstant(identity.linkedAt, language) })}
                    </p>
                  </div>
                  <ConfirmAction
                    label={t('unlink')}
                    question={t('unlink')}
                    text={t('unlinkText')}
                    variant="default"
                    onConfirm={() => unlink.sendAndWait({ params: { identityId: identity.id } })}
                  />
                </li>
              ))}
            </ul>
            {answer.provider === null ? null : (
              <Button onClick={() => begin.send({})} loading={begin.sending || begin.answer !== undefined}>
                {t('link')}
              </Button>
            )}
            <ProblemNotice problem={begin.problem} />
          </>
        )}
      </Answered>
    </Page>
  );
}
