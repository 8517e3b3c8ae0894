import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatDay } from '../../app/locale/formats.ts';
import { useLanguage } from '../../app/locale/language.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { ReasonDialog, useComparison } from './OfficeDialog.tsx';
import { GuidanceDialog } from './OfficeForms.tsx';
import { officeText } from './officeLocale.ts';
import styles from './tasks.module.css';
import { mayDo, type Task, whyNot } from './words.ts';

/** What the verifier does: record guidance, return, or close through the three gates (domain.md A69). */
export default function VerifyPart({ task }: { task: Task }) {
  const t = useText(officeText);
  const [dialog, setDialog] = useState<'return' | 'guide' | null>(null);
  const refusal = whyNot(task, 'close');
  // Before a submission nothing can be closed and nothing is wrong: the reason of the state table would read like an error.
  const waiting =
    task.state === 'returned' ? t('backText') : task.state === 'submitted' ? (refusal ?? '') : t('waitText');
  return (
    <Section title={t('verify')}>
      <Card>
        <div className={styles.form}>
          {mayDo(task, 'close') ? <Gates task={task} /> : <p className={styles.note}>{waiting}</p>}
          <div className={styles.row}>
            {mayDo(task, 'return') ? (
              <Button variant="outline" onClick={() => setDialog('return')}>
                {t('return')}
              </Button>
            ) : null}
            {mayDo(task, 'giveGuidance') ? (
              <Button variant="default" onClick={() => setDialog('guide')}>
                {t('guide')}
              </Button>
            ) : null}
          </div>
        </div>
      </Card>
      {dialog === 'return' ? (
        <ReasonDialog
          route="POST /api/tasks/:taskId/return"
          task={task}
          title={t('returnQuestion')}
          text={t('returnText')}
          submit={t('return')}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'guide' ? <GuidanceDialog task={task} onClose={() => setDialog(null)} /> : null}
    </Section>
  );
}

/** The three gates as three fields: each is a sentence, none a tick. */
function Gates({ task }: { task: Task }) {
  const t = useText(officeText);
  const language = useLanguage();
  const compare = useComparison(task);
  const [guidance, setGuidance] = useState(task.guidance.at(-1)?.actId ?? '');
  const [notNeeded, setNotNeeded] = useState('');
  const [standardMet, setStandardMet] = useState('');
  const [values, setValues] = useState<string[]>(task.quantities.map(() => ''));
  const [finding, setFinding] = useState('');
  const act = useAct('POST /api/tasks/:taskId/close');
  const numbersFilled = values.every((value) => value.trim() !== '' && Number.isFinite(Number(value)));
  const openGates = [
    guidance === '' && notNeeded.trim() === '' ? t('gate.guidance') : null,
    standardMet.trim() === '' || !numbersFilled ? t('gate.standard') : null,
    finding.trim() === '' ? t('gate.finding') : null,
  ].filter((gate) => gate !== null);
  const close = () =>
    act.sendAndWait({
      params: { taskId: task.id },
      body: {
        seenVersion: task.version,
        guidance: guidance === '' ? { notNeeded } : { actId: guidance },
        standardMet,
        values: values.map(Number),
        finding,
      },
    });
  const labels: Record<string, string> = {
    evidence: t('evidence'),
    guidance: t('gate.guidance'),
    standardMet: t('gate.standard'),
    values: t('gate.standard'),
    finding: t('gate.finding'),
  };
  return (
    <>
      <p className={styles.note}>{t('verifyText')}</p>
      {task.missingForClosing.map((what) => (
        <p key={what} role="alert">
          {t('missing', { what })}
        </p>
      ))}
      <fieldset className={styles.fieldset}>
        <legend>{t('gate.guidance')}</legend>
        {task.guidance.length === 0 ? null : (
          <Radio.Group value={guidance} onChange={setGuidance}>
            <div className={styles.form}>
              {task.guidance.map((record) => (
                <Radio
                  key={record.actId}
                  value={record.actId}
                  label={t('gate.guidanceRecord', {
                    text: record.text,
                    by: record.by,
                    on: formatDay(record.on, language),
                  })}
                />
              ))}
              <Radio value="" label={t('gate.notNeeded')} />
            </div>
          </Radio.Group>
        )}
        {guidance === '' ? (
          <TextInput
            label={t('gate.notNeeded')}
            value={notNeeded}
            onChange={(event) => setNotNeeded(event.currentTarget.value)}
            maxLength={500}
            required
          />
        ) : null}
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend>{t('gate.standard')}</legend>
        <p className={styles.note}>
          {task.standard === '' ? t('gate.noStandard') : t('gate.standardIs', { standard: task.standard })}
        </p>
        <Textarea
          label={t('gate.standardHint')}
          value={standardMet}
          onChange={(event) => setStandardMet(event.currentTarget.value)}
          maxLength={1000}
          autosize
          required
        />
        {task.quantities.map((quantity, index) => (
          <TextInput
            key={quantity.text}
            label={t('gate.value', { text: quantity.text })}
            value={values[index] ?? ''}
            inputMode="decimal"
            rightSection={quantity.unit}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((before) => before.map((one, at) => (at === index ? value : one)));
            }}
            required
          />
        ))}
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend>{t('gate.finding')}</legend>
        <Textarea
          label={t('gate.findingHint')}
          value={finding}
          onChange={(event) => setFinding(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          required
        />
      </fieldset>
      {openGates.length === 0 ? null : (
        <p className={styles.note} role="status">
          {t('gate.open', { gates: openGates.join(t('gate.and')) })}
        </p>
      )}
      <div className={styles.row}>
        <ConfirmAction
          label={t('close')}
          question={t('closeQuestion')}
          text={t('closeSure')}
          disabled={openGates.length > 0}
          onConfirm={close}
          fieldLabel={(path) => labels[path.split('.')[0] ?? ''] ?? null}
          compare={compare}
          comparesSeen
        />
      </div>
    </>
  );
}
