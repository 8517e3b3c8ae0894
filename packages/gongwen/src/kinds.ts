/** How the first page begins: 文件格式, 信函格式, 纪要格式, 命令（令）格式. */
export type PaperFormat = 'document' | 'letter' | 'minutes' | 'order';

/** Where a document of the kind goes: up, down, to an equal, to the public; several where the kind serves several. */
export type PaperDirection = 'upward' | 'downward' | 'level' | 'public';

export interface PaperKind {
  id: string;
  name: string;
  format: PaperFormat;
  directions: readonly PaperDirection[];
  /** Whether it names main recipients: always, never, or as the case may be. */
  recipients: 'always' | 'never' | 'perhaps';
  english: string;
}

/** The fifteen kinds of the rules for official documents of Party and state organs (domain.md C1). */
export const paperKinds = [
  kind('resolution', '决议', 'document', ['downward', 'public'], 'never', 'Resolution'),
  kind('decision', '决定', 'document', ['downward'], 'perhaps', 'Decision'),
  kind('order', '命令（令）', 'order', ['downward', 'public'], 'never', 'Order'),
  kind('communique', '公报', 'document', ['public'], 'never', 'Communiqué'),
  kind('announcement', '公告', 'document', ['public'], 'never', 'Announcement'),
  kind('publicNotice', '通告', 'document', ['public'], 'never', 'Public notice'),
  kind('opinions', '意见', 'document', ['upward', 'downward', 'level'], 'perhaps', 'Opinions'),
  kind('notice', '通知', 'document', ['downward'], 'always', 'Notice'),
  kind('circular', '通报', 'document', ['downward'], 'perhaps', 'Circular'),
  kind('report', '报告', 'document', ['upward'], 'always', 'Report'),
  kind('request', '请示', 'document', ['upward'], 'always', 'Request for instructions'),
  kind('reply', '批复', 'document', ['downward'], 'always', 'Official reply'),
  kind('bill', '议案', 'document', ['level'], 'always', 'Bill'),
  kind('letter', '函', 'letter', ['level'], 'always', 'Letter'),
  kind('minutes', '纪要', 'minutes', ['downward', 'level'], 'never', 'Minutes'),
] as const satisfies readonly PaperKind[];

export type PaperKindId = (typeof paperKinds)[number]['id'];

const byId = new Map<string, PaperKind>(paperKinds.map((entry) => [entry.id, entry]));

/** The entry of a kind. Throws on an unknown id, which the types exclude. */
export function paperKind(id: PaperKindId): PaperKind {
  const found = byId.get(id);
  if (!found) throw new RangeError(`no such kind of official document: ${id}`);
  return found;
}

/** Whether a document of this kind goes up unless it is said otherwise. */
export function goesUpward(id: PaperKindId): boolean {
  return paperKind(id).directions.every((direction) => direction === 'upward');
}

function kind<Id extends string>(
  id: Id,
  name: string,
  format: PaperFormat,
  directions: readonly PaperDirection[],
  recipients: PaperKind['recipients'],
  english: string,
): PaperKind & { id: Id } {
  return { id, name, format, directions, recipients, english };
}
