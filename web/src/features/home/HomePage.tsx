import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { permitted } from '../../app/admission.ts';
import { formatDay, formatWeekday } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { navigationText } from '../../app/locale/navigation.ts';
import { useText } from '../../app/locale/text.ts';
import { useEntries } from '../../app/Navigation.tsx';
import { homePanels } from '../../app/routes.ts';
import { useSession, useToday } from '../../app/session.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Card, Page, Section } from '../../ui/Page.tsx';
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx';
import styles from './home.module.css';
import { homeText } from './locale.ts';

const panels = [...homePanels]
  .sort((a, b) => a.order - b.order)
  .map((panel) => ({ ...panel, Panel: lazy(panel.load) }));

/** One question: what must I do today? Each feature answers with a panel of its own (routes.ts). */
export default function HomePage() {
  const t = useText(homeText);
  const language = useLanguage();
  const session = useSession();
  const today = useToday();
  const mine = panels.filter((panel) => permitted(session, panel.permission));
  const date = t('date', { date: formatDay(today, language), weekday: formatWeekday(today, language) });
  return (
    <Page title={t('greeting', { name: session.account?.displayName ?? '' })} lead={date}>
      <div className={styles.panels}>
        {mine.map(({ Panel, order }) => (
          <Suspense key={order} fallback={<Skeleton />}>
            <Panel />
          </Suspense>
        ))}
        {/* Every role that is given tasks has a panel; the others never get one, however long they wait. */}
        {mine.length === 0 ? (
          <Card>
            <EmptyState title={t('nothing')} text={t('nothingText')} />
          </Card>
        ) : null}
        <Ways />
      </div>
    </Page>
  );
}

function Ways() {
  const t = useText(homeText);
  const label = useText(navigationText);
  const entries = useEntries().filter((entry) => entry.path !== '/');
  if (entries.length === 0) return null;
  return (
    <Section title={t('go')}>
      <ul className={styles.ways}>
        {entries.map((entry) => (
          <li key={entry.path}>
            <Link to={entry.path} className={styles.way}>
              <Icon name={entry.nav.icon} />
              {label(entry.nav.label)}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
