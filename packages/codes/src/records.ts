import { indexByWord, normaliseName } from './normalise.ts';

export interface RecordCode {
  id: string;
  name: string;
  english: string;
}

/** 方式 of a logged contact (measures.md 2.5). */
export const contactMeans = [
  { id: 'meeting', name: '面谈', english: 'Talk in person' },
  { id: 'visit', name: '走访', english: 'Visit' },
  { id: 'telephone', name: '电话', english: 'Telephone' },
  { id: 'forum', name: '座谈', english: 'Discussion meeting' },
  { id: 'online', name: '线上', english: 'Online' },
  { id: 'other', name: '其他', english: 'Other' },
] as const satisfies readonly RecordCode[];

/** 出席情况 of a person at an activity (measures.md 2.7). */
export const presences = [
  { id: 'present', name: '出席', english: 'Present' },
  { id: 'observing', name: '列席', english: 'Present without vote' },
  { id: 'onLeave', name: '请假', english: 'On leave' },
  { id: 'absent', name: '缺席', english: 'Absent' },
] as const satisfies readonly RecordCode[];

export type ContactMeansId = (typeof contactMeans)[number]['id'];
export type PresenceId = (typeof presences)[number]['id'];

/** Attended in the sense of measures.md 2.7. */
export const attendedPresences: readonly PresenceId[] = ['present', 'observing'];

const meansByWord = indexByWord<(typeof contactMeans)[number]>(contactMeans, (entry) => [entry.id, entry.name]);
const presenceByWord = indexByWord<(typeof presences)[number]>(presences, (entry) => [entry.id, entry.name]);

/** The means of contact that an identifier or its Chinese name means; `null` for any other word. */
export function findContactMeans(word: string): (typeof contactMeans)[number] | null {
  return meansByWord.get(normaliseName(word)) ?? null;
}

/** The presence that an identifier or its Chinese name means; `null` for any other word. */
export function findPresence(word: string): (typeof presences)[number] | null {
  return presenceByWord.get(normaliseName(word)) ?? null;
}
