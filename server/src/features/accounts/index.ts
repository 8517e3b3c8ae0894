export { changeAccount, keepOne } from './changing.ts';
export { accountRoutes } from './routes.ts';
export { accountsOfHolder, findAccount, holdPerson, nameHolds, type StoredAccount } from './store.ts';
