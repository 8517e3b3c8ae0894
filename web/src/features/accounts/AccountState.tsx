import { useText } from '../../app/locale/text.ts';
import { roleText } from '../../app/roles.ts';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import type { roleIds } from '../grants/roleIds.ts';
import styles from './accounts.module.css';
import { accountsText } from './locale.ts';

type RoleId = (typeof roleIds)[number];

const toneOf: Record<'open' | 'locked' | 'closed', Tone> = { open: 'done', locked: 'late', closed: 'stopped' };

/** Whether somebody can sign in with the account. */
export function AccountState({
  account,
}: {
  account: { state: 'open' | 'locked' | 'closed'; mustChangePassword: boolean };
}) {
  const t = useText(accountsText);
  return (
    <>
      <StateBadge tone={toneOf[account.state]} word={t(`state.${account.state}`)} />
      {account.mustChangePassword ? <div className={styles.note}>{t('firstPassword')}</div> : null}
    </>
  );
}

/** The roles held today, one a line. */
export function RoleLines({
  roles,
}: {
  roles: readonly { role: string; organisationId: string; organisationName: string }[];
}) {
  const t = useText(accountsText);
  const role = useText(roleText);
  if (roles.length === 0) return <span className={styles.note}>{t('noRoles')}</span>;
  return roles.map((held) => (
    <div key={`${held.role} ${held.organisationId}`}>
      {role(held.role as RoleId)} · {held.organisationName}
    </div>
  ));
}
