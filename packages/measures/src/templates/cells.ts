import {
  type ActivityTypeId,
  type AffiliationCode,
  activityTypes,
  affiliations,
  type ContactMeansId,
  contactMeans,
  type DutyFormId,
  dutyForms,
  type EthnicGroupCode,
  type FunctionTypeId,
  findActivityType,
  findAffiliation,
  findContactMeans,
  findDutyForm,
  findEthnicGroup,
  findFunctionType,
  findMembershipStatus,
  findMemberTitle,
  findOrganisationKind,
  findPostKind,
  findPresence,
  findSex,
  functionTypes,
  type MembershipStatusId,
  type MemberTitleId,
  membershipStatuses,
  memberTitles,
  normaliseName,
  type OrganisationKindId,
  organisationKinds,
  type PresenceId,
  presences,
  type SexCode,
  sexes,
} from '@xieli/codes';
import type { Day } from '../model.ts';
import { readDay, readMoment } from './dates.ts';
import { type Cell, cellText, digitsOf, fault, type Outcome, read } from './outcome.ts';

/** A name as it is written, and the form in which two of them are compared (measures.md 1.4). */
export interface Name {
  written: string;
  key: string;
}

/** A list of names. Whoever knows the names tries the whole cell first, and then its parts (measures.md 1.6). */
export interface NameList {
  /** Null in an empty cell, and in one that is longer than any name. */
  whole: Name | null;
  /** As split; one part where nothing splits the cell. */
  parts: readonly Name[];
}

/** The values that the cells of a column can mean, by the kind of column. */
export interface CellValues {
  name: Name;
  names: NameList;
  /** A list without a list of what may stand in it. */
  words: readonly Name[];
  person: string;
  mobile: string;
  text: string;
  startDay: Day;
  endDay: Day;
  day: Day;
  /** `YYYY-MM-DD`, or `YYYY-MM` where the day is not known. */
  birth: string;
  /** `YYYY-MM-DDTHH:MM:SS`, local time. */
  moment: string;
  whole: number;
  yesNo: boolean;
  term: number;
  organisationKind: OrganisationKindId;
  sex: SexCode;
  ethnicGroup: EthnicGroupCode;
  affiliations: readonly AffiliationCode[];
  memberTitle: MemberTitleId;
  status: MembershipStatusId;
  /** An id of `postKinds`, or the title as written. */
  post: string;
  contactMeans: ContactMeansId;
  presence: PresenceId;
  activityTypes: readonly ActivityTypeId[];
  dutyForms: readonly DutyFormId[];
  functionTypes: readonly FunctionTypeId[];
}

export type CellKind = keyof CellValues;

/** What an empty cell means, where it means more than nothing. */
export const emptyValues = {
  names: { whole: null, parts: [] },
  words: [],
  affiliations: [],
  activityTypes: [],
  dutyForms: [],
  functionTypes: [],
  yesNo: false,
  memberTitle: 'member',
} as const satisfies { [K in CellKind]?: CellValues[K] };

/** Longer names are none, and no index could hold them. */
export const longestName = 200;
/** As many as a cell of a spreadsheet holds. */
export const longestText = 32_767;
/** The largest whole number that the database keeps. */
const largestWhole = 2_147_483_647;

const separators = /[、､；;﹔，,﹐﹑\n\v\f\r\u0085\u2028\u2029]/;
const chineseDigits = '〇一二三四五六七八九';

/**
 * Reads a cell that is not empty as the kind of its column; any cell has an outcome.
 * @returns a list without parts (`、`) as an empty list
 */
export const cellReaders: { readonly [K in CellKind]: (cell: Cell) => Outcome<CellValues[K]> } = {
  name: readName,
  names: readNames,
  words: readWords,
  person: readPerson,
  mobile: readMobile,
  text: readText,
  startDay: (cell) => readDay(cell, 'first'),
  endDay: (cell) => readDay(cell, 'last'),
  day: (cell) => readDay(cell, 'refused'),
  birth: (cell) => readDay(cell, 'itself'),
  moment: readMoment,
  whole: readWhole,
  yesNo: readYesNo,
  term: readTerm,
  organisationKind: oneOf(
    organisationKinds.filter((kind) => kind.imported),
    (word) => {
      const kind = findOrganisationKind(word);
      return kind?.imported ? kind : null;
    },
    (kind) => kind.id,
  ),
  sex: oneOf(
    sexes,
    findSex,
    (sex) => sex.code,
    (sex) => sex.shortName,
  ),
  ethnicGroup: readEthnicGroup,
  affiliations: readAffiliations,
  memberTitle: oneOf(memberTitles, findMemberTitle, (title) => title.id),
  status: oneOf(membershipStatuses, findMembershipStatus, (status) => status.id),
  post: readPost,
  contactMeans: oneOf(contactMeans, findContactMeans, (means) => means.id),
  presence: oneOf(presences, findPresence, (presence) => presence.id),
  activityTypes: listOf(activityTypes, findActivityType, (type) => type.id),
  dutyForms: listOf(dutyForms, findDutyForm, (form) => form.id),
  functionTypes: listOf(functionTypes, findFunctionType, (type) => type.id),
};

/** The parts of a list cell, without the empty ones (measures.md 1.6). */
export function splitList(text: string): string[] {
  return text
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => /[^\s\p{Cf}]/u.test(part));
}

function readText(cell: Cell): Outcome<string> {
  return textWithin(cellText(cell).replace(/\r\n?/g, '\n').trim(), longestText);
}

function textWithin(text: string, limit: number): Outcome<string> {
  if (text.includes('\u0000') || !text.isWellFormed()) return fault('textBroken');
  if (text.length > limit) return fault('textTooLong', { length: text.length, limit });
  return read(text);
}

