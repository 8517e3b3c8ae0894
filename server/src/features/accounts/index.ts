export { changeAccount, keepOne } from './changing.ts';
export { accountRoutes } from './routes.ts';
export { findAccount, nameHolds, type StoredAccount } from './store.ts';
