import type { ReactNode } from 'react';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { tasksText } from './locale.ts';
import styles from './tasks.module.css';
import type { Task } from './words.ts';

/** What the task is made of: the sentence it comes from, who, by when, what counts as done. */
export function Facts({ task }: { task: Task }) {
  const t = useText(tasksText);
  const language = useLanguage();
  const day = (text: string) => formatDay(text, language);
  const { accountable, accountableBasis, evidenceDemand: demand } = task;
  const basis =
    accountableBasis === 'liaison' || accountableBasis === 'bodyLiaison' ? ` · ${t(`basis.${accountableBasis}`)}` : '';
  const supervision = [
    task.supervisionMode && t(`mode.${task.supervisionMode}`),
    task.supervisionObject && t(`object.${task.supervisionObject}`),
  ].filter(Boolean);
  return (
    <>
      {task.quote === '' || task.quote === task.action ? null : (
        <figure style={{ margin: 0 }}>
          <figcaption className={styles.note}>{t('quote')}</figcaption>
          <blockquote className={styles.quote}>{task.quote}</blockquote>
        </figure>
      )}
      <dl className={styles.facts}>
        <Fact label={t('fact.lead')}>{task.lead.name}</Fact>
        <Fact label={t('fact.accountable')}>{accountable === null ? null : `${accountable.name}${basis}`}</Fact>
        <Fact label={t('fact.leader')}>{task.leader?.name}</Fact>
        <Fact label={t('fact.supporters')}>{task.supporters.join('、')}</Fact>
        <Fact label={t('fact.originalDue')}>
          {task.originalDueOn !== null && task.originalDueOn !== task.dueOn ? day(task.originalDueOn) : null}
        </Fact>
        <Fact label={t('fact.period')}>
          {task.period === null ? null : t('periodText', { from: day(task.period.from), to: day(task.period.to) })}
        </Fact>
        <Fact label={t('fact.hardness')}>{t(`hardness.${task.hardness}`)}</Fact>
        <Fact label={t('fact.standard')}>{task.standard}</Fact>
        <Fact label={t('fact.quantities')}>{task.quantities.map((quantity) => quantity.text).join('；')}</Fact>
        <Fact label={t('fact.supervision')}>{supervision.join(' · ')}</Fact>
        <Fact label={t('fact.evidence')}>
          {demand !== null ? (
            t('demanded', { decidedBy: demand.decidedBy, kind: t(`demand.${demand.kind}`) })
          ) : task.evidenceExpected === '' ? null : (
            <>
              {task.evidenceExpected}
              <br />
              <span className={styles.note}>{t('offered')}</span>
            </>
          )}
        </Fact>
        <Fact label={t('fact.remark')}>{task.remark}</Fact>
      </dl>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
