import { useRead } from '../../../app/queries.ts';
import EditDrawer, { type EditDrawerProps } from './EditDrawer.tsx';
import type { Span } from './marks.ts';
import type { Content, Review } from './model.ts';

interface AddDrawerProps extends Pick<EditDrawerProps, 'names' | 'onSave' | 'onClose' | 'problem' | 'sending'> {
  review: Review;
  span: Span;
}

/** A requirement from selected words, filled with what the reader finds in their sentence. */
export default function AddDrawer({ review, span, names, ...rest }: AddDrawerProps) {
  const { start, end } = span;
  const directiveId = review.directive.id;
  const { data, isLoading } = useRead('GET /api/directives/:directiveId/passage', {
    params: { directiveId },
    query: { start, end },
  });
  // Without an answer the form opens all the same: a person can fill it.
  if (isLoading) return null;
  const passage = review.text.slice(start, end);
  return (
    <EditDrawer
      {...rest}
      purpose="add"
      draftId={`${directiveId} ${start} ${end}`}
      content={data?.content ?? contentFrom(passage, review)}
      passage={passage}
      names={new Map([...names, ...(data?.organisations ?? []).map((one) => [one.id, one.name] as const)])}
    />
  );
}

/** Content of a requirement that a person adds from a passage of the text. */
function contentFrom(passage: string, review: Review): Content {
  const { audience } = review.directive;
  return {
    action: passage.trim().replace(/\s+/g, ' ').slice(0, 1000),
    standard: '',
    act: 'directive',
    hardness: 'semi',
    owners: [
      { text: audience.text, role: 'lead', organisationIds: audience.organisationIds, query: null, audience: true },
    ],
    deadline: null,
    recurrence: null,
    quantities: [],
    supervisionMode: null,
    supervisionObject: null,
    references: [],
    evidenceExpected: '',
    evidenceDemand: null,
  };
}
