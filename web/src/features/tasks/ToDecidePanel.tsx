import { useText } from '../../app/locale/text.ts';
import { rowsOf, useList } from '../../app/queries.ts';
import { Section } from '../../ui/Page.tsx';
import { panelText } from './panelLocale.ts';
import { TaskLines } from './TaskLines.tsx';

/** Extensions that wait for the clerk, and what is late; nothing is shown while there is neither. */
export default function ToDecidePanel() {
  const t = useText(panelText);
  const extensions = useList('GET /api/tasks', { query: { extensionPending: 'true', limit: 20 } });
  const late = useList('GET /api/tasks', { query: { late: 'true', limit: 10 } });
  const parts = [
    { title: t('extensionsToDecide'), rows: rowsOf(extensions.data) },
    { title: t('lateTasks'), rows: rowsOf(late.data) },
  ];
  return parts
    .filter((part) => part.rows.length > 0)
    .map((part) => (
      <Section key={part.title} title={part.title}>
        <TaskLines rows={part.rows} empty="" />
      </Section>
    ));
}
