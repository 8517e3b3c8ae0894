import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useText } from '../../../app/locale/text.ts';
import { useAct } from '../../../app/queries.ts';
import { usePermitted, useToday } from '../../../app/session.ts';
import { ConfirmAction } from '../../../ui/ConfirmAction.tsx';
import { headText } from './headLocale.ts';
import { may, type Review } from './model.ts';
import { isLive } from './ordering.ts';
import styles from './workbench.module.css';

const HeadDialog = lazy(() => import('../HeadDialog.tsx'));
const DoubtfulTimes = lazy(() => import('./DoubtfulTimes.tsx'));
const ConfirmText = lazy(() => import('./ConfirmText.tsx'));

/** What may be done with the version, by the server's own word. */
export default function HeadActs({
  review,
  left,
  onNext,
  onShow,
}: {
  review: Review;
  left: number;
  onNext: () => void;
  onShow: (id: string) => void;
}) {
  const t = useText(headText);
  const reads = usePermitted('policy.read');
  const today = useToday();
  const [headOpen, setHeadOpen] = useState(false);
  const { directive, requirements } = review;
  const { currentVersion } = directive;
  const confirm = useAct('POST /api/directives/:directiveId/confirm');
  const revise = useAct('POST /api/directives/:directiveId/revise');
  const giveUp = useAct('POST /api/directives/:directiveId/give-up');
  const act = { params: { directiveId: directive.id }, body: { seenVersion: currentVersion.version } };
  return (
    <>
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
        >
          {(close) => (
            <Suspense>
              <DoubtfulTimes
                requirements={requirements.filter(isLive)}
                today={today}
                onShow={(id) => {
                  close();
                  onShow(id);
                }}
              />
            </Suspense>
          )}
        </ConfirmAction>
      ) : null}
      {currentVersion.number > 1 ? (
        <DeskLink to={`/directives/${directive.id}/comparison`}>{t('compare')}</DeskLink>
      ) : null}
      {reads ? <DeskLink to={`/directives/${directive.id}/citations`}>{t('citations')}</DeskLink> : null}
      {may(review, 'revise') ? <DeskLink to={`/directives/${directive.id}/correct`}>{t('correct')}</DeskLink> : null}
      {may(review, 'revise') ? (
        <ConfirmAction
          variant="default"
          label={t('revise')}
          question={t('reviseQuestion')}
          text={t('reviseText')}
          onConfirm={() => revise.sendAndWait(act)}
        />
      ) : null}
      {may(review, 'giveUp') ? (
        <ConfirmAction
          variant="default"
          label={t('giveUp')}
          question={t('giveUpQuestion', { number: currentVersion.number })}
          text={t('giveUpText', { number: currentVersion.number - 1 })}
          onConfirm={() => giveUp.sendAndWait(act)}
        />
      ) : null}
      {may(review, 'dispatch') ? (
        <Button component={Link} to={`/directives/${directive.id}/assign` as never}>
          {t('assign')}
        </Button>
      ) : null}
      <Suspense>{headOpen ? <HeadDialog review={review} onClose={() => setHeadOpen(false)} /> : null}</Suspense>
    </>
  );
}

/** A way to a page that is worked on at a desk. */
function DeskLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Button className={styles.deskOnly} variant="subtle" color="gray" component={Link} to={to as never}>
      {children}
    </Button>
  );
}
