import { readConfig } from '../config.ts';
import { openGround } from '../ground.ts';
import { type Command, readWords } from './usage.ts';

/** `xieli migrate`: brings the database to the schema of this program, and does nothing else. */
export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  about: { zh: '把数据库升级到本程序的结构', en: 'Brings the database to the schema of this program' },
  async run(words) {
    readWords(words, {});
    const ground = await openGround(readConfig('production', { ...process.env, XIELI_DEMO_DATE: undefined }), {
      command: 'migrate',
      mode: null,
      share: true,
    });
    await ground.close();
    process.stdout.write('数据库结构已是最新 / the schema is up to date\n');
    return 0;
  },
};
