export { exportTasks, importTasks, type TaskImportResult } from './commands.ts';
export { readDay } from './due.ts';
export { taskTablesRoutes } from './routes.ts';
export type { TablePreview } from './shapes.ts';
export { nameFile } from './store.ts';
