import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge, type Tone } from '../../ui/StateBadge.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import { policiesText } from './locale.ts';
import styles from './policies.module.css';

type Citing = Answer<'GET /api/policies/citing'>;
type Fate = Citing['items'][number]['fate'];

const toneOfFate: Record<Fate, Tone> = { registered: 'done', known: 'active', new: 'waiting', several: 'late' };

/** One question: what does this document rest on, and do we know it? */
export default function CitationsPage() {
  const t = useText(policiesText);
  const { directiveId } = useParams({ strict: false }) as { directiveId: string };
  const live = ['upstream_policies', 'upstream_citations', 'directive_versions'];
  const read = useRead('GET /api/policies/citing', { query: { directiveId } }, { live });
  return (
    <Page
      title={t('cite.title')}
      lead={t('cite.lead')}
      above={<Link to={`/directives/${directiveId}/review` as never}>{read.data?.directive.title ?? ''}</Link>}
      actions={
        <>
          <Link to={`/directives/${directiveId}/again` as never}>{t('again')}</Link>
          <Link to={'/policies' as never}>{t('back')}</Link>
        </>
      }
    >
      <Answered read={read} lines={4}>
        {(citing) =>
          citing.items.length === 0 ? (
            <EmptyState title={t('cite.none')} text={t('cite.noneText')} icon="directive" />
          ) : (
            <div className={styles.stack}>
              <Register citing={citing} directiveId={directiveId} />
              <ul className={styles.list} aria-label={t('cite.title')}>
                {citing.items.map((one) => (
                  <li key={one.start}>
                    <div className={styles.words}>
                      <b>{one.title}</b>
                      <p className={styles.note}>
                        {[one.documentNumber, one.clause ?? t('outside')].filter(Boolean).join(' · ')}
                      </p>
                      {one.policy ? <Link to={`/policies/${one.policy.id}` as never}>{one.policy.title}</Link> : null}
                    </div>
                    <StateBadge tone={toneOfFate[one.fate]} word={t(`fate.${one.fate}`)} />
                  </li>
                ))}
              </ul>
            </div>
          )
        }
      </Answered>
    </Page>
  );
}

function Register({ citing, directiveId }: { citing: Citing; directiveId: string }) {
  const t = useText(policiesText);
  const manages = usePermitted('policy.manage');
  const act = useAct('POST /api/policies/cite');
  const open = citing.items.some(({ fate }) => fate === 'known' || fate === 'new');
  const { answer } = act;
  if (!manages) return null;
  return (
    <div className={styles.stack}>
      <p className={styles.note} role="status">
        {answer
          ? t('cite.done', { citations: answer.citations.length, stubs: answer.stubs.length })
          : t(citing.confirmed ? (open ? 'cite.note' : 'cite.all') : 'cite.notConfirmed')}
      </p>
      <ProblemNotice problem={act.problem} />
      <div>
        <Button
          disabled={!citing.confirmed || !open}
          loading={act.sending}
          onClick={() => act.send({ body: { directiveId, versionId: citing.versionId } })}
        >
          {t('cite.register')}
        </Button>
      </div>
    </div>
  );
}
