export { policyFactKinds, policyFigures } from './figures.ts';
export { policiesRoutes } from './routes.ts';
