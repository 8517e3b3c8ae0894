import { useText } from '../app/locale/text.ts';
import type { ApiProblem } from '../app/problem.ts';
import { useRead } from '../app/queries.ts';
import { uiText } from './locale.ts';
import { type Found, type PickerProps, SearchPicker } from './SearchPicker.tsx';

/** More than a person reads; beyond it the field asks for a longer text. */
const shownAtOnce = 20;

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

function usePeople(search: string): Found {
  const read = useRead('GET /api/people', { query: { search, limit: shownAtOnce } }, { enabled: search !== '' });
  return {
    ...conditionOf(read),
    choices: read.data?.items.map(({ id, name, posts, bodies }) => ({ id, name, detail: whereFrom(posts, bodies) })),
  };
}

function useOrganisations(search: string): Found {
  const read = useRead('GET /api/organisations', { query: { search, limit: shownAtOnce } }, { enabled: search !== '' });
  return {
    ...conditionOf(read),
    choices: read.data?.items.map(({ id, name, bodyName }) => ({
      id,
      name,
      detail: bodyName === name ? null : bodyName,
    })),
  };
}

/** Tells people of one name apart: where they hold posts, else where they sit or work. */
function whereFrom(posts: { organisation: { name: string } }[], bodies: { name: string }[]): string | null {
  const names = posts.length > 0 ? posts.map((held) => held.organisation.name) : bodies.map((body) => body.name);
  return [...new Set(names)].join('、') || null;
}

function conditionOf(read: {
  isFetching: boolean;
  error: ApiProblem | null;
  data: { next: string | null } | undefined;
}) {
  return {
    searching: read.isFetching,
    problem: read.error,
    more: read.data !== undefined && read.data.next !== null,
  };
}
