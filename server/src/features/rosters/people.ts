import { normaliseName } from '@xieli/codes';
import { v7 } from 'uuid';
import type { ActContext } from '../../platform/context.ts';
import { recordPeople } from '../people/index.ts';
import type { KnownPerson, PeopleDirectory } from './known.ts';
import { say } from './messages.ts';
import type { Finding } from './planning.ts';

interface Named {
  row: number;
  name: string;
  mobile: string;
}

/** Finds people by number and makes those that a roster or a list of posts brings (measures.md 2). */
export class PeopleOfFile {
  readonly findings: Finding[] = [];
  readonly #known: PeopleDirectory;
  readonly #mayCreate: boolean;
  readonly #names = new Map<string, string>();
  readonly #created = new Map<string, KnownPerson & { mobile: string }>();

  constructor(known: PeopleDirectory, { mayCreate }: { mayCreate: boolean }) {
    this.#known = known;
    this.#mayCreate = mayCreate;
  }

  /** The person of a number; the name beside it must be that person's. */
  find({ row, name, mobile }: Named, columns = { name: '姓名', mobile: '手机号' }): KnownPerson | null {
    const known = this.byMobile(mobile);
    if (known && normaliseName(known.name) === normaliseName(name)) {
      this.#names.set(known.id, known.name);
      return known;
    }
    if (known) {
      const said = say.otherName({ mobile, other: known.name, name });
      this.findings.push({ severity: 'error', row, column: columns.name, value: name, said });
      return null;
    }
    if (!this.#mayCreate) {
      this.#unknown(row, columns.mobile, mobile);
      return null;
    }
    const made = { id: v7(), name, mobile };
    this.#created.set(mobile, made);
    this.#names.set(made.id, name);
    return made;
  }

  /** The person of a number where the row gives no name. */
  findByMobile(row: number, column: string, mobile: string): KnownPerson | null {
    const known = this.byMobile(mobile);
    if (!known) this.#unknown(row, column, mobile);
    return known ?? null;
  }

  byMobile(mobile: string): KnownPerson | undefined {
    return this.#created.get(mobile) ?? this.#known.byMobile(mobile);
  }

  nameOf(id: string): string {
    return this.#names.get(id) ?? '';
  }

  /** Puts those on record whom the file names first. */
  async record(context: ActContext): Promise<void> {
    const people = [...this.#created.values()];
    await recordPeople(context, { people, memberships: [], branchMemberships: [], posts: [] });
  }

  #unknown(row: number, column: string, mobile: string): void {
    const said = say.personUnknown({ mobile });
    this.findings.push({ severity: 'error', row, column, value: mobile, said });
  }
}
