import { NativeSelect } from '@mantine/core';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { papersText } from './locale.ts';
import type { PaperAnswer } from './PaperPage.tsx';
import styles from './papers.module.css';

/** What the Word file is set in, the choice while it is a draft, and how far the page below shows the file. */
export function Setting({ paper, mayChange }: { paper: PaperAnswer; mayChange: boolean }) {
  const t = useText(papersText);
  const { template, templates, version } = paper;
  const act = useAct('POST /api/papers/:paperId/template', { refreshes: ['GET /api/papers/:paperId'] });
  const ended = template && !template.inUse && paper.state === 'draft' ? template : null;
  const choices = [
    { value: '', label: t('setting.standard') },
    ...(ended ? [{ value: ended.id, label: t('setting.ended', { name: ended.name }) }] : []),
    ...templates.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className={styles.setting} data-print="no">
      {mayChange && choices.length > 1 ? (
        <NativeSelect
          label={t('setting')}
          value={template?.id ?? ''}
          data={choices}
          disabled={act.sending}
          onChange={({ currentTarget: { value } }) =>
            act.send({ params: { paperId: paper.id }, body: { version, templateId: value === '' ? null : value } })
          }
        />
      ) : null}
      <div>
        <p className={styles.quiet}>
          {template ? t('templateHint', { name: template.name, number: template.number }) : t('previewHint')}
        </p>
        {template && template.missing.length > 0 ? (
          <p className={styles.quiet}>{t('templateMissing', { fields: template.missing.join('、') })}</p>
        ) : null}
        {ended ? (
          <p className={styles.warning} role="status">
            {t('templateEnded')}
          </p>
        ) : null}
        <ProblemNotice problem={act.problem} />
      </div>
    </div>
  );
}
