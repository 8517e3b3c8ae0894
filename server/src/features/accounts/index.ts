export { accountsContract } from './contract.ts';
export { accountRoutes } from './routes.ts';
