export {
  boardFigures,
  TaskScope,
  tasksClosed,
  tasksDispatched,
  tasksDueSoon,
  tasksLate,
  tasksOnTime,
  tasksToVerify,
} from './figures.ts';
export { boardRoutes } from './routes.ts';
