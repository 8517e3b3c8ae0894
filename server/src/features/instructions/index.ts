export { instructionsRoutes } from './routes.ts';
