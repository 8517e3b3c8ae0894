import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { roleText } from '../../app/roles.ts';
import { useToday } from '../../app/session.ts';
import { OrganisationPicker } from '../../ui/pickers.tsx';
import type { Choice } from '../../ui/SearchPicker.tsx';
import { GrantForm } from './GrantForm.tsx';
import { grantsText } from './locale.ts';
import { type RoleId, roleIds } from './roleIds.ts';

/** Asks for a role; it holds when the security administrator approves. */
export default function RequestDialog({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const t = useText(grantsText);
  const role = useText(roleText);
  const today = useToday();
  const [chosen, setChosen] = useState<RoleId>('unitClerk');
  const [organisation, setOrganisation] = useState<Choice | null>(null);
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct('POST /api/accounts/:accountId/grant-requests', { onDone: onClose });
  const submit = () => {
    if (organisation === null) return;
    const term = { from, until: until === '' ? null : until };
    act.send({ params: { accountId }, body: { role: chosen, organisationId: organisation.id, ...term, reason } });
  };
  return (
    <GrantForm
      title={t('request')}
      text={t('requestText')}
      submit={t('request')}
      ready={organisation !== null && from !== '' && reason.trim() !== ''}
      act={act}
      onSubmit={submit}
      onClose={onClose}
    >
      <NativeSelect
        label={t('role')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value as RoleId)}
        data={roleIds.map((value) => ({ value, label: role(value) }))}
      />
      <OrganisationPicker label={t('organisation')} value={organisation} onChange={setOrganisation} required />
      <TextInput
        type="date"
        label={t('from')}
        value={from}
        min={today}
        onChange={(event) => setFrom(event.currentTarget.value)}
        required
      />
      <TextInput
        type="date"
        label={t('until')}
        description={t('untilHint')}
        value={until}
        min={from}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Textarea
        label={t('reason')}
        description={t('reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={300}
        autosize
        required
      />
    </GrantForm>
  );
}
