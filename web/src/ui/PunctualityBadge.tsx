import { useText } from '../app/locale/text.ts';
import type { ItemOf } from '../app/queries.ts';
import { punctualityText } from './punctualityLocale.ts';
import { StateBadge, type Tone } from './StateBadge.tsx';

type Punctuality = NonNullable<ItemOf<'GET /api/tasks'>['punctuality']>;

/** Green is for what is closed out: what waits for its verification is not done yet, and may be late beside it. */
const toneOf: Record<Punctuality, Tone> = {
  submittedInTime: 'neutral',
  submittedLate: 'neutral',
  doneInTime: 'done',
  doneLate: 'late',
};

/** Whether the work came by its day, in the same words on every page; nothing while that is not known. */
export function PunctualityBadge({ punctuality }: { punctuality: Punctuality | null }) {
  const t = useText(punctualityText);
  if (punctuality === null) return null;
  return <StateBadge tone={toneOf[punctuality]} icon="clock" word={t(punctuality)} />;
}
