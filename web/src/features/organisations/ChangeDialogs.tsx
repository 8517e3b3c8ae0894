import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { useToday } from '../../app/session.ts';
import { OrganisationPicker } from '../../ui/pickers.tsx';
import type { Choice } from '../../ui/SearchPicker.tsx';
import { ActDialog } from './ActDialog.tsx';
import { organisationsText } from './locale.ts';

export type Organisation = Answer<'GET /api/organisations/:id'>;

interface DialogProps {
  organisation: Organisation;
  onClose: () => void;
}

/** Gives it another official name from a day on. */
export function RenameDialog({ organisation, onClose }: DialogProps) {
  const t = useText(organisationsText);
  const today = useToday();
  const [name, setName] = useState('');
  const [from, setFrom] = useState(today);
  const [keepFormer, setKeepFormer] = useState(true);
  const [approvalDocument, setApprovalDocument] = useState('');
  const act = useAct('POST /api/organisations/:id/rename', { onDone: onClose });
  const submit = () =>
    act.send({
      params: { id: organisation.id },
      body: {
        name,
        from,
        keepFormer,
        approvalDocument: approvalDocument.trim() === '' ? null : approvalDocument,
        seenVersion: organisation.version,
      },
    });
  return (
    <ActDialog
      title={t('renameTitle', { name: organisation.name })}
      submit={t('rename')}
      ready={name.trim().length >= 2 && from !== ''}
      act={act}
      onSubmit={submit}
      onClose={onClose}
      compare={(current) => [
        { label: t('field.name'), mine: name, theirs: (current as Organisation | undefined)?.name ?? '' },
      ]}
    >
      <TextInput
        label={t('field.newName')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        required
      />
      <TextInput
        type="date"
        label={t('field.from')}
        value={from}
        max={today}
        onChange={(event) => setFrom(event.currentTarget.value)}
        required
      />
      <Checkbox
        label={t('field.keepFormer')}
        checked={keepFormer}
        onChange={(event) => setKeepFormer(event.currentTarget.checked)}
      />
      <TextInput
        label={t('field.approvalDocument')}
        placeholder={t('field.approvalHint')}
        value={approvalDocument}
        onChange={(event) => setApprovalDocument(event.currentTarget.value)}
        maxLength={200}
      />
    </ActDialog>
  );
}

/** Ends its existence, with a reason and where possible a successor. */
export function DissolveDialog({ organisation, onClose }: DialogProps) {
  const t = useText(organisationsText);
  const today = useToday();
  const [on, setOn] = useState(today);
  const [reason, setReason] = useState('');
  const [successor, setSuccessor] = useState<Choice | null>(null);
  const act = useAct('POST /api/organisations/:id/dissolve', { onDone: onClose });
  const submit = () =>
    act.send({
      params: { id: organisation.id },
      body: { on, reason, successorId: successor?.id ?? null, seenVersion: organisation.version },
    });
  return (
    <ActDialog
      title={t('dissolveTitle', { name: organisation.name })}
      text={t('dissolveText')}
      submit={t('dissolve')}
      ready={reason.trim().length >= 2 && on !== ''}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label={t('field.on')}
        value={on}
        max={today}
        onChange={(event) => setOn(event.currentTarget.value)}
        required
      />
      <Textarea
        label={t('field.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
        required
      />
      <OrganisationPicker
        label={t('field.successorId')}
        description={t('field.successorHint')}
        value={successor}
        onChange={setSuccessor}
      />
    </ActDialog>
  );
}
