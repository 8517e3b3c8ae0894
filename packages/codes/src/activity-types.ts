import { indexByWord, normaliseName } from './normalise.ts';

export interface ActivityType {
  /** Identifier of domain.md H. */
  id: string;
  name: string;
  english: string;
}

/** 类型 of an activity, in the order of measures.md 2.6. */
export const activityTypes = [
  { id: 'branchAssembly', name: '党员大会', english: 'Branch assembly' },
  { id: 'branchCommitteeMeeting', name: '支委会', english: 'Branch committee meeting' },
  { id: 'cellMeeting', name: '党小组会', english: 'Cell meeting' },
  { id: 'partyLecture', name: '党课', english: 'Party lecture' },
  { id: 'themePartyDay', name: '主题党日', english: 'Theme Party day' },
  { id: 'orgLifeMeeting', name: '组织生活会', english: 'Organisation-life meeting' },
  { id: 'democraticAppraisal', name: '民主评议党员', english: 'Democratic appraisal of members' },
  { id: 'democraticLifeMeeting', name: '民主生活会', english: 'Democratic-life meeting' },
  { id: 'partyGroupMeeting', name: '党组会议', english: 'Party group meeting' },
  { id: 'studySession', name: '理论学习', english: 'Study session' },
  { id: 'featuredActivity', name: '特色活动', english: 'Featured activity' },
  { id: 'dutyActivity', name: '履职活动', english: 'Duty activity' },
  { id: 'other', name: '其他', english: 'Other' },
] as const satisfies readonly ActivityType[];

export type ActivityTypeId = (typeof activityTypes)[number]['id'];

const byWord = indexByWord<(typeof activityTypes)[number]>(activityTypes, (type) => [type.id, type.name]);

/** The type that an identifier or its Chinese name means; `null` for any other word. */
export function findActivityType(word: string): (typeof activityTypes)[number] | null {
  return byWord.get(normaliseName(word)) ?? null;
}
