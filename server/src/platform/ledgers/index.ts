export { ledgersContract } from './contract.ts';
export { ledgersRoutes } from './routes.ts';
