import { Button } from '@mantine/core';
import { Link, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useText } from '../../app/locale/text.ts';
import { keepPage } from '../../app/offlinePages.ts';
import { useSession } from '../../app/session.ts';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { Skeleton } from '../../ui/Waiting.tsx';
import { Blocks } from './Blocks.tsx';
import { manualText } from './locale.ts';
import styles from './manual.module.css';
import { useManual } from './manuals.ts';
import { type ManualId, manualIds } from './sections.ts';

/** A manual from its first to its last section; the address names the section that it opens at. */
export default function ManualPage() {
  const { manual } = useParams({ strict: false });
  const id = manualIds.find((one) => one === manual);
  return id === undefined ? <NoSuchManual /> : <Opened id={id} />;
}

function NoSuchManual() {
  const t = useText(manualText);
  return (
    <Page title={t('none')} above={<Link to="/help">{t('all')}</Link>}>
      <p>{t('noneText')}</p>
    </Page>
  );
}

function Opened({ id }: { id: ManualId }) {
  const t = useText(manualText);
  const { signedIn } = useSession();
  const { data: manual, error, refetch } = useManual(id);
  useSectionOfAddress(manual !== undefined);
  useEffect(() => {
    if (manual !== undefined && signedIn) keepPage();
  }, [manual, signedIn]);
  if (error !== null) return <ProblemNotice problem={error} onRetry={() => refetch()} />;
  if (manual === undefined) return <Skeleton lines={8} />;
  return (
    <Page
      title={manual.title}
      above={<Link to="/help">{t('all')}</Link>}
      actions={
        <Button variant="default" onClick={printWithPictures}>
          {t('print')}
        </Button>
      }
      answer={<Blocks blocks={manual.lead} />}
    >
      <nav className={styles.contents} aria-label={t('contents')} data-print="no">
        <b>{t('contents')}</b>
        <ol>
          {manual.sections.map((section) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>{section.title}</a>
            </li>
          ))}
        </ol>
      </nav>
      {manual.sections.map((section) => (
        <section key={section.id} className={styles.section} aria-labelledby={section.id}>
          <h2 id={section.id} tabIndex={-1}>
            {section.title}
          </h2>
          <Blocks blocks={section.blocks} />
        </section>
      ))}
    </Page>
  );
}

/** Goes to the section that the address names, as soon as it is there and whenever the address names another. */
function useSectionOfAddress(drawn: boolean) {
  const section = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (!drawn || section === '') return;
    const heading = document.getElementById(section);
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }, [drawn, section]);
}

/** A picture that was never in sight is not there yet, and paper waits for nothing. */
async function printWithPictures() {
  const pictures = [...document.querySelectorAll<HTMLImageElement>('figure img')];
  for (const picture of pictures) picture.loading = 'eager';
  // One that cannot be had must not keep the words from the printer.
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  window.print();
}
