export { verifyCommand } from './command.ts';
export { auditContract } from './contract.ts';
export { auditRoutes } from './routes.ts';
