export {
  boardFigures,
  TaskScope,
  tasksClosed,
  tasksDispatched,
  tasksDueSoon,
  tasksOnTime,
  tasksToVerify,
  tasksUnsubmitted,
} from './figures.ts';
export { boardRoutes } from './routes.ts';
