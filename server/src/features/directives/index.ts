export { clauseLabel } from './clause-label.ts';
export {
  type ConfirmedDirective,
  type ConfirmedRequirement,
  confirmedDirective,
  directiveHeads,
  latestRevisions,
  requirementsOfVersion,
} from './confirmed.ts';
export { type Owner, RequirementContent } from './content.ts';
export { directiveFigures, requirementFactKind } from './figures.ts';
export { type DocumentInForce, documentInForce, type LeafClause } from './in-force.ts';
export { readingRefusal } from './reading-refusals.ts';
export {
  type Instruction,
  type RecordedRequirement,
  recordInstruction,
  recordTaskTable,
  type TaskTable,
  type TaskTableRow,
} from './recording.ts';
export { directivesRoutes } from './routes.ts';
export { confidenceOf, sameOwners } from './rules.ts';
export { concernedBy } from './store.ts';
export { wholeDirective } from './whole.ts';
