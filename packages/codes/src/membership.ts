import { indexByWord, normaliseName } from './normalise.ts';

export interface MembershipCode {
  id: string;
  name: string;
  english: string;
}

/** 政协职务 of the roster; 机关干部 is office staff who is no member (measures.md 2.2). */
export const memberTitles = [
  { id: 'chair', name: '主席', english: 'Chair' },
  { id: 'viceChair', name: '副主席', english: 'Vice-chair' },
  { id: 'secretaryGeneral', name: '秘书长', english: 'Secretary-general' },
  { id: 'deputySecretaryGeneral', name: '副秘书长', english: 'Deputy secretary-general' },
  { id: 'standingMember', name: '常委', english: 'Standing member' },
  { id: 'member', name: '委员', english: 'Member' },
  { id: 'officeStaff', name: '机关干部', english: 'Office staff' },
] as const satisfies readonly MembershipCode[];

/** 状态 of the roster (measures.md 2.2). */
export const membershipStatuses = [
  { id: 'serving', name: '在任', english: 'Serving' },
  { id: 'suspended', name: '暂停', english: 'Suspended' },
  { id: 'resigned', name: '辞职', english: 'Resigned' },
  { id: 'removed', name: '撤销', english: 'Removed' },
  { id: 'deceased', name: '去世', english: 'Deceased' },
  { id: 'termEnded', name: '届满', english: 'Term ended' },
  { id: 'transferred', name: '调出', english: 'Transferred' },
] as const satisfies readonly MembershipCode[];

export type MemberTitleId = (typeof memberTitles)[number]['id'];
export type MembershipStatusId = (typeof membershipStatuses)[number]['id'];

const titleByWord = indexByWord<(typeof memberTitles)[number]>(memberTitles, (entry) => [entry.id, entry.name]);
const statusByWord = indexByWord<(typeof membershipStatuses)[number]>(membershipStatuses, (entry) => [
  entry.id,
  entry.name,
]);

/** The title that a roster cell names; an empty cell is 委员; `null` for any other word. */
export function findMemberTitle(word: string): (typeof memberTitles)[number] | null {
  const key = normaliseName(word);
  return titleByWord.get(key === '' ? '委员' : key) ?? null;
}

/** The status that a roster cell names; `null` for any other word, the empty one included. */
export function findMembershipStatus(word: string): (typeof membershipStatuses)[number] | null {
  return statusByWord.get(normaliseName(word)) ?? null;
}
