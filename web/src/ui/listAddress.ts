import { useNavigate, useSearch } from '@tanstack/react-router';

/** The filters and the order of a list live in its address, so that it can be sent, bookmarked and gone back to. */
export interface ListAddress {
  /** Every value of the address by its name. */
  values: Record<string, string>;
  /** `-dueOn` is descending; `null` is the list's own order. */
  sort: string | null;
  setValue: (name: string, value: string) => void;
  setSort: (sort: string | null) => void;
  clear: () => void;
}

/** Reads and writes the filters of the list on this page. */
export function useListAddress(): ListAddress {
  const values = useSearch({ strict: false }) as Record<string, string>;
  const navigate = useNavigate();
  const go = (search: Record<string, string | undefined>) =>
    navigate({ to: '.', search: search as never, replace: true, resetScroll: false });
  return {
    values,
    sort: values.sort ?? null,
    setValue: (name, value) => go({ ...values, [name]: value === '' ? undefined : value }),
    setSort: (sort) => go({ ...values, sort: sort ?? undefined }),
    clear: () => go(values.sort === undefined ? {} : { sort: values.sort }),
  };
}

/** The order after a click on a column: ascending, descending, the list's own. */
export function nextSort(current: string | null, column: string): string | null {
  if (current === column) return `-${column}`;
  return current === `-${column}` ? null : column;
}

/** `ascending`, `descending` or `none`, as a table header says it. */
export function directionOf(current: string | null, column: string): 'ascending' | 'descending' | 'none' {
  if (current === column) return 'ascending';
  return current === `-${column}` ? 'descending' : 'none';
}