function readName(cell: Cell): Outcome<Name> {
  return nameOf(cellText(cell).trim());
}

function nameOf(text: string): Outcome<Name> {
  const written = textWithin(text, longestName);
  if (!written.ok) return written;
  // One character may stand for many: ﷺ has eighteen letters.
  const key = textWithin(normaliseName(written.value), longestName);
  return key.ok ? read({ written: written.value, key: key.value }) : key;
}

function readNames(cell: Cell): Outcome<NameList> {
  const text = cellText(cell).trim();
  const parts = readWords(text);
  if (!parts.ok) return parts;
  if (parts.value.length === 0) return read(emptyValues.names);
  const whole = nameOf(text);
  return read({ whole: whole.ok ? whole.value : null, parts: parts.value });
}

function readWords(cell: Cell): Outcome<Name[]> {
  const found = new Map<string, Name>();
  for (const part of splitList(cellText(cell))) {
    const name = nameOf(part);
    if (!name.ok) return name;
    if (!found.has(name.value.key)) found.set(name.value.key, name.value);
  }
  return read([...found.values()]);
}

function readPerson(cell: Cell): Outcome<string> {
  if (typeof cell !== 'string') return fault('nameUnreadable');
  const name = nameOf(cell.trim());
  if (!name.ok) return name;
  return /\p{L}/u.test(name.value.key) ? read(name.value.key) : fault('nameUnreadable');
}

function readMobile(cell: Cell): Outcome<string> {
  const digits = digitsOf(cellText(cell)).replace(/\s+/g, '');
  return /^\d{11}$/.test(digits) && !(cell instanceof Date) ? read(digits) : fault('mobileUnreadable');
}

function readWhole(cell: Cell): Outcome<number> {
  const digits = digitsOf(cellText(cell)).replace(/\s+/g, '');
  const value = Number(digits);
  return /^\d+$/.test(digits) && value <= largestWhole ? read(value) : fault('wholeUnreadable');
}

function readYesNo(cell: Cell): Outcome<boolean> {
  const word = normaliseName(cellText(cell)).toUpperCase();
  // A spreadsheet's own yes and no; a CSV file has them as words.
  if (word === '是' || word === 'TRUE') return read(true);
  return word === '否' || word === 'FALSE' ? read(false) : fault('yesNoUnreadable');
}

function readTerm(cell: Cell): Outcome<number> {
  const word = digitsOf(cellText(cell)).replace(/\s+/g, '');
  const term = numeralOf(/^第?(.{1,3}?)届?$/.exec(word)?.[1] ?? '');
  return term >= 1 ? read(term) : fault('termUnreadable');
}

/** The number from 1 to 99 that digits or Chinese numerals mean; 0 for anything else. */
function numeralOf(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const [, tens = '', ten = '', ones = ''] = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(text) ?? [];
  if (ten === '') return tens !== '' && ones !== '' ? 0 : chineseDigit(tens + ones);
  return (tens === '' ? 1 : chineseDigit(tens)) * 10 + chineseDigit(ones);
}

function chineseDigit(sign: string): number {
  return sign === '' ? 0 : chineseDigits.indexOf(sign);
}

function readEthnicGroup(cell: Cell): Outcome<EthnicGroupCode> {
  const word = cellText(cell);
  const group = findEthnicGroup(word);
  return group ? read(group.code) : fault('ethnicGroupUnknown', { part: word.trim() });
}

function readPost(cell: Cell): Outcome<string> {
  const title = readName(cell);
  if (!title.ok) return title;
  return read(findPostKind(title.value.key)?.id ?? title.value.written);
}

const readAffiliationCodes = listOf(
  affiliations,
  (word) => {
    const found = findAffiliation(word);
    return found === 'ambiguous' ? null : found;
  },
  (entry) => entry.code,
  (entry) => entry.shortName,
);

function readAffiliations(cell: Cell): Outcome<readonly AffiliationCode[]> {
  const text = cellText(cell);
  const words = findAffiliation(text) === null ? splitList(text) : [text];
  const ambiguous = words.find((word) => findAffiliation(word) === 'ambiguous');
  return ambiguous === undefined
    ? readAffiliationCodes(cell)
    : fault('affiliationAmbiguous', { part: ambiguous.trim() });
}

type Coded = { name: string };

function oneOf<Entry extends Coded, Code>(
  entries: readonly Entry[],
  find: (word: string) => Entry | null,
  codeOf: (entry: Entry) => Code,
  shown: (entry: Entry) => string = (entry) => entry.name,
): (cell: Cell) => Outcome<Code> {
  const allowed = entries.map(shown).join('、');
  return (cell) => {
    const word = cellText(cell);
    const found = find(word);
    return found ? read(codeOf(found)) : fault('codeUnknown', { part: word.trim(), allowed });
  };
}

function listOf<Entry extends Coded, Code>(
  entries: readonly Entry[],
  find: (word: string) => Entry | null,
  codeOf: (entry: Entry) => Code,
  shown: (entry: Entry) => string = (entry) => entry.name,
): (cell: Cell) => Outcome<readonly Code[]> {
  const allowed = entries.map(shown).join('、');
  return (cell) => {
    const text = cellText(cell);
    const whole = find(text);
    if (whole) return read([codeOf(whole)]);
    const codes = new Set<Code>();
    const unknown: string[] = [];
    for (const part of splitList(text)) {
      const found = find(part);
      if (found) codes.add(codeOf(found));
      else unknown.push(part);
    }
    return unknown.length === 0 ? read([...codes]) : fault('codeUnknown', { part: unknown.join('、'), allowed });
  };
}
