import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { rowsOf, useList } from '../../app/queries.ts';
import { Section } from '../../ui/Page.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { panelText } from './panelLocale.ts';
import { TaskLines } from './TaskLines.tsx';

/** What waits for a verifier, nearest due day first. */
export default function ToVerifyPanel() {
  const t = useText(panelText);
  const list = useList('GET /api/tasks', { query: { state: 'submitted', limit: 20 } });
  return (
    <Section title={t('toVerify')} aside={<Link to="/tasks?state=submitted">{t('panelAll')}</Link>}>
      <Answered read={list}>{() => <TaskLines rows={rowsOf(list.data)} empty={t('toVerifyNone')} />}</Answered>
    </Section>
  );
}
