export { verifyCommand } from './command.ts';
export { auditRoutes } from './routes.ts';
