/** Entries by a key of theirs, in their order. */
export function groupBy<Key, Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => Key): Map<Key, Entry[]> {
  const groups = new Map<Key, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The map under a key of a map of maps, made where there is none. */
export function inner<Outer, Key, Value>(maps: Map<Outer, Map<Key, Value>>, outer: Outer): Map<Key, Value> {
  const found = maps.get(outer);
  if (found !== undefined) return found;
  const made = new Map<Key, Value>();
  maps.set(outer, made);
  return made;
}

/** What stands under an id. Throws where nothing does: the facts refer to something that is not among them. */
export function known<Entry>(entries: ReadonlyMap<string, Entry>, id: string): Entry {
  const entry = entries.get(id);
  if (entry === undefined) throw new Error(`The facts refer to ${id}, which is not among them`);
  return entry;
}
