import { boot } from './boot.ts';
import { readConfig } from './config.ts';
import { sayDemoAccounts } from './demo/index.ts';
import { failed } from './failures.ts';
import { untilStopped } from './until-stopped.ts';

/** `npm start`: the demo city. Production is `xieli serve`. */
const say = (zh: string, en: string) => process.stdout.write(`${zh}\n${en}\n`);

try {
  const running = await boot(readConfig('demo'), { progress: say });
  sayDemoAccounts(running.address, say);
  await untilStopped(running, say);
} catch (error) {
  process.exitCode = failed(error);
}
