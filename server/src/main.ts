import { boot } from './boot.ts';
import { readConfig } from './config.ts';
import { sayDemoAccounts } from './demo/index.ts';
import { failed } from './failures.ts';

/** `npm start`: the demo city. `xieli serve` runs the same boot in production. */
const mode = process.argv.includes('--demo') ? 'demo' : 'production';

const say = (zh: string, en: string) => process.stdout.write(`${zh}\n${en}\n`);

try {
  const running = await boot(readConfig(mode), { progress: say });
  if (mode === 'demo') sayDemoAccounts(running.address, say);
  else say(`协力已启动：${running.address}`, `Xieli is running: ${running.address}`);
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      say('正在停止，先完成已接受的请求……', 'Stopping; finishing what was accepted …');
      await running.stop();
      process.exit(0);
    });
  }
} catch (error) {
  process.exit(failed(error));
}
