import { Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { InFront } from '../ui/Dialog.tsx';
import { Skeleton } from '../ui/Waiting.tsx';
import { admissionTo } from './admission.ts';
import type { Session } from './api.ts';
import { FeedbackEntry } from './Feedback.tsx';
import { shellText } from './locale/shell.ts';
import { useText } from './locale/text.ts';
import { BottomBar, SideNavigation } from './Navigation.tsx';
import { OfflineStrip } from './OfflineStrip.tsx';
import { keepPage } from './offlinePages.ts';
import { useOutboxDelivery } from './outbox/delivery.ts';
import type { PageRoute } from './routes.ts';
import styles from './Shell.module.css';
import { NotPermittedPage, UnreachablePage } from './screens.tsx';
import { startAfresh, useSession, useSessionQuery } from './session.ts';
import { Tools } from './Tools.tsx';

// Only a demo has it, and no other installation carries its words.
const DemoBanner = lazy(() => import('../features/demo/DemoBanner.tsx'));
const SignInPage = lazy(() => import('../features/identity/SignInPage.tsx'));
const EnrolPage = lazy(() => import('../features/identity/EnrolPage.tsx'));
const FirstPasswordPage = lazy(() => import('../features/identity/FirstPasswordPage.tsx'));

/** The frame around every page. It needs to know who is here before it can draw anything. */
export function Shell() {
  const session = useSessionQuery();
  if (session.data !== undefined) return <Frame />;
  if (session.error !== null) return <UnreachablePage onRetry={() => session.refetch()} />;
  return (
    <div className="pending">
      <Skeleton lines={4} />
    </div>
  );
}

function Frame() {
  const t = useText(shellText);
  const session = useSession();
  const content = useFocusOnNavigation();
  useOutboxDelivery();
  const bare = !session.signedIn;
  return (
    <>
      <a className={styles.skip} href="#content">
        {t('skipToContent')}
      </a>
      <div className={`${styles.frame} ${bare ? styles.bare : ''}`}>
        {bare ? null : <SideNavigation />}
        <div className={`${styles.main} ${bare ? styles.bareMain : ''}`}>
          {session.demo === null ? null : (
            <Suspense fallback={<div className={styles.bannerPlace} />}>
              <DemoBanner />
            </Suspense>
          )}
          <Tools />
          <OfflineStrip />
          <main id="content" ref={content} className={styles.content} tabIndex={-1}>
            <Suspense fallback={<Skeleton />}>
              <Admitted />
            </Suspense>
          </main>
          {bare ? null : (
            <footer className={styles.foot} data-print="no">
              <FeedbackEntry />
            </footer>
          )}
        </div>
        {bare ? null : <BottomBar />}
      </div>
    </>
  );
}

/**
 * The page, or what stands before it. When a session ends in the middle of work the page stays alive behind the sign-in, so
 * that nothing that was typed is lost.
 */
function Admitted() {
  const session = useSession();
  const page = useCurrentPage();
  const workingAs = useWorkingAs(session);
  const admission = admissionTo(page?.permission ?? 'public', session, workingAs !== null);
  useEffect(() => {
    if (session.signedIn && page?.offline) keepPage();
  }, [session.signedIn, page]);
  const behind = admission === 'signInAgain';
  return (
    <>
      {admission === 'signIn' || behind ? <SignInPage expired={behind} /> : null}
      {admission === 'changePassword' ? <FirstPasswordPage /> : null}
      {admission === 'enrol' ? <EnrolPage /> : null}
      {admission === 'refused' ? <NotPermittedPage /> : null}
      {admission === 'open' || behind ? (
        <div hidden={behind}>
          <InFront value={!behind}>
            <Outlet />
          </InFront>
        </div>
      ) : null}
    </>
  );
}

/** The account that has been at work in this page; when another one signs in here, everything begins afresh. */
function useWorkingAs(session: Session): string | null {
  const [workingAs, setWorkingAs] = useState<string | null>(null);
  const accountId = session.signedIn ? (session.account?.id ?? null) : null;
  useEffect(() => {
    if (accountId === null) return;
    if (workingAs === null) setWorkingAs(accountId);
    else if (workingAs !== accountId) startAfresh();
  }, [accountId, workingAs]);
  return workingAs;
}

function useCurrentPage(): PageRoute | undefined {
  const matches = useMatches();
  return matches.at(-1)?.staticData.page;
}

/** After a change of page the focus goes to its heading, as after a load; the first page keeps the browser's own. */
function useFocusOnNavigation() {
  const content = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const first = useRef(true);
  useEffect(() => {
    if (path === undefined) return;
    if (first.current) {
      first.current = false;
      return;
    }
    const heading = content.current?.querySelector<HTMLElement>('h1');
    (heading ?? content.current)?.focus({ preventScroll: true });
  }, [path]);
  return content;
}
