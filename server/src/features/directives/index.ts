export {
  type ConfirmedDirective,
  type ConfirmedRequirement,
  clausePath,
  confirmedDirective,
  directiveHeads,
  latestRevisions,
  type RequirementPlace,
  requirementPlaces,
} from './confirmed.ts';
export { type Owner, Quantity, RequirementContent } from './content.ts';
export { directivesContract } from './contract.ts';
export { directiveFigures, requirementFactKind } from './figures.ts';
export {
  type Instruction,
  type RecordedRequirement,
  recordInstruction,
  recordTaskTable,
  type TaskTable,
  type TaskTableRow,
} from './recording.ts';
export { directivesRoutes } from './routes.ts';
export { sameMeaning } from './rules.ts';
export { concernedBy } from './store.ts';
