import { TextInput } from '@mantine/core';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { type Choice, type Found, SearchPicker } from '../../ui/SearchPicker.tsx';
import { accountsText } from './locale.ts';

/** Whose account it is, as a form holds it. */
export interface Holder {
  displayName: string;
  person: Choice | null;
}

/** The same as the routes take it. */
export function asBody({ displayName, person }: Holder): { displayName: string; personId: string | null } {
  return { displayName, personId: person?.id ?? null };
}

/** The person behind an account and the name it shows; choosing the person offers his name. */
export function HolderFields({ holder, onChange }: { holder: Holder; onChange: (holder: Holder) => void }) {
  const t = useText(accountsText);
  const choose = (person: Choice | null) =>
    onChange({ person, displayName: holder.displayName === '' ? (person?.name ?? '') : holder.displayName });
  return (
    <>
      <SearchPicker
        label={t('holder')}
        description={t('holderHint')}
        placeholder={t('searchHolder')}
        value={holder.person}
        onChange={choose}
        useSearch={useHolders}
      />
      <TextInput
        label={t('displayName')}
        value={holder.displayName}
        onChange={(event) => onChange({ ...holder, displayName: event.currentTarget.value })}
        maxLength={60}
        required
      />
    </>
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
