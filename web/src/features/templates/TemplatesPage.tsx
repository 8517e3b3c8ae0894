import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { addressOf } from '../../app/client.ts';
import { formatInstant } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { DownloadLink } from '../../ui/DownloadLink.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered, EmptyState } from '../../ui/Waiting.tsx';
import { FieldList } from './FieldList.tsx';
import { kinds } from './kinds.ts';
import { templatesText } from './locale.ts';
import styles from './templates.module.css';

const TemplateDialog = lazy(() => import('./TemplateDialog.tsx'));

export type Template = Answer<'GET /api/paper-templates'>['items'][number];

/** The office's own templates, one to begin with for each kind, and what can be written into them. */
export default function TemplatesPage() {
  const t = useText(templatesText);
  const [adding, setAdding] = useState(false);
  const read = useRead('GET /api/paper-templates', {}, { live: ['paper_templates'] });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      above={<Link to={'/papers' as never}>{t('papers')}</Link>}
      actions={<Button onClick={() => setAdding(true)}>{t('upload')}</Button>}
    >
      <Answered read={read} lines={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('none')} text={t('noneText')} icon="file" />
          ) : (
            <ul className={styles.list} aria-label={t('title')}>
              {items.map((template) => (
                <TemplateLine key={template.id} template={template} />
              ))}
            </ul>
          )
        }
      </Answered>
      <Section title={t('starters')}>
        <p className={styles.note}>{t('startersText')}</p>
        <div className={styles.buttons}>
          {kinds.map((kind) => (
            <DownloadLink
              key={kind}
              address={addressOf('GET /api/paper-templates/starter', { query: { kind } })}
              variant="default"
            >
              {t(`kind.${kind}`)}
            </DownloadLink>
          ))}
        </div>
      </Section>
      <FieldList />
      {adding ? (
        <Suspense>
          <TemplateDialog template={null} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </Page>
  );
}

function TemplateLine({ template }: { template: Template }) {
  const t = useText(templatesText);
  const language = useLanguage();
  const [changing, setChanging] = useState(false);
  const { id, name, version, endedAt } = template;
  const params = { templateId: id };
  const end = useAct('POST /api/paper-templates/:templateId/end');
  const restore = useAct('POST /api/paper-templates/:templateId/restore');
  const said = [
    template.kinds.map((kind) => t(`kind.${kind}`)).join(' · '),
    t('version', { number: template.number }),
    t('uploadedBy', { day: formatInstant(template.recordedAt, language), who: template.recordedBy }),
    template.organisation,
  ];
  return (
    <li>
      <div className={styles.words}>
        <b>{name}</b>
        <p className={styles.note}>{said.join(' · ')}</p>
        <ProblemNotice problem={restore.problem} />
      </div>
      <StateBadge tone={endedAt === null ? 'done' : 'stopped'} word={t(endedAt === null ? 'inUse' : 'ended')} />
      <div className={styles.buttons}>
        <DownloadLink address={addressOf('GET /api/paper-templates/:templateId/file', { params })} variant="default">
          {t('download')}
        </DownloadLink>
        {endedAt === null ? (
          <>
            <Button variant="default" aria-label={`${t('change')} ${name}`} onClick={() => setChanging(true)}>
              {t('change')}
            </Button>
            <ConfirmAction
              variant="default"
              label={t('end')}
              question={t('end.question', { name })}
              text={t('end.text')}
              onConfirm={() => end.sendAndWait({ params, body: { version } })}
            />
          </>
        ) : (
          <Button
            variant="default"
            loading={restore.sending}
            aria-label={`${t('restore')} ${name}`}
            onClick={() => restore.send({ params, body: { version } })}
          >
            {t('restore')}
          </Button>
        )}
      </div>
      {changing ? (
        <Suspense>
          <TemplateDialog template={template} onClose={() => setChanging(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}
