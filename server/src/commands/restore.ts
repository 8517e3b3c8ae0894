import path from 'node:path';
import { checkBackup } from '../backup/check.ts';
import type { Backup } from '../backup/manifest.ts';
import { type Restored, refuseOtherSchema, restoreBackup } from '../backup/restore.ts';
import { readConfig } from '../config.ts';
import { judgeChain } from '../doctor/examine.ts';
import { messages, speak } from '../platform/locale/messages.ts';
import { asData, tellLost } from './backup.ts';
import { checkChains } from './chains.ts';
import { interruptible } from './interruptible.ts';
import { type Command, languageOfShell, readWords, UsageError } from './usage.ts';

const say = messages('command.restore', {
  whole: {
    zh: '备份完好：{takenAt} 由 {program} 制作，{tables} 张表 {rows} 行，{files} 个证据材料文件，数据结构 {migration}',
    en: 'The backup is whole: made {takenAt} by {program}; {tables} tables with {rows} rows, {files} evidence files, schema {migration}',
  },
  restored: {
    zh: '恢复完成，写入的内容已逐表核对：{tables} 张表 {rows} 行，{files} 个证据材料文件',
    en: 'Restored, and compared table by table: {tables} tables with {rows} rows, {files} evidence files',
  },
  left: {
    zh: '备份中未结束的 {sessions} 个登录（含已绑定的手机）和 {invitations} 个邀请已全部结束，因为备份之后撤销的也会随备份恢复：各人须重新登录，手机须重新绑定',
    en: 'All {sessions} sessions (bound phones among them) and {invitations} invitations that were open in the backup are ended, because those revoked since would be open again: everybody signs in anew, and phones are bound anew',
  },
});

/** `xieli restore`: fills an empty place with a backup. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FILE [--check] [--without-keys] [--json]',
  about: {
    zh: '把备份恢复到空的数据目录或空的数据库，并逐表核对、校验审计链；--check 只检查备份是否完好',
    en: 'Restores a backup into an empty data directory or database, compares every table and verifies the audit; --check only looks whether the backup is whole',
  },
  async run(words) {
    const { values, positionals } = readWords(words, {
      check: { type: 'boolean' },
      'without-keys': { type: 'boolean' },
      json: { type: 'boolean' },
    });
    const [named, more] = positionals;
    if (named === undefined || more !== undefined) throw new UsageError('restore FILE');
    const file = path.resolve(named);
    if (values.check) {
      const backup = await interruptible((options) => checkBackup(file, options));
      refuseOtherSchema(backup.head);
      tell(say.whole, backup, values.json);
      return backup.manifest.lost.length === 0 ? 0 : 1;
    }
    const config = readConfig('production', { ...process.env, XIELI_DEMO_DATE: undefined });
    const withoutKeys = values['without-keys'] ?? false;
    const backup = await interruptible((options) => restoreBackup(config, file, { ...options, withoutKeys }));
    tell(say.restored, backup, values.json, backup.left);
    const sound = await verifyCities();
    return sound && backup.manifest.lost.length === 0 ? 0 : 1;
  },
};

function tell(saying: typeof say.whole, backup: Backup, json: boolean | undefined, left?: Restored['left']): void {
  const { head, manifest } = backup;
  const slots = {
    program: head.program,
    takenAt: head.takenAt,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.count,
    migration: head.migrations.at(-1)?.name ?? '',
  };
  const sentences = [saying(slots), ...(left ? [say.left({ ...left })] : [])];
  const words = sentences.map((said) => speak(said, languageOfShell())).join('\n');
  process.stdout.write(`${json ? JSON.stringify({ ...asData(backup), ...(left ? { ended: left } : {}) }) : words}\n`);
  tellLost(manifest);
}

/** Verifies each city's audit on the restored and upgraded data. @returns whether everything agrees */
async function verifyCities(): Promise<boolean> {
  const findings = (await checkChains('restore')).map(judgeChain);
  for (const { says } of findings) process.stderr.write(`${speak(says, languageOfShell())}\n`);
  return findings.every(({ verdict }) => verdict === 'well');
}
