import { useText } from '../../app/locale/text.ts';
import { rowsOf, useList } from '../../app/queries.ts';
import { Section } from '../../ui/Page.tsx';
import { InstructionLines } from './Instructions.tsx';
import { boardText } from './locale.ts';

/** The clerk's queue: instructions of which no task was made yet (spine.md 3.8). */
export default function WaitingInstructions() {
  const t = useText(boardText);
  const list = useList('GET /api/instructions', { query: { waiting: 'true' } }, { live: ['directives', 'tasks'] });
  const rows = rowsOf(list.data);
  if (rows.length === 0) return null;
  return (
    <Section title={t('instructions.waitingTitle')}>
      <InstructionLines rows={rows} />
    </Section>
  );
}
