import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Answer } from '../../../app/api.ts';
import { useText } from '../../../app/locale/text.ts';
import { useAct, useRead } from '../../../app/queries.ts';
import { ProblemNotice } from '../../../ui/ProblemNotice.tsx';
import { wordsText } from './wordsLocale.ts';
import styles from './workbench.module.css';

type Correction = Answer<'GET /api/directives/:directiveId/owner-corrections'>['items'][number];

/** Offers to keep what the review has taught about words for organisations; nothing is kept without a press. */
export default function OwnerWords({ directiveId }: { directiveId: string }) {
  const t = useText(wordsText);
  const read = useRead(
    'GET /api/directives/:directiveId/owner-corrections',
    { params: { directiveId } },
    { live: ['owner_aliases', 'directive_versions'] },
  );
  const items = read.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={styles.taught} aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className={styles.quiet}>
        {t('lead')} <Link to={'/organisations/owner-words' as never}>{t('all')}</Link>
      </p>
      <ul>
        {items.map((one) => (
          <Taught key={one.text} directiveId={directiveId} correction={one} />
        ))}
      </ul>
    </section>
  );
}

function Taught({ directiveId, correction }: { directiveId: string; correction: Correction }) {
  const t = useText(wordsText);
  const keep = useAct('POST /api/directives/:directiveId/owner-aliases');
  const { text, organisations, count } = correction;
  return (
    <li>
      <span>
        {t('meaning', { text, names: organisations.map((one) => one.name).join('、') })}
        <span className={styles.quiet}> {t('count', { count })}</span>
      </span>
      <Button
        variant="default"
        loading={keep.sending}
        onClick={() =>
          keep.send({ params: { directiveId }, body: { text, organisationIds: organisations.map((one) => one.id) } })
        }
      >
        {t('keep')}
      </Button>
      <ProblemNotice problem={keep.problem} />
    </li>
  );
}
