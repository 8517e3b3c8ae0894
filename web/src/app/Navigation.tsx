import { Link } from '@tanstack/react-router';
import { Icon } from '../ui/Icon.tsx';
import { permitted } from './admission.ts';
import { navigationText } from './locale/navigation.ts';
import { shellText } from './locale/shell.ts';
import { useText } from './locale/text.ts';
import { useRoleName } from './roles.ts';
import { type PageRoute, pages } from './routes.ts';
import styles from './Shell.module.css';
import seal from './seal.svg';
import { useSession } from './session.ts';

type Entry = PageRoute & { nav: NonNullable<PageRoute['nav']> };

/** Entries of the bar of a phone beside “my account”. */
const phoneEntries = 3;

/** The entries that the signed-in person may open, in order. */
export function useEntries(): Entry[] {
  const session = useSession();
  return pages
    .filter((page): page is Entry => page.nav !== undefined && permitted(session, page.permission))
    .sort((a, b) => a.nav.order - b.nav.order);
}

/** The entries that have no room on a phone's bar; the account page lists them there. */
export function useEntriesBeyondTheBar(): Entry[] {
  const entries = useEntries();
  const onBar = new Set(barOf(entries));
  return entries.filter((entry) => !onBar.has(entry));
}

export function SideNavigation() {
  const t = useText(shellText);
  const label = useText(navigationText);
  const session = useSession();
  const roleName = useRoleName();
  return (
    <nav className={styles.side} aria-label={t('navigation')} data-print="no">
      <Link to="/" className={styles.brand}>
        <img src={seal} width={36} height={36} alt="" />
        <span>
          <b>{t('product')}</b>
          <small>{t('productLine')}</small>
        </span>
      </Link>
      <ul className={styles.entries}>
        {useEntries().map((entry) => (
          <li key={entry.path}>
            <Link to={entry.path} className={styles.entry} activeOptions={{ exact: entry.path === '/' }}>
              <Icon name={entry.nav.icon} />
              {label(entry.nav.label)}
            </Link>
          </li>
        ))}
      </ul>
      <div className={styles.account}>
        <Link to="/me" className={styles.who}>
          <b>{session.account?.displayName}</b>
          <small>
            {roleName}
            {session.roles[0] === undefined ? null : ` · ${session.roles[0].organisationName}`}
          </small>
        </Link>
      </div>
    </nav>
  );
}

export function BottomBar() {
  const t = useText(shellText);
  const label = useText(navigationText);
  return (
    <nav className={styles.bar} aria-label={t('navigation')} data-print="no">
      {barOf(useEntries()).map((entry) => (
        <Link
          key={entry.path}
          to={entry.path}
          className={styles.barEntry}
          activeOptions={{ exact: entry.path === '/' }}
        >
          <Icon name={entry.nav.icon} size={23} />
          {label(entry.nav.label)}
        </Link>
      ))}
      <Link to="/me" className={styles.barEntry}>
        <Icon name="person" size={23} />
        {t('nav.me')}
      </Link>
    </nav>
  );
}

function barOf(entries: Entry[]): Entry[] {
  return entries.filter((entry) => entry.nav.phone).slice(0, phoneEntries);
}
