import { useText } from '../app/locale/text.ts';
import { useRead } from '../app/queries.ts';
import { uiText } from './locale.ts';
import { type PickerProps, SearchPicker } from './SearchPicker.tsx';

/** Picks a person by name, pinyin or initials, searched on the server. */
export function PersonPicker(props: PickerProps) {
  const t = useText(uiText);
  return <SearchPicker {...props} placeholder={t('search.people')} useSearch={usePeople} />;
}

/** Picks an organisation by its official or short name, searched on the server. */
export function OrganisationPicker(props: PickerProps) {
  const t = useText(uiText);
  return <SearchPicker {...props} placeholder={t('search.organisations')} useSearch={useOrganisations} />;
}

function usePeople(search: string) {
  const read = useRead('GET /api/people', { query: { search } }, { enabled: search !== '' });
  return found(read);
}

function useOrganisations(search: string) {
  const read = useRead('GET /api/organisations', { query: { search } }, { enabled: search !== '' });
  return found(read);
}

function found(read: ReturnType<typeof useRead<'GET /api/people'>>) {
  return {
    choices: read.data?.items,
    searching: read.isFetching,
    problem: read.error,
    more: read.data !== undefined && read.data.next !== null,
  };
}
