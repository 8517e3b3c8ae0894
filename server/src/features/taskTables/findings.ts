import type { Message } from '../../platform/locale/messages.ts';
import type { ColumnId } from './columns.ts';
import type { Offer } from './shapes.ts';

/** Something about a row that a person should know or has to decide. */
export interface RowFinding {
  severity: 'error' | 'warning';
  row: number;
  column: ColumnId | 'row';
  value: string;
  /** Of which lead the 责任人 is in question. */
  organisationId: string | null;
  message: Message;
  remedy: Message;
  offers: Offer[];
}

export interface KnownPerson {
  personId: string;
  name: string;
  organisationId: string;
}

/** What is on record on the day of the import. */
export interface TableFacts {
  today: string;
  issuedOn: string;
  resolve(words: string): { organisationIds: readonly string[]; candidates: readonly string[] };
  organisationName(id: string): string;
  /** The organisation and, of a body, all that belong to it. */
  within(organisationId: string): ReadonlySet<string>;
  /** Everybody of that name, anywhere. */
  peopleCalled(name: string): readonly KnownPerson[];
  liaisonOf(organisationId: string): { personName: string } | undefined;
}

export interface PlannedLead {
  organisationId: string;
  /** Null leaves it to the liaison. */
  personId: string | null;
  personName: string | null;
  /** Somebody who has to be put on record first. */
  newPerson: NewPerson | null;
}

/** Somebody named in the table who is not on record yet and is put there by the import. */
export interface NewPerson {
  name: string;
  mobile: string;
  organisationId: string;
}

export function finding(
  severity: RowFinding['severity'],
  row: number,
  column: RowFinding['column'],
  value: string,
  message: Message,
  remedy: Message,
  offers: Offer[] = [],
  organisationId: string | null = null,
): RowFinding {
  return { severity, row, column, value, organisationId, message, remedy, offers };
}

/** The names of a cell: `A、B，C` or one a line. */
export function partsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[、；;，,\n/]|\s{2,}/)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ];
}
