export { type ImportLine, type ImportResult, importFile } from './importing.ts';
