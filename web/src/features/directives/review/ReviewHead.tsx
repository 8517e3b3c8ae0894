import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { formatDay, formatInstant } from '../../../app/locale/formats.ts';
import { useLanguage } from '../../../app/locale/language.ts';
import { shellText } from '../../../app/locale/shell.ts';
import { useText } from '../../../app/locale/text.ts';
import { useAct } from '../../../app/queries.ts';
import { usePermitted } from '../../../app/session.ts';
import { ConfirmAction } from '../../../ui/ConfirmAction.tsx';
import { StateBadge } from '../../../ui/StateBadge.tsx';
import { directivesText } from '../locale.ts';
import { stateTone } from '../state.ts';
import { reviewText } from './locale.ts';
import { may, type Review } from './model.ts';
import styles from './workbench.module.css';

// Read by whoever dispatches, at a desk.
const DifferencesBanner = lazy(() => import('../../tasks/DifferencesBanner.tsx'));
const HeadDialog = lazy(() => import('../HeadDialog.tsx'));
const ConfirmText = lazy(() => import('./ConfirmText.tsx'));

/** Title, how far the review is, and what may be done with the version. */
export function ReviewHead({ review, onNext }: { review: Review; onNext: () => void }) {
  const t = useText(reviewText);
  const words = useText(directivesText);
  const shell = useText(shellText);
  const language = useLanguage();
  const [headOpen, setHeadOpen] = useState(false);
  const { directive, requirements } = review;
  const { currentVersion } = directive;
  const left = requirements.filter((one) => one.decision === 'undecided').length;
  const confirm = useAct('POST /api/directives/:directiveId/confirm');
  const dispatches = usePermitted('task.dispatch');
  const revise = useAct('POST /api/directives/:directiveId/revise');
  const act = { params: { directiveId: directive.id }, body: { seenVersion: currentVersion.version } };
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
        </Suspense>
      </div>
      <div className={styles.acts} data-print="no">
        {may(review, 'amend') ? (
          <Button className={styles.deskOnly} variant="subtle" color="gray" onClick={() => setHeadOpen(true)}>
            {t('head')}
          </Button>
        ) : null}
        {may(review, 'confirm') && left > 0 ? (
          <Button variant="default" onClick={onNext}>
            {t('nextUndecided')}
          </Button>
        ) : null}
        {may(review, 'confirm') ? (
          <ConfirmAction
            label={t('confirm')}
            question={t('confirmQuestion')}
            text={
              <Suspense>
                <ConfirmText left={left} requirements={requirements} />
              </Suspense>
            }
            ready={left === 0}
            onConfirm={() => confirm.sendAndWait(act)}
          />
        ) : null}
        {may(review, 'revise') ? (
          <ConfirmAction
            variant="default"
            label={t('revise')}
            question={t('reviseQuestion')}
            text={t('reviseText')}
            onConfirm={() => revise.sendAndWait(act)}
          />
        ) : null}
        {may(review, 'dispatch') ? (
          <Button component={Link} to={`/directives/${directive.id}/assign` as never}>
            {t('assign')}
          </Button>
        ) : null}
      </div>
      <Suspense>{headOpen ? <HeadDialog review={review} onClose={() => setHeadOpen(false)} /> : null}</Suspense>
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
