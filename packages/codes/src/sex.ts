import { indexByWord, normaliseName } from './normalise.ts';

export interface Sex {
  /** One digit of GB/T 2261.1. */
  code: string;
  name: string;
  shortName: string;
  english: string;
}

/** Sex, GB/T 2261.1 (domain.md C2). */
export const sexes = [
  { code: '0', name: '未知的性别', shortName: '未知', english: 'Unknown' },
  { code: '1', name: '男性', shortName: '男', english: 'Male' },
  { code: '2', name: '女性', shortName: '女', english: 'Female' },
  { code: '9', name: '未说明的性别', shortName: '未说明', english: 'Not stated' },
] as const satisfies readonly Sex[];

export type SexCode = (typeof sexes)[number]['code'];

const byWord = indexByWord<(typeof sexes)[number]>(sexes, (sex) => [sex.code, sex.name, sex.shortName]);

/** The sex that a code or word means; `null` for any other word. */
export function findSex(word: string): (typeof sexes)[number] | null {
  return byWord.get(normaliseName(word)) ?? null;
}
