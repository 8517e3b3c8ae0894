export { boardContract } from './contract.ts';
export { boardFigures } from './figures.ts';
export { boardFactKinds, boardRoutes } from './routes.ts';
