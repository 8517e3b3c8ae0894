import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { rowsOf, useList } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { MoreButton } from '../../ui/MoreButton.tsx';
import { Section } from '../../ui/Page.tsx';
import styles from './grants.module.css';
import { pendingText } from './pendingLocale.ts';

/** What waits for the security administrator's approval; nothing is shown while nothing does. */
export default function PendingPanel() {
  const t = useText(pendingText);
  const role = useText(roleText);
  const list = useList('GET /api/grant-requests', { query: { decided: 'false' } }, { live: ['grant_requests'] });
  const rows = rowsOf(list.data);
  if (rows.length === 0) return null;
  return (
    <Section title={t('pending')}>
      <ul className={styles.list}>
        {rows.map((request) => (
          <li key={request.id}>
            <Link to="/grant-requests">
              {t('line', {
                name: request.displayName,
                role: role(request.role),
                organisation: request.organisationName,
              })}
            </Link>
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </Section>
  );
}
