export { exportTasks, importTasks, type TaskImportResult } from './commands.ts';
export { taskTablesContract } from './contract.ts';
export { previewTable } from './importing.ts';
export { keepBytes } from './reading.ts';
export { taskTablesRoutes } from './routes.ts';
export type { TablePreview } from './shapes.ts';
