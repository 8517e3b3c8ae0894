import { indexByWord, normaliseName } from './normalise.ts';

export interface RelationKind {
  id: string;
  name: string;
  english: string;
  /** Whether the permission scope *guided* follows this relation (spine.md 2.3). */
  carriesGuidedScope: boolean;
}

/** Typed relations between organisations, from the first to the second (domain.md B1). */
export const relationKinds = [
  { id: 'leads', name: '领导', english: 'leads', carriesGuidedScope: true },
  { id: 'guides', name: '指导', english: 'guides', carriesGuidedScope: true },
  { id: 'guidesAndUrges', name: '指导督促', english: 'guides and urges', carriesGuidedScope: true },
  { id: 'approves', name: '批准设立', english: 'approves', carriesGuidedScope: false },
  { id: 'attachedTo', name: '依托', english: 'is attached to', carriesGuidedScope: false },
  { id: 'contacts', name: '联系', english: 'contacts', carriesGuidedScope: false },
  { id: 'coordinates', name: '协同', english: 'coordinates with', carriesGuidedScope: false },
  { id: 'participates', name: '参加', english: 'participates in', carriesGuidedScope: false },
] as const satisfies readonly RelationKind[];

export type RelationKindId = (typeof relationKinds)[number]['id'];

const byWord = indexByWord<(typeof relationKinds)[number]>(relationKinds, (kind) => [kind.id, kind.name]);

/** The relation that an identifier or its Chinese name means; `null` for any other word. */
export function findRelationKind(word: string): (typeof relationKinds)[number] | null {
  return byWord.get(normaliseName(word)) ?? null;
}
