export type { OutgoingMessage } from './channel.ts';
export { deliverJob } from './jobs.ts';
export { notifyRoutes } from './routes.ts';
export {
  allChannels,
  deliverySettings,
  type LastWritten,
  lastWritten,
  type NewDelivery,
  queueDeliveries,
} from './store.ts';
export type { EventSource } from './webhooks.ts';
