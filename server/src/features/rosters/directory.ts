import { normaliseName, type OrganisationKindId } from '@xieli/codes';

/** An organisation as a row of a file may name it. */
export interface NamedOrganisation {
  id: string;
  /** A body is its own. */
  bodyId: string;
  kind: OrganisationKindId;
  /** As written in 组织名册. */
  name: string;
  aliases: readonly string[];
}

export type Sought =
  | { found: NamedOrganisation }
  /** Nobody, or several: who they are is said with the error. */
  | { found: null; candidates: readonly NamedOrganisation[] };

const nobody: Sought = { found: null, candidates: [] };

/**
 * Organisations by what a file calls them: the official name and the list of others, compared without white space and widths
 * (measures.md 1.4). A name is sought among the organisations of the row's body, then as `body/name`, then in the whole tenant
 * where it is unique (measures.md 2).
 */
export class OrganisationDirectory {
  readonly #byId = new Map<string, NamedOrganisation>();
  readonly #bodies = new Map<string, NamedOrganisation[]>();
  readonly #everywhere = new Map<string, NamedOrganisation[]>();
  readonly #within = new Map<string, NamedOrganisation[]>();

  constructor(organisations: Iterable<NamedOrganisation>) {
    for (const one of organisations) this.add(one);
  }

  add(one: NamedOrganisation): void {
    this.#byId.set(one.id, one);
    for (const name of new Set([one.name, ...one.aliases].map(normaliseName))) {
      put(this.#everywhere, name, one);
      put(this.#within, `${one.bodyId} ${name}`, one);
      if (one.kind === 'cppccBody') put(this.#bodies, name, one);
    }
  }

  byId(id: string): NamedOrganisation | undefined {
    return this.#byId.get(id);
  }

  all(): Iterable<NamedOrganisation> {
    return this.#byId.values();
  }

  /** The 政协委员会 of a name. */
  body(name: string): Sought {
    return oneOf(this.#bodies.get(normaliseName(name)));
  }

  /** What a column of the roster names: only in the row's body. */
  within(bodyId: string, name: string): Sought {
    return oneOf(this.#within.get(`${bodyId} ${normaliseName(name)}`));
  }

  /** What any other column names. */
  seek(bodyId: string | null, name: string): Sought {
    if (bodyId !== null) {
      const here = this.#within.get(`${bodyId} ${normaliseName(name)}`);
      if (here) return oneOf(here);
    }
    const slash = name.search(/[/／]/);
    if (slash > 0) {
      const body = this.body(name.slice(0, slash));
      if (body.found) return this.within(body.found.id, name.slice(slash + 1));
    }
    return oneOf(this.#everywhere.get(normaliseName(name)));
  }

  /** `body/name`, which names one organisation of the tenant. */
  fullName(one: NamedOrganisation): string {
    const body = this.#byId.get(one.bodyId);
    return body && body.id !== one.id ? `${body.name}/${one.name}` : one.name;
  }
}

function put(index: Map<string, NamedOrganisation[]>, key: string, one: NamedOrganisation): void {
  const known = index.get(key);
  if (known) known.push(one);
  else index.set(key, [one]);
}

function oneOf(candidates: readonly NamedOrganisation[] | undefined): Sought {
  const [only, another] = candidates ?? [];
  if (only === undefined) return nobody;
  if (another === undefined) return { found: only };
  return { found: null, candidates: candidates ?? [] };
}

/** A person by number: the name beside it must be that person's (measures.md 2). */
export interface NamedPerson {
  id: string;
  name: string;
}
