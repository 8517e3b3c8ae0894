import { Link } from '@tanstack/react-router';
import { chooseLanguage, useLanguage } from '../../app/locale/language.ts';
import { navigationText } from '../../app/locale/navigation.ts';
import { shellText } from '../../app/locale/shell.ts';
import { useText } from '../../app/locale/text.ts';
import { useEntriesBeyondTheBar } from '../../app/Navigation.tsx';
import { useAct } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { startAfresh, useSession } from '../../app/session.ts';
import { forgetSettings } from '../../app/settings.ts';
import { chooseTextSize, useTextSize } from '../../app/textSize.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import styles from './identity.module.css';
import { identityText } from './locale.ts';

/** One's own account; on a phone also the way to whatever has no room on the bar. */
export default function MePage() {
  const t = useText(identityText);
  const role = useText(roleText);
  const session = useSession();
  return (
    <Page title={session.account?.displayName ?? t('me')} width="narrow">
      <Section title={t('roles')}>
        <ul className={styles.list}>
          {session.roles.map((held) => (
            <li key={`${held.role} ${held.organisationId}`} className={styles.row}>
              <div className={styles.rowWords}>
                <b>{role(held.role as 'none')}</b>
                <p className={styles.note}>{held.organisationName}</p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <MorePages />
      <Settings />
    </Page>
  );
}

function MorePages() {
  const t = useText(identityText);
  const label = useText(navigationText);
  const entries = useEntriesBeyondTheBar();
  if (entries.length === 0) return null;
  return (
    <Section title={t('more')}>
      <ul className={styles.links}>
        {entries.map((entry) => (
          <li key={entry.path}>
            <Link to={entry.path} className={styles.link}>
              <Icon name={entry.nav.icon} />
              {label(entry.nav.label)}
              <Icon name="right" size={16} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const settingsPages = [
  { to: '/me/sessions', icon: 'phone', label: 'sessions' },
  { to: '/me/password', icon: 'account', label: 'changePassword' },
  { to: '/me/second-factor', icon: 'audit', label: 'secondFactor' },
  { to: '/me/identities', icon: 'account', label: 'identities' },
] as const;

function Settings() {
  const t = useText(identityText);
  const { singleSignOn, account } = useSession();
  const shell = useText(shellText);
  const large = useTextSize() === 'large';
  const chinese = useLanguage() === 'zh-CN';
  const ways = settingsPages.filter(({ to }) => to !== '/me/identities' || singleSignOn !== null);
  const signOut = useAct('POST /api/session/end', {
    refreshes: [],
    onDone: () => {
      // Whoever signs out leaves the device, perhaps to others: what was settled for a dispatch names people and reasons.
      forgetSettings(`assigning.${account?.id}.`);
      startAfresh();
    },
  });
  return (
    <Section title={t('settings')}>
      <ul className={styles.links}>
        {ways.map(({ to, icon, label }) => (
          <li key={to}>
            <Link to={to} className={styles.link}>
              <Icon name={icon} />
              {t(label)}
              <Icon name="right" size={16} />
            </Link>
          </li>
        ))}
        <li>
          <button type="button" className={styles.link} onClick={() => chooseTextSize(large ? 'normal' : 'large')}>
            <Icon name="search" />
            {shell(large ? 'textSize.normal' : 'textSize.large')}
            <Icon name="right" size={16} />
          </button>
        </li>
        <li>
          <button type="button" className={styles.link} onClick={() => chooseLanguage(chinese ? 'en' : 'zh-CN')}>
            <Icon name="swap" />
            {chinese ? 'English' : '中文'}
            <Icon name="right" size={16} />
          </button>
        </li>
        <li>
          <Link to="/help" className={styles.link}>
            <Icon name="help" />
            {shell('nav.help')}
            <Icon name="right" size={16} />
          </Link>
        </li>
        <li>
          <button type="button" className={styles.link} onClick={() => signOut.send({})} disabled={signOut.sending}>
            <Icon name="stopped" />
            {t('signOut')}
            <Icon name="right" size={16} />
          </button>
        </li>
      </ul>
      <ProblemNotice problem={signOut.problem} />
    </Section>
  );
}
