export { boardFigures } from './figures.ts';
export { boardRoutes } from './routes.ts';
