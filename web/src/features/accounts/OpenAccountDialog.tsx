import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../app/locale/text.ts';
import { useAct, useRead } from '../../app/queries.ts';
import { type Choice, type Found, SearchPicker } from '../../ui/SearchPicker.tsx';
import { AccountDialog } from './AccountDialog.tsx';
import { accountsText } from './locale.ts';

/** Opens an account and goes to its page, where the first password is issued. */
export function OpenAccountDialog({ onClose }: { onClose: () => void }) {
  const t = useText(accountsText);
  const navigate = useNavigate();
  const [username, setUsername] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [person, setPerson] = useState<Choice | null>(null);
  const act = useAct('POST /api/accounts', {
    onDone: ({ id }) => {
      onClose();
      void navigate({ to: `/accounts/${id}` });
    },
  });
  const choose = (choice: Choice | null) => {
    setPerson(choice);
    if (choice !== null && displayName === '') setDisplayName(choice.name);
  };
  return (
    <AccountDialog
      title={t('open')}
      text={t('openText')}
      submit={t('open')}
      ready={username.trim() !== '' && displayName.trim() !== ''}
      act={act}
      onSubmit={() => act.send({ body: { username, displayName, personId: person?.id ?? null } })}
      onClose={onClose}
    >
      <SearchPicker
        label={t('holder')}
        description={t('holderHint')}
        placeholder={t('searchHolder')}
        value={person}
        onChange={choose}
        useSearch={useHolders}
      />
      <TextInput
        label={t('displayName')}
        value={displayName}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
        maxLength={60}
        required
      />
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

function useHolders(search: string): Found {
  const read = useRead('GET /api/accounts/holders', { query: { search } }, { enabled: search !== '' });
  return {
    choices: read.data?.items,
    searching: read.isFetching,
    problem: read.error,
    more: read.data?.more ?? false,
  };
}
