import { Link, useParams } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { Page } from '../../ui/Page.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import { LinkLine } from './LinkLine.tsx';
import { linksText } from './linksLocale.ts';
import styles from './policies.module.css';

/** One question: what does not hold any more since this version is in force? */
export default function AgainPage() {
  const t = useText(linksText);
  const { directiveId } = useParams({ strict: false }) as { directiveId: string };
  const dispatches = usePermitted('task.dispatch');
  const live = ['upstream_links', 'upstream_policies', 'directive_versions', 'requirement_revisions'];
  const read = useRead('GET /api/policies/again', { query: { directiveId } }, { live });
  return (
    <Page
      title={t('again.title')}
      lead={read.data ? t('again.lead', { number: read.data.versionNumber }) : undefined}
      above={<Link to={`/directives/${directiveId}/review` as never}>{read.data?.directive.title ?? ''}</Link>}
    >
      <Answered read={read} lines={4}>
        {({ items, anyHolds }) =>
          items.length === 0 ? (
            <EmptyState title={t('again.none')} text={t(anyHolds ? 'again.noneHolds' : 'again.noLinks')} icon="done" />
          ) : (
            <ul className={styles.pairs} aria-label={t('again.title')}>
              {items.map((link) => (
                <LinkLine key={link.id} link={link} />
              ))}
            </ul>
          )
        }
      </Answered>
      {dispatches ? (
        <p className={styles.note}>
          {t('again.tasks')}
          <Link to={`/directives/${directiveId}/differences` as never}>{t('again.tasksLink')}</Link>
        </p>
      ) : null}
    </Page>
  );
}
