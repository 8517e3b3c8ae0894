import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../app/api.ts';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { policiesText } from './locale.ts';

type Policy = Answer<'GET /api/policies/:policyId'>;

/** Registers a document that is known, or completes one that was only cited. */
export default function HeadDialog({ policy, onClose }: { policy: Policy | null; onClose: () => void }) {
  const t = useText(policiesText);
  const [title, setTitle] = useState(policy?.title ?? '');
  const [number, setNumber] = useState(policy?.documentNumber ?? '');
  const [issuer, setIssuer] = useState(policy?.issuerName ?? '');
  const [issuedOn, setIssuedOn] = useState(policy?.issuedOn ?? '');
  const [repealedOn, setRepealedOn] = useState(policy?.repealedOn ?? '');
  const add = useAct('POST /api/policies', { onDone: onClose });
  const amend = useAct('POST /api/policies/:policyId/amend', { onDone: onClose });
  const save = () => {
    const head = {
      ...{ title: title.trim(), documentNumber: number.trim() || null, issuerName: issuer.trim() },
      issuedOn: issuedOn || null,
    };
    if (policy === null) add.send({ body: head });
    else
      amend.send({
        params: { policyId: policy.id },
        body: { seenVersion: policy.version, ...head, repealedOn: repealedOn || null },
      });
  };
  const labels = {
    ...{ title: t('field.title'), documentNumber: t('number'), issuerName: t('issuer'), issuedOn: t('issuedOn') },
    repealedOn: t('repealedOn'),
  };
  return (
    <FormDialog
      title={t(policy === null ? 'register' : 'amend')}
      submit={t('save')}
      ready={title.trim() !== ''}
      act={policy === null ? add : amend}
      onSubmit={save}
      onClose={onClose}
      labels={labels}
    >
      <TextInput
        label={labels.title}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={300}
        required
      />
      <TextInput
        label={labels.documentNumber}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        maxLength={100}
      />
      <TextInput
        label={labels.issuerName}
        value={issuer}
        onChange={(event) => setIssuer(event.currentTarget.value)}
        maxLength={200}
      />
      <TextInput
        type="date"
        label={labels.issuedOn}
        value={issuedOn}
        onChange={(event) => setIssuedOn(event.currentTarget.value)}
      />
      {policy === null ? null : (
        <TextInput
          type="date"
          label={labels.repealedOn}
          value={repealedOn}
          onChange={(event) => setRepealedOn(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
