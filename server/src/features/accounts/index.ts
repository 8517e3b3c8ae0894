export { changeAccount, issuePassword, keepOne } from './changing.ts';
export { accountRoutes } from './routes.ts';
export {
  accountsOfHolder,
  findAccount,
  findAccountNamed,
  holdPerson,
  nameHolds,
  noteReopening,
  type StoredAccount,
} from './store.ts';
