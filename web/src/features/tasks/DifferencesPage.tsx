import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { Answer } from '../../app/api.ts';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import { dispatchText } from './dispatchLocale.ts';
import styles from './tasks.module.css';

type Differences = Answer<'GET /api/directives/:directiveId/differences'>;

/** One question: do those to whom this was dispatched still answer its conditions, and who does so now? */
export default function DifferencesPage() {
  const t = useText(dispatchText);
  const { directiveId = '' } = useParams({ strict: false }) as { directiveId?: string };
  const read = useRead('GET /api/directives/:directiveId/differences', { params: { directiveId } });
  return (
    <Page
      title={t('differences')}
      above={<Link to={`/directives/${directiveId}/assign`}>{t('title')}</Link>}
      lead={t('differencesLead')}
    >
      <Answered read={read}>{(found) => <Found found={found} directiveId={directiveId} />}</Answered>
    </Page>
  );
}

function Found({ found, directiveId }: { found: Differences; directiveId: string }) {
  const t = useText(dispatchText);
  if (found.left.length + found.joined.length === 0) {
    return <EmptyState title={t('differencesNone')} text={t('differencesNoneText')} />;
  }
  return (
    <>
      {found.left.length === 0 ? null : (
        <Section title={t('left')}>
          <ul className={styles.list}>
            {found.left.map((one) => (
              <Left key={one.taskId} one={one} />
            ))}
          </ul>
        </Section>
      )}
      {found.joined.length === 0 ? null : (
        <Section title={t('joined')}>
          <p className={styles.note}>{t('joinedText')}</p>
          <ul className={styles.list}>
            {found.joined.map((one) => (
              <li key={`${one.requirementId} ${one.organisation.id}`} className={styles.item}>
                <b>{one.organisation.name}</b>
                <span className={styles.itemText}>{one.action}</span>
              </li>
            ))}
          </ul>
          <div className={styles.actions}>
            <Button component={Link} to={`/directives/${directiveId}/assign`}>
              {t('joinedDispatch')}
            </Button>
          </div>
        </Section>
      )}
    </>
  );
}

function Left({ one }: { one: Differences['left'][number] }) {
  const t = useText(dispatchText);
  const language = useLanguage();
  const day = one.founding ? formatDay(one.founding.foundedOn, language) : '';
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <b>{one.organisation.name}</b>
        {one.kept ? <StateBadge tone="done" word={t('kept')} /> : null}
      </div>
      <span className={styles.itemText}>{one.action}</span>
      <span className={styles.note}>{t(`why.${one.why}`, { name: one.founding?.name ?? '', day })}</span>
      <Link to={`/t/${one.taskId}`}>{t('decide')}</Link>
    </li>
  );
}
