import { demoCommand } from './commands/demo.ts';
import { failed } from './failures.ts';

/** `npm start`: the demo city. Production is `xieli serve`. */
try {
  process.exitCode = await demoCommand.run([]);
} catch (error) {
  process.exitCode = failed(error);
}
