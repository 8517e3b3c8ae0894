export { instructionsContract } from './contract.ts';
export { instructionsRoutes } from './routes.ts';
