export { instructionsAbout } from './listing.ts';
export { instructionsRoutes } from './routes.ts';
