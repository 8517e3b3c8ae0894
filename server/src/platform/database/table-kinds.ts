/** Where a table's rows live and who may write them (distributed.md 1). */
export type TableKind = 'tenant' | 'reference' | 'local';
export type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

export type TableComment = { kind: TableKind; access: 'append-only' | 'writable' | null };

const form = /^xieli:(tenant|reference|local)(?: (append-only|writable))?(?:$|[:;.,\n])/;

/**
 * Reads a table's comment: `xieli:KIND`, then at most one word about the application's rights, then, after a
 * punctuation mark, anything for the reader.
 * @returns null for any other comment, so that a misspelt word never widens a right.
 */
export function readTableComment(comment: string | null): TableComment | null {
  const found = form.exec(comment ?? '');
  if (!found) return null;
  const kind = found[1] as TableKind;
  const access = (found[2] ?? null) as TableComment['access'];
  return allowed[kind].some((pair) => pair.access === access) ? { kind, access } : null;
}

/** What the application's role may do with the rows of a table. */
export function privilegesOf({ kind, access }: TableComment): Privilege[] {
  return allowed[kind].find((pair) => pair.access === access)?.privileges ?? [];
}

const allowed: Record<TableKind, { access: TableComment['access']; privileges: Privilege[] }[]> = {
  tenant: [
    { access: null, privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
    { access: 'append-only', privileges: ['SELECT', 'INSERT'] },
  ],
  reference: [
    { access: null, privileges: ['SELECT'] },
    { access: 'writable', privileges: ['SELECT', 'INSERT', 'UPDATE'] },
  ],
  local: [
    { access: null, privileges: ['SELECT'] },
    { access: 'writable', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  ],
};
