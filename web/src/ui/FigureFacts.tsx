import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatDay } from '../app/locale/formats.ts';
import { useLanguage } from '../app/locale/language.ts';
import { useText } from '../app/locale/text.ts';
import { rowsOf, useList } from '../app/queries.ts';
import { Dialog } from './Dialog.tsx';
import styles from './FigureValue.module.css';
import { type Figure, figureInWords } from './FigureValue.tsx';
import { uiText } from './locale.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { StateBadge } from './StateBadge.tsx';
import { Skeleton } from './Waiting.tsx';

/** The records behind a figure: what is counted, as of when, and each record with the way to its page. */
export default function FigureFacts({
  figure,
  label,
  onClose,
}: {
  figure: Figure;
  label: string;
  onClose: () => void;
}) {
  const t = useText(uiText);
  const language = useLanguage();
  const token = new URLSearchParams(figure.facts.slice(figure.facts.indexOf('?'))).get('token') ?? '';
  const facts = useList('GET /api/figures/:figureId/facts', { params: { figureId: figure.id }, query: { token } });
  const first = facts.data?.pages[0];
  const rows = rowsOf(facts.data);
  return (
    <Dialog title={label} onClose={onClose} place="right">
      {first === undefined ? null : <p className={styles.meaning}>{first.meaning}</p>}
      <dl className={styles.sum}>
        <div>
          <dt>{t('figure.value')}</dt>
          <dd>{figureInWords(figure, language, t)}</dd>
        </div>
        {figure.unit === 'ratio' && first !== undefined ? (
          <div>
            <dt>{t('figure.counts')}</dt>
            <dd>{t('figure.ratio', { numerator: first.numerator, denominator: first.denominator })}</dd>
          </div>
        ) : null}
        <div>
          <dt>{t('figure.when')}</dt>
          <dd>{formatDay(first?.asOf ?? figure.asOf, language)}</dd>
        </div>
        <div>
          <dt>{t('figure.scope')}</dt>
          <dd>{t(`figure.scope.${figure.scope}`)}</dd>
        </div>
      </dl>
      <ul className={styles.facts}>
        {rows.map((fact) => (
          <li key={`${fact.kind} ${fact.id}`} className={styles.fact}>
            <div className={styles.factHead}>
              <Link to={fact.link} onClick={onClose}>
                {fact.title}
              </Link>
              {figure.unit === 'ratio' ? <Counted counted={fact.counted} /> : null}
            </div>
            <p className={styles.note}>{[fact.organisation, fact.subtitle].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ul>
      {facts.isPending ? <Skeleton /> : null}
      {facts.isSuccess && rows.length === 0 ? <p className={styles.note}>{t('figure.noFacts')}</p> : null}
      <ProblemNotice problem={facts.error} onRetry={() => facts.refetch()} />
      {facts.hasNextPage ? (
        <Button variant="default" fullWidth loading={facts.isFetchingNextPage} onClick={() => facts.fetchNextPage()}>
          {t('list.more')}
        </Button>
      ) : null}
      <p className={styles.foot}>{t('figure.version', { version: figure.version })}</p>
    </Dialog>
  );
}

function Counted({ counted }: { counted: boolean }) {
  const t = useText(uiText);
  return (
    <StateBadge
      tone={counted ? 'done' : 'neutral'}
      icon={counted ? 'check' : 'close'}
      word={t(counted ? 'figure.inNumerator' : 'figure.notInNumerator')}
    />
  );
}
