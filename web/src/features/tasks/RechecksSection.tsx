import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { comparisonText } from '../directives/comparisonLocale.ts';
import styles from './tasks.module.css';

/** The tasks whose requirement a new version changed or dropped; each is decided on its own page, by an act with a reason. */
export default function RechecksSection({ directiveId }: { directiveId: string }) {
  const t = useText(comparisonText);
  const input = { params: { directiveId } };
  const read = useRead('GET /api/directives/:directiveId/rechecks', input, {
    live: ['tasks', 'requirement_revisions'],
  });
  return (
    <Section title={t('rechecks')}>
      <Answered read={read}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.note}>{t('rechecksNone')}</p>
          ) : (
            <>
              <p className={styles.note}>{t('rechecksText')}</p>
              <ul className={styles.list}>
                {items.map((one) => (
                  <li key={one.taskId} className={styles.item}>
                    <div className={styles.itemHead}>
                      <b>{one.lead.name}</b>
                      <StateBadge tone="check" word={t(one.dropped ? 'recheck.dropped' : 'recheck.changed')} />
                    </div>
                    <span className={styles.itemText}>{one.action}</span>
                    <Link to={`/t/${one.taskId}`}>{t('decide')}</Link>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Answered>
    </Section>
  );
}
