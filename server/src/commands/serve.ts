import { boot } from '../boot.ts';
import { readConfig } from '../config.ts';
import { ensureFirstRun } from '../first-run.ts';
import { untilStopped } from '../until-stopped.ts';
import { type Command, readWords } from './usage.ts';

/** `xieli serve`: production, without demo and without default accounts. */
export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve [--first-run FILE]',
  about: {
    zh: '正式运行。首次运行按提示（或按 FILE）建立城市和三名管理员',
    en: 'Runs in production. The first run makes the city and its three administrators, asking or from FILE',
  },
  async run(words) {
    const { values } = readWords(words, { 'first-run': { type: 'string' } });
    const config = readConfig('production');
    const say = (zh: string, en: string) => process.stdout.write(`${zh}\n${en}\n`);
    await ensureFirstRun(config, values['first-run'], say);
    const running = await boot(config, { progress: say });
    say(`协力已启动：${running.address}`, `Xieli is running: ${running.address}`);
    await untilStopped(running, say);
    return 0;
  },
};
