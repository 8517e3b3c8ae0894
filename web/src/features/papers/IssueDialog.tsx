import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { useToday } from '../../app/session.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { papersText } from './locale.ts';
import type { PaperAnswer } from './PaperPage.tsx';

/** Gives the paper its number; the next one of its code is proposed. */
export default function IssueDialog({ paper, onClose }: { paper: PaperAnswer; onClose: () => void }) {
  const t = useText(papersText);
  const today = useToday();
  const proposed = paper.proposedNumber;
  const [code, setCode] = useState(proposed?.code ?? '');
  const [serial, setSerial] = useState(String(proposed?.serial ?? 1));
  const [datedOn, setDatedOn] = useState(today);
  const act = useAct('POST /api/papers/:paperId/issue', { onDone: onClose });
  const year = Number(datedOn.slice(0, 4));
  const ready = code.trim() !== '' && /^[1-9]\d{0,4}$/.test(serial.trim()) && datedOn !== '';
  const number = { code: code.trim(), year, serial: Number(serial) };
  return (
    <FormDialog
      title={t('issue.title')}
      text={t('issue.text')}
      submit={t('issue')}
      ready={ready}
      act={act}
      onSubmit={() => act.send({ params: { paperId: paper.id }, body: { version: paper.version, number, datedOn } })}
      onClose={onClose}
      labels={{
        number: t('number'),
        'number.code': t('issue.code'),
        'number.year': t('issue.year'),
        'number.serial': t('issue.serial'),
        datedOn: t('issue.datedOn'),
        title: t('title'),
        recipients: t('edit.recipients'),
      }}
    >
      <TextInput
        label={t('issue.code')}
        placeholder={t('issue.codeHint')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        maxLength={12}
        required
        data-autofocus
      />
      <TextInput
        label={t('issue.serial')}
        value={serial}
        onChange={(event) => setSerial(event.currentTarget.value)}
        inputMode="numeric"
        maxLength={5}
        required
      />
      <TextInput
        type="date"
        label={t('issue.datedOn')}
        value={datedOn}
        onChange={(event) => setDatedOn(event.currentTarget.value)}
        required
      />
      {ready ? <p>{t('issue.will', { number: `${number.code}〔${year}〕${number.serial}号` })}</p> : null}
    </FormDialog>
  );
}
