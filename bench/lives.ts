import type { Random } from '../server/src/demo/random.ts';
import type { ActKind, Terms } from '../server/src/features/tasks/acts.ts';
import type { UnsavedAct } from '../server/src/features/tasks/store.ts';
import { addDays } from '../server/src/platform/clock/days.ts';

/** What happened to a task after its dispatch; about five acts each, as a task has after a quarter. */
const courses: readonly { share: number; acts: readonly ActKind[] }[] = [
  { share: 0.45, acts: ['acknowledge', 'progress', 'progress', 'progress'] },
  { share: 0.28, acts: ['acknowledge', 'progress', 'submit', 'close'] },
  { share: 0.1, acts: ['acknowledge', 'progress', 'progress', 'submit'] },
  { share: 0.07, acts: ['acknowledge', 'progress', 'submit', 'return'] },
  { share: 0.05, acts: ['acknowledge'] },
  { share: 0.05, acts: [] },
];

const words = [
  '已开展走访，逐户登记诉求并分类转办',
  '召开专题会议研究，明确分工和完成时间',
  '完成第一批台账核对，正在补齐缺项',
  '组织联合督查两次，现场交办问题七件',
];

/** Who acts on a task and what it says. */
export interface TaskSetting {
  terms: Terms;
  dispatchId: string;
  quote: string;
  dispatchedOn: string;
  account: { id: string; name: string };
  newId(): string;
}

/** The acts of one task's life, in the shapes that the product's own fold reads. */
export function liveOneTask(setting: TaskSetting, random: Random): UnsavedAct[] {
  const kinds: ActKind[] = ['dispatch', ...drawCourse(random)];
  let day = setting.dispatchedOn;
  return kinds.map((kind, index) => {
    if (index > 0) day = addDays(day, 3 + random.below(9));
    return {
      id: setting.newId(),
      seq: index + 1,
      kind,
      accountId: setting.account.id,
      organisationId: setting.terms.leadOrganisationId,
      onBehalfSource: null,
      impliedBy: null,
      occurredOn: day,
      recordedAt: `${day}T02:${String(random.below(60)).padStart(2, '0')}:00.000Z`,
      payload: payloadOf(kind, setting, random),
    } as UnsavedAct;
  });
}

function drawCourse(random: Random): readonly ActKind[] {
  let point = random.next();
  for (const { share, acts } of courses) {
    if (point < share) return acts;
    point -= share;
  }
  return [];
}

function payloadOf(kind: ActKind, { terms, dispatchId, quote }: TaskSetting, random: Random): object {
  if (kind === 'dispatch') return { terms, dispatchId, quote };
  if (kind === 'progress' || kind === 'submit') return { text: random.pick(words) };
  if (kind === 'return') return { reason: '缺少走访记录，请补齐后再报' };
  if (kind !== 'close') return {};
  return {
    guidance: { notNeeded: '工作基础好' },
    standardMet: '材料齐全，达到标准',
    values: [],
    finding: '抽查三处，与上报一致',
    evidenceIds: [],
  };
}
