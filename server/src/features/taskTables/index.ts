export { exportTasks, importTasks, type TaskImportResult } from './commands.ts';
export { taskTablesRoutes } from './routes.ts';
export type { TablePreview } from './shapes.ts';
