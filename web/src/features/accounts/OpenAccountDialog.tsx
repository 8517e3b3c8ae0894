import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct } from '../../app/queries.ts';
import { AccountDialog } from './AccountDialog.tsx';
import { asBody, type Holder, HolderFields } from './HolderFields.tsx';
import { accountsText } from './locale.ts';

/** Opens an account and goes to its page, where the first password is issued. */
export function OpenAccountDialog({ onClose }: { onClose: () => void }) {
  const t = useText(accountsText);
  const navigate = useNavigate();
  const [username, setUsername] = useState('');
  const [holder, setHolder] = useState<Holder>({ displayName: '', person: null });
  const act = useAct('POST /api/accounts', {
    onDone: ({ id }) => {
      onClose();
      void navigate({ to: `/accounts/${id}` });
    },
  });
  return (
    <AccountDialog
      title={t('open')}
      text={t('openText')}
      submit={t('open')}
      ready={username.trim() !== '' && holder.displayName.trim() !== ''}
      act={act}
      onSubmit={() => act.send({ body: { username, ...asBody(holder) } })}
      onClose={onClose}
    >
      <HolderFields holder={holder} onChange={setHolder} />
      <TextInput
        label={t('username')}
        description={t('usernameHint')}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        required
      />
    </AccountDialog>
  );
}
