import { Link } from '@tanstack/react-router';
import type { Answer } from '../../app/api.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Page } from '../../ui/Page.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import styles from './organisations.module.css';
import { ownerWordsText } from './wordsLocale.ts';

type Kept = Answer<'GET /api/owner-aliases'>['items'][number];

/** One question: by which words of its documents does the office mean whom, and is that still right? */
export default function OwnerWordsPage() {
  const t = useText(ownerWordsText);
  const read = useRead('GET /api/owner-aliases', {}, { live: ['owner_aliases'] });
  return (
    <Page title={t('title')} lead={t('lead')} above={<Link to={'/organisations' as never}>{t('back')}</Link>}>
      <Answered read={read} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('none')} text={t('noneText')} icon="organisation" />
          ) : (
            <ul className={styles.kept} aria-label={t('title')}>
              {items.map((one) => (
                <KeptLine key={one.id} kept={one} />
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  );
}

function KeptLine({ kept }: { kept: Kept }) {
  const t = useText(ownerWordsText);
  const language = useLanguage();
  const end = useAct('POST /api/owner-aliases/:aliasId/end');
  const { id, text, organisations, body, directive, recordedBy, recordedAt, can } = kept;
  return (
    <li>
      <div>
        <b>{t('meaning', { text })}</b> → {organisations.map((one) => one.name).join('、')}
        <p className={styles.note}>
          {t('forBody', { body: body.name })} · {t('from', { by: recordedBy, at: formatInstant(recordedAt, language) })}{' '}
          <Link to={`/directives/${directive.id}/review` as never}>{directive.title}</Link>
        </p>
      </div>
      {can.some((one) => one.action === 'end' && one.allowed) ? (
        <ConfirmAction
          variant="default"
          label={t('end')}
          question={t('endQuestion', { text })}
          text={t('endText')}
          onConfirm={() => end.sendAndWait({ params: { aliasId: id }, body: {} })}
        />
      ) : null}
    </li>
  );
}
