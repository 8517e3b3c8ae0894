import { bindingTime, findRecurrence, findTimes, parseDay, type Recurrence } from '@xieli/directive';
import type { RequirementContent } from '../directives/index.ts';

export interface ReadDue {
  deadline: RequirementContent['deadline'];
  recurrence: Recurrence | null;
  /** The last day; null where the words give none. */
  dueOn: string | null;
  /** The cell says a date that does not exist or cannot be read. */
  unreadable: boolean;
}

const nothing: ReadDue = { deadline: null, recurrence: null, dueOn: null, unreadable: false };
const firstSerial = 20_000;
const lastSerial = 80_000;

/**
 * What a cell of 完成时限 says: the date forms of measures.md 1.5, a serial number of Excel, or words (6月底前, 每季度, 长期),
 * which the reader of documents normalises.
 * @param reference the day of the table, from which words count
 */
export function readDue(text: string, reference: string): ReadDue {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  if (plain === '') return nothing;
  const day = readDay(plain);
  if (day) return { ...nothing, deadline: deadlineOf(text, 'due', null, day), dueOn: day };
  const recurrence = findRecurrence(plain);
  const referenceDay = parseDay(reference);
  const time = referenceDay && bindingTime(findTimes(plain, { offset: 0, reference: referenceDay }));
  if (time?.to || time?.from) {
    const deadline = deadlineOf(text, time.kind, time.from, time.to, time.yearEvidence?.text ?? null, time.provisional);
    return { deadline, recurrence, dueOn: time.to, unreadable: false };
  }
  if (recurrence) return { ...nothing, recurrence };
  if (time) return { ...nothing, deadline: deadlineOf(text, time.kind, null, null) };
  return { ...nothing, unreadable: /\d/.test(plain) };
}

/** A day in one of the forms of measures.md 1.5; null when the text is none or there is no such day. */
export function readDay(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  if (/^\d{5}$/.test(plain)) return serialDay(Number(plain));
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日?前?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!match) return null;
  const day = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`;
  return parseDay(day) ? day : null;
}

/** Day 1 of the 1900 system is 1 January 1900, and it believes in a 29 February of that year. */
function serialDay(serial: number): string | null {
  if (serial < firstSerial || serial > lastSerial) return null;
  return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
}

function deadlineOf(
  text: string,
  kind: NonNullable<ReadDue['deadline']>['kind'],
  from: string | null,
  to: string | null,
  yearEvidence: string | null = null,
  provisional = false,
): ReadDue['deadline'] {
  return { kind, from, to, text: text.trim().slice(0, 200), yearEvidence, inherited: false, provisional };
}
