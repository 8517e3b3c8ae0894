import { useFieldWords } from '../../app/locale/field.ts';
import { useText } from '../../app/locale/text.ts';
import type { IconName } from '../../ui/Icon.tsx';
import type { Tone } from '../../ui/StateBadge.tsx';
import type { TimelineEntry } from '../../ui/Timeline.tsx';
import type { Organisation } from './ChangeDialogs.tsx';
import { organisationsText } from './locale.ts';

type Act = Organisation['timeline'][number];

const signs: Record<Act['kind'], { icon: IconName; tone: Tone }> = {
  imported: { icon: 'download', tone: 'neutral' },
  founded: { icon: 'organisation', tone: 'done' },
  renamed: { icon: 'swap', tone: 'active' },
  dissolved: { icon: 'stopped', tone: 'stopped' },
  related: { icon: 'swap', tone: 'neutral' },
  appointed: { icon: 'person', tone: 'active' },
};

/** The acts upon an organisation as the shared timeline shows them. */
export function useTimelineEntries(acts: readonly Act[]): TimelineEntry[] {
  const t = useText(organisationsText);
  const words = useFieldWords();
  return acts.map((act) => {
    const lines = [
      act.kind === 'renamed' ? t('act.renamedText', { former: act.former ?? '', name: act.name ?? '' }) : null,
      act.post === null ? null : words('post', act.post),
      act.document ? t('act.document', { document: act.document }) : null,
      act.reason ? t('act.reason', { reason: act.reason }) : null,
      act.successor === null ? null : t('act.successor', { name: act.successor.name }),
    ].filter((line) => line !== null);
    return {
      id: act.id,
      title: t(act.change === 'ended' ? 'act.ended' : `act.${act.kind}`),
      ...signs[act.kind],
      who: act.by === '' ? t('system') : act.by,
      occurredOn: act.occurredOn,
      recordedAt: act.recordedAt,
      body: lines.length === 0 ? undefined : lines.map((line) => <p key={line}>{line}</p>),
    };
  });
}
