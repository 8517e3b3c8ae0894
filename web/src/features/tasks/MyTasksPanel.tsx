import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { type ItemOf, rowsOf, useAct, useList, useRead } from '../../app/queries.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { Section } from '../../ui/Page.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { panelText } from './panelLocale.ts';
import { TaskLines } from './TaskLines.tsx';
import styles from './tasks.module.css';

type Row = ItemOf<'GET /api/tasks'>;
const mine = { mine: 'true', state: 'dispatched,acknowledged,inProgress,returned' } as const;

/** What an organisation has to do, nearest due day first; a whole dispatch is acknowledged in one tap (spine.md 4.5). */
export default function MyTasksPanel() {
  const t = useText(panelText);
  const list = useList('GET /api/tasks', { query: { ...mine, limit: 20 } });
  const rows = rowsOf(list.data);
  const led = rows.filter((row) => row.part === 'lead' && row.state === 'dispatched');
  const unacknowledged = [...new Set(led.map((row) => row.directiveId))];
  return (
    <Section title={t('panel')} aside={<Link to="/tasks">{t('panelAll')}</Link>}>
      {unacknowledged.map((directiveId) => (
        <Batches key={directiveId} directiveId={directiveId} rows={rows} />
      ))}
      <Answered read={list}>{() => <TaskLines rows={rows} empty={t('panelNone')} />}</Answered>
    </Section>
  );
}

function Batches({ directiveId, rows }: { directiveId: string; rows: readonly Row[] }) {
  const t = useText(panelText);
  const read = useRead('GET /api/directives/:directiveId/dispatches', { params: { directiveId } });
  const act = useAct('POST /api/dispatches/:dispatchId/acknowledge');
  const title = rows.find((row) => row.directiveId === directiveId)?.directiveTitle ?? '';
  const batches = read.data?.items.filter((item) => item.toAcknowledge.length > 1) ?? [];
  return batches.map((batch) => (
    <div key={batch.id} className={styles.callout}>
      <span>{title}</span>
      <ConfirmAction
        label={t('acknowledgeAll', { count: batch.toAcknowledge.length })}
        question={t('acknowledgeTitle')}
        text={t('acknowledgeText', { count: batch.toAcknowledge.length })}
        onConfirm={() => act.sendAndWait({ params: { dispatchId: batch.id }, body: {} })}
      />
    </div>
  ));
}
