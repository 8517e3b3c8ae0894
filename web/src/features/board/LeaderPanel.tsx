import { Link } from '@tanstack/react-router';
import { useText } from '../../app/locale/text.ts';
import { useRead } from '../../app/queries.ts';
import { Section } from '../../ui/Page.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { Answered } from '../../ui/Waiting.tsx';
import { Headline } from './Headline.tsx';
import { boardText } from './locale.ts';
import { TaskLines } from './TaskLines.tsx';

/** A leader's first page: how everything stands, and what needs a word. */
export default function LeaderPanel() {
  const t = useText(boardText);
  const read = useRead('GET /api/board', { query: {} }, { live: ['tasks', 'task_acts', 'directives'] });
  const needed = read.data?.needsMe ?? [];
  return (
    <>
      <Section title={t('panel.title')} aside={<Link to="/board">{t('panel.open')}</Link>}>
        <Answered read={read}>{(board) => <Headline board={board} instruct={null} />}</Answered>
      </Section>
      {needed.length === 0 ? null : (
        <div id="needs-me">
          <Section title={t('answer.needsMe')}>
            <TaskLines
              tasks={needed}
              mark={(task) => <StateBadge tone="late" icon="up" word={t(`needs.${task.why}`)} />}
            />
          </Section>
        </div>
      )}
    </>
  );
}
