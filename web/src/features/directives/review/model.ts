import type { Answer, CallInput } from '../../../app/api.ts';

export type Review = Answer<'GET /api/directives/:directiveId/review'>;
export type Requirement = Review['requirements'][number] & {
  /** Owners were chosen that are saved with the last one. */
  picked?: boolean;
};
export type Changes = Answer<'POST /api/directives/:directiveId/undo'>;
export type Step = NonNullable<Changes['line']['undo']>;
export type Clause = Review['clauses'][number];
export type Content = Requirement['content'];
export type Owner = Content['owners'][number];
export type Decision = CallInput<'POST /api/requirements/:requirementId/decide'>['body']['decision'];
export type DecisionKind = Decision['kind'];
/** Decisions that ask for a reason. */
export type Reasoned = 'reject' | 'defer' | 'nothingToDo';

/** May the caller do this with the document? Answered by the server with the record. */
export function may(review: Review, action: string): boolean {
  return review.directive.can.some((one) => one.action === action && one.allowed);
}
