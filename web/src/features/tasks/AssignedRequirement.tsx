import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { Card } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { OrganisationForm, RequirementForm } from './AssignForms.tsx';
import { dispatchText } from './dispatchLocale.ts';
import { tasksText } from './locale.ts';
import { type Choices, isBlocked, type LeadLine, leadLines, type PlannedRequirement } from './plan.ts';
import styles from './tasks.module.css';

/** More leads than these are folded: the line above them says who they are. */
const linesAtOnce = 2;

interface Props {
  requirement: PlannedRequirement;
  choices: Choices;
  onChoose: (choices: Choices) => void;
}

/** One requirement with the tasks it makes, and what stands in the way in words that say what to do. */
export function AssignedRequirement({ requirement, choices, onChoose }: Props) {
  const t = useText(dispatchText);
  const words = useText(tasksText);
  const [changing, setChanging] = useState(false);
  const [organisationId, setOrganisationId] = useState<string | null>(null);
  const lines = leadLines(requirement.tasks);
  const { conditional } = requirement;
  return (
    <Card as="article">
      <div className={styles.form}>
        <div className={styles.itemHead}>
          <span className={styles.note}>{requirement.clauseTitle}</span>
          <Button variant="subtle" onClick={() => setChanging(true)}>
            {t('changeRequirement')}
          </Button>
        </div>
        <p className={styles.itemText}>{requirement.content.action}</p>
        <div className={styles.badges}>
          <StateBadge tone="neutral" word={words(`hardness.${requirement.content.hardness}`)} />
          {conditional === null ? null : (
            <span className={styles.note}>
              {conditional.organisations.length === 0
                ? t('conditionalNone')
                : t('conditional', { count: conditional.organisations.length })}
            </span>
          )}
        </div>
        {requirement.blockers.map((blocker) => (
          <p key={blocker.text} role="alert">
            <StateBadge tone="late" word={blocker.text} />
          </p>
        ))}
        {lines.length === 0 ? null : (
          <details open={lines.length <= linesAtOnce || isBlocked(requirement)}>
            <summary>
              {t('leads', { count: lines.length, names: lines.map((line) => line.first.lead.name).join('、') })}
            </summary>
            <Leads lines={lines} onChange={setOrganisationId} />
          </details>
        )}
        {requirement.leftOut.map((entry) => (
          <p key={entry.organisation?.id ?? 'all'} className={styles.note}>
            {entry.organisation === null
              ? t('leftOut', { reason: entry.reason })
              : t('leftOutOne', { name: entry.organisation.name, reason: entry.reason })}
            {entry.organisation === null ? null : (
              <Button variant="subtle" onClick={() => setOrganisationId(entry.organisation?.id ?? null)}>
                {t('changeOf', { name: entry.organisation.name })}
              </Button>
            )}
          </p>
        ))}
        {requirement.alreadyDispatched.length === 0 ? null : (
          <p className={styles.note}>
            {t('already', { names: requirement.alreadyDispatched.map((one) => one.name).join('、') })}
          </p>
        )}
      </div>
      {changing ? (
        <RequirementForm
          requirement={requirement}
          choices={choices}
          onChoose={onChoose}
          onClose={() => setChanging(false)}
        />
      ) : null}
      {organisationId === null ? null : (
        <OrganisationForm
          requirement={requirement}
          organisationId={organisationId}
          choices={choices}
          onChoose={onChoose}
          onClose={() => setOrganisationId(null)}
        />
      )}
    </Card>
  );
}

function Leads({ lines, onChange }: { lines: readonly LeadLine[]; onChange: (organisationId: string) => void }) {
  const t = useText(dispatchText);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.lead')}</th>
            <th scope="col">{t('column.accountable')}</th>
            <th scope="col">{t('column.due')}</th>
            <th scope="col">{t('column.supporters')}</th>
            <th scope="col">{t('column.change')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Lead key={line.first.key} line={line} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Lead({ line, onChange }: { line: LeadLine; onChange: (organisationId: string) => void }) {
  const t = useText(dispatchText);
  const language = useLanguage();
  const { first, tasks } = line;
  const last = tasks.at(-1) ?? first;
  const due = first.dueOn === null ? t('noDue') : formatDay(first.dueOn, language);
  return (
    <tr>
      <th scope="row">
        {first.lead.name}
        {first.blockers.map((blocker) => (
          <span key={blocker.text} className={styles.block} role="alert">
            {blocker.text}
          </span>
        ))}
      </th>
      <td>
        {first.accountable === null ? (
          <Button variant="outline" onClick={() => onChange(first.lead.id)}>
            {t('nameOne')}
          </Button>
        ) : (
          <>
            {first.accountable.name} <span className={styles.note}>{t(`basis.${first.accountable.basis}`)}</span>
          </>
        )}
      </td>
      <td>
        {tasks.length > 1 && first.period !== null && last.period !== null
          ? t('periods', {
              count: tasks.length,
              from: formatDay(first.period.from, language),
              to: formatDay(last.period.to, language),
            })
          : due}
        {first.duePassed ? <span className={styles.block}>{t('duePassed')}</span> : null}
      </td>
      <td>{first.supporters.map((one) => one.name).join('、')}</td>
      <td>
        <Button
          variant="subtle"
          onClick={() => onChange(first.lead.id)}
          aria-label={t('changeOf', { name: first.lead.name })}
        >
          {t('change')}
        </Button>
      </td>
    </tr>
  );
}
