import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import shell from '../../app/Shell.module.css';
import { Icon } from '../../ui/Icon.tsx';
import { remindersText } from './locale.ts';
import styles from './reminders.module.css';

/** The way to the reader's notices, with how many are new; loaded after the page, so that no page grows by it. */
export default function NoticesLink() {
  const t = useText(remindersText);
  const read = useRead('GET /api/notices/unread', {}, { live: ['notices'] });
  const count = read.data?.unread ?? 0;
  return (
    <Link to="/notices" className={shell.tool}>
      <Icon name="bell" size={18} />
      <span>{t('title')}</span>
      {count === 0 ? null : (
        <b className={styles.count}>
          {count > 99 ? '99+' : count}
          <span className="visually-hidden">{t('unread')}</span>
        </b>
      )}
    </Link>
  );
}
