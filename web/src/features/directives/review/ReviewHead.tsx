import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { formatDay, formatInstant } from '../../../app/locale/formats.ts';
import { useLanguage } from '../../../app/locale/language.ts';
import { shellText } from '../../../app/locale/shell.ts';
import { useText } from '../../../app/locale/text.ts';
import { usePermitted } from '../../../app/session.ts';
import { StateBadge } from '../../../ui/StateBadge.tsx';
import { directivesText } from '../locale.ts';
import { stateTone } from '../state.ts';
import { reviewText } from './locale.ts';
import { may, type Review } from './model.ts';
import styles from './workbench.module.css';

// For whoever decides and dispatches, mostly at a desk.
const DifferencesBanner = lazy(() => import('../../tasks/DifferencesBanner.tsx'));
const OwnerWords = lazy(() => import('./OwnerWords.tsx'));
const HeadActs = lazy(() => import('./HeadActs.tsx'));

/** Title, how far the review is, and what may be done with the version. */
export function ReviewHead({
  review,
  onNext,
  onShow,
}: {
  review: Review;
  onNext: () => void;
  onShow: (id: string) => void;
}) {
  const t = useText(reviewText);
  const words = useText(directivesText);
  const shell = useText(shellText);
  const language = useLanguage();
  const { directive, requirements } = review;
  const { currentVersion } = directive;
  const left = requirements.filter((one) => one.decision === 'undecided').length;
  const dispatches = usePermitted('task.dispatch');
  return (
    <header className={styles.head}>
      <title>{`${directive.title} · ${shell('product')}`}</title>
      <div className={styles.words}>
        <p className={styles.above}>
          <Link to="/directives">{words('list')}</Link>
          <span>
            {[directive.issuerName, directive.documentNumber, formatDay(directive.issuedOn, language)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
        <h1 tabIndex={-1}>{directive.title}</h1>
        <div className={styles.standing}>
          <StateBadge tone={stateTone[directive.state]} word={words(`state.${directive.state}`)} />
          <span>{t('version', { number: currentVersion.number })}</span>
          {currentVersion.confirmedAt === null ? (
            <Progress left={left} all={requirements.length} />
          ) : (
            <span>
              {t('confirmedBy', {
                by: currentVersion.confirmedBy ?? '',
                at: formatInstant(currentVersion.confirmedAt, language),
              })}
            </span>
          )}
        </div>
        {may(review, 'review') ? null : (
          <p className={styles.quiet}>{t(currentVersion.confirmedAt === null ? 'readOnly' : 'frozenNote')}</p>
        )}
        <Suspense>
          {dispatches && currentVersion.confirmedAt !== null ? <DifferencesBanner directiveId={directive.id} /> : null}
          {may(review, 'keepOwnerWords') ? <OwnerWords directiveId={directive.id} /> : null}
        </Suspense>
      </div>
      <div className={styles.acts} data-print="no">
        <Suspense>
          <HeadActs review={review} left={left} onNext={onNext} onShow={onShow} />
        </Suspense>
      </div>
    </header>
  );
}

function Progress({ left, all }: { left: number; all: number }) {
  const t = useText(reviewText);
  return (
    <span className={styles.progress}>
      <progress max={Math.max(all, 1)} value={all === 0 ? 1 : all - left} aria-label={t('progress')} />
      <b role="status">{left === 0 ? t('allDecided') : t('left', { count: left })}</b>
    </span>
  );
}
