export { branchesOfSeats, endsOfRelations } from './grouping.ts';
export { type ImportLine, type ImportResult, importFile } from './importing.ts';
export { intervalOf } from './known.ts';
