import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { usePermitted } from '../../app/session.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Section } from '../../ui/Page.tsx';
import { ReasonDialog } from './OfficeDialog.tsx';
import { AmendDialog, GrantDialog, GuidanceDialog, OnBehalfDialog, ReassignDialog } from './OfficeForms.tsx';
import { officeText } from './officeLocale.ts';
import styles from './tasks.module.css';
import { mayDo, type Task } from './words.ts';

type Open =
  | 'amend'
  | 'reassign'
  | 'withdraw'
  | 'escalate'
  | 'grant'
  | 'refuse'
  | 'onBehalf'
  | 'guide'
  | 'keep'
  | 'follow'
  | 'keepDifference'
  | null;

/** What the office does with a task, and what waits for its decision. */
export default function OfficePart({ task }: { task: Task }) {
  const t = useText(officeText);
  const verifies = usePermitted('task.verify');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const button = (action: string, opens: Open, label: string) =>
    mayDo(task, action) ? (
      <Button variant="default" onClick={() => setOpen(opens)}>
        {label}
      </Button>
    ) : null;
  const reasonDialog = { task, onClose: close };
  return (
    <Section title={t('office')}>
      <div className={styles.form}>
        <Extension task={task} onOpen={setOpen} />
        <Recheck task={task} onOpen={setOpen} />
        <Difference task={task} onOpen={setOpen} />
        <div className={styles.row}>
          {button('progressOnBehalf', 'onBehalf', t('onBehalf'))}
          {verifies ? null : button('giveGuidance', 'guide', t('guide'))}
          {button('amend', 'amend', t('amend'))}
          {button('reassign', 'reassign', t('reassign'))}
          {button('escalate', 'escalate', t('escalate'))}
          {button('withdraw', 'withdraw', t('withdraw'))}
        </div>
      </div>
      {open === 'amend' ? <AmendDialog task={task} onClose={close} /> : null}
      {open === 'reassign' ? <ReassignDialog task={task} onClose={close} /> : null}
      {open === 'grant' ? <GrantDialog task={task} onClose={close} /> : null}
      {open === 'guide' ? <GuidanceDialog task={task} onClose={close} /> : null}
      {open === 'onBehalf' ? <OnBehalfDialog task={task} onClose={close} /> : null}
      {open === 'withdraw' ? (
        <ReasonDialog
          {...reasonDialog}
          route="POST /api/tasks/:taskId/withdraw"
          title={t('withdrawTitle')}
          text={t('withdrawText')}
          submit={t('withdraw')}
        />
      ) : null}
      {open === 'escalate' ? (
        <ReasonDialog
          {...reasonDialog}
          route="POST /api/tasks/:taskId/escalate"
          title={t('escalateTitle')}
          text={t('escalateText')}
          submit={t('escalate')}
        />
      ) : null}
      {open === 'refuse' ? (
        <ReasonDialog
          {...reasonDialog}
          route="POST /api/tasks/:taskId/refuse-extension"
          title={t('refuseTitle')}
          submit={t('refuse')}
        />
      ) : null}
      {open === 'keep' || open === 'keepDifference' ? (
        <ReasonDialog
          {...reasonDialog}
          route="POST /api/tasks/:taskId/keep"
          more={{ about: open === 'keep' ? 'revision' : 'difference' }}
          title={t('keepTitle')}
          submit={t('keep')}
        />
      ) : null}
      {open === 'follow' ? (
        <ReasonDialog
          {...reasonDialog}
          route="POST /api/tasks/:taskId/amend"
          more={{ followRevision: true }}
          title={t('followTitle')}
          text={t(task.recheck?.ownersChanged ? 'followTextOwners' : 'followText', { lead: task.lead.name })}
          submit={t('follow')}
        />
      ) : null}
    </Section>
  );
}

interface Asking {
  task: Task;
  onOpen: (open: Open) => void;
}

function Extension({ task, onOpen }: Asking) {
  const t = useText(officeText);
  const language = useLanguage();
  if (task.extensionWantedOn === null || !mayDo(task, 'grantExtension')) return null;
  return (
    <div className={styles.callout}>
      <b>{t('extension')}</b>
      <p>{t('extensionAsked', { day: formatDay(task.extensionWantedOn, language) })}</p>
      <div className={styles.row}>
        <Button onClick={() => onOpen('grant')}>{t('grant')}</Button>
        <Button variant="default" onClick={() => onOpen('refuse')}>
          {t('refuse')}
        </Button>
      </div>
    </div>
  );
}

/** The requirement was revised: both versions side by side, and what can be done about it (spine.md 3.1). */
function Recheck({ task, onOpen }: Asking) {
  const t = useText(officeText);
  const { recheck } = task;
  if (recheck === null || !mayDo(task, 'keep')) return null;
  const side = (title: string, content: typeof recheck.before) => (
    <div>
      <h3>{title}</h3>
      <p className={styles.itemText}>{content.action}</p>
      <p className={styles.note}>
        {[
          content.standard,
          content.deadline?.to,
          content.recurrence?.text,
          content.owners.map((owner) => owner.text).join('、'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  );
  return (
    <div className={styles.callout}>
      <b>{t('recheck')}</b>
      <p>{t(recheck.dropped ? 'droppedText' : 'recheckText')}</p>
      {recheck.ownersChanged && !recheck.dropped ? <p>{t('ownersChanged', { lead: task.lead.name })}</p> : null}
      <div className={styles.compare}>
        {side(t('before'), recheck.before)}
        {side(t('now'), recheck.now)}
      </div>
      <div className={styles.row}>
        {recheck.dropped || !mayDo(task, 'amend') ? null : (
          <Button onClick={() => onOpen('follow')}>{t('follow')}</Button>
        )}
        <Button variant="default" onClick={() => onOpen('keep')}>
          {t('keep')}
        </Button>
        {recheck.ownersChanged && !recheck.dropped && mayDo(task, 'reassign') ? (
          <Button variant="default" onClick={() => onOpen('reassign')}>
            {t('reassign')}
          </Button>
        ) : null}
        {recheck.dropped && mayDo(task, 'withdraw') ? (
          <Button variant="default" onClick={() => onOpen('withdraw')}>
            {t('withdraw')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** The organisation left the answer of its query: nothing is withdrawn silently (spine.md 4.4). */
function Difference({ task, onOpen }: Asking) {
  const t = useText(officeText);
  const language = useLanguage();
  const act = useAct('POST /api/tasks/:taskId/ask-verification');
  const { difference } = task;
  if (difference === null) return null;
  const { founding } = difference;
  return (
    <div className={styles.callout}>
      <b>{t('difference')}</b>
      <p>
        {t(`why.${difference.why}`, {
          name: founding?.name ?? '',
          day: founding ? formatDay(founding.foundedOn, language) : '',
        })}
      </p>
      <div className={styles.row}>
        {founding !== null && mayDo(task, 'submitOnBehalf') ? (
          <ConfirmAction
            label={t('askVerification')}
            question={t('askVerification')}
            text={t('askVerificationText')}
            onConfirm={() =>
              act.sendAndWait({
                params: { taskId: task.id },
                body: { seenVersion: task.version, foundedOrganisationId: founding.organisationId },
              })
            }
          />
        ) : null}
        {mayDo(task, 'keep') ? (
          <Button variant="default" onClick={() => onOpen('keepDifference')}>
            {t('keep')}
          </Button>
        ) : null}
        {mayDo(task, 'withdraw') ? (
          <Button variant="default" onClick={() => onOpen('withdraw')}>
            {t('withdraw')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
