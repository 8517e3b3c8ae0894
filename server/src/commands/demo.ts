import { boot } from '../boot.ts';
import { readConfig } from '../config.ts';
import { sayDemoAccounts } from '../demo/index.ts';
import { untilStopped } from '../until-stopped.ts';
import { type Command, readWords } from './usage.ts';

/** `xieli demo`, and `npm start` of a clone: the fictional city with its accounts. Production is `xieli serve`. */
export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo',
  about: {
    zh: '以虚构的演示城市运行，供试用和培训',
    en: 'Runs with a fictional city, to try and to train with',
  },
  async run(words) {
    readWords(words, {});
    const say = (zh: string, en: string) => process.stdout.write(`${zh}\n${en}\n`);
    const running = await boot(readConfig('demo'), { progress: say });
    sayDemoAccounts(running.address, say);
    await untilStopped(running, say);
    return 0;
  },
};
