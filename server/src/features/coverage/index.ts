export { coverageOf } from './commands.ts';
