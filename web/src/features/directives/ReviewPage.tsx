import { useParams } from '@tanstack/react-router';
import { useRead } from '../../app/queries.ts';
import { Answered } from '../../ui/Waiting.tsx';
import { Workbench } from './review/Workbench.tsx';

/** One question: is each requirement that was found in this document right, and what is to become of it? */
export default function ReviewPage() {
  const { directiveId } = useParams({ strict: false }) as { directiveId: string };
  const read = useRead(
    'GET /api/directives/:directiveId/review',
    { params: { directiveId } },
    // Decisions come one by one (Company.tsx); read anew is only what changes the whole.
    { live: ['directives', 'directive_versions'] },
  );
  return (
    <Answered read={read} lines={12}>
      {(review) => <Workbench key={directiveId} review={review} />}
    </Answered>
  );
}
