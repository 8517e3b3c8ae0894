import { type Speaker, useText } from '../../app/locale/text.ts';
import type { IconName } from '../../ui/Icon.tsx';
import type { Tone } from '../../ui/StateBadge.tsx';
import { Timeline, type TimelineEntry } from '../../ui/Timeline.tsx';
import { tasksText } from './locale.ts';
import styles from './tasks.module.css';
import type { ActKind, Task } from './words.ts';

type Words = Speaker<(typeof tasksText)['zh-CN']>;

/** How each act is drawn on the timeline. */
const signOfAct: Record<ActKind, { icon: IconName; tone: Tone }> = {
  draft: { icon: 'file', tone: 'neutral' },
  dispatch: { icon: 'directive', tone: 'waiting' },
  acknowledge: { icon: 'check', tone: 'active' },
  progress: { icon: 'active', tone: 'active' },
  submit: { icon: 'upload', tone: 'check' },
  return: { icon: 'returned', tone: 'late' },
  close: { icon: 'done', tone: 'done' },
  withdraw: { icon: 'stopped', tone: 'stopped' },
  amend: { icon: 'swap', tone: 'neutral' },
  reassign: { icon: 'swap', tone: 'waiting' },
  askExtension: { icon: 'clock', tone: 'waiting' },
  grantExtension: { icon: 'clock', tone: 'done' },
  refuseExtension: { icon: 'clock', tone: 'stopped' },
  giveGuidance: { icon: 'person', tone: 'active' },
  escalate: { icon: 'up', tone: 'late' },
  linkEvidence: { icon: 'evidence', tone: 'neutral' },
  withdrawEvidence: { icon: 'evidence', tone: 'stopped' },
  note: { icon: 'feedback', tone: 'neutral' },
  keep: { icon: 'check', tone: 'neutral' },
};

/** Everything that was done to a task, the newest first. */
export default function TaskHistory({ task }: { task: Task }) {
  const t = useText(tasksText);
  return <Timeline entries={entriesOf(task, t)} />;
}

function entriesOf(task: Task, t: Words): TimelineEntry[] {
  return [...task.timeline].reverse().map((act) => ({
    id: act.id,
    title: act.title,
    ...signOfAct[act.kind],
    who: whoOf(act, t),
    occurredOn: act.occurredOn,
    recordedAt: act.recordedAt,
    onBehalf: act.onBehalfSource === null ? null : { by: act.by, source: act.onBehalfSource },
    body: act.implied ? t('implied') : act.text === '' ? undefined : <p className={styles.itemText}>{act.text}</p>,
  }));
}

/** Who enters on behalf is not of the organisation whose act it is; the two names must not read as if he were. */
function whoOf({ organisation, by, onBehalfSource }: Task['timeline'][number], t: Words): string {
  if (organisation === null) return by;
  return onBehalfSource === null ? `${organisation} ${by}` : t('enteredFor', { organisation, by });
}
