export { remindJob } from './jobs.ts';
export { remindersRoutes } from './routes.ts';
