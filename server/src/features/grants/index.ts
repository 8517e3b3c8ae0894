export { giveAdministrator } from './administrator.ts';
export { grantRoutes } from './routes.ts';
