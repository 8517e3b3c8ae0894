import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeBackup } from '../backup/make.ts';
import type { Backup, Manifest } from '../backup/manifest.ts';
import { BackupRefused, say as refusal } from '../backup/said.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../ground.ts';
import { openFileStore } from '../platform/files/store.ts';
import { messages, speak } from '../platform/locale/messages.ts';
import { interruptible } from './interruptible.ts';
import { type Command, languageOfShell, readWords, UsageError } from './usage.ts';

const say = messages('command.backup', {
  made: {
    zh: '备份完成并已逐项核对：{file}，{tables} 张表 {rows} 行，{files} 个证据材料文件，数据结构 {migration}',
    en: 'The backup is made and was read back: {file}; {tables} tables with {rows} rows, {files} evidence files, schema {migration}',
  },
  keysInside: {
    zh: '注意：备份中含有密钥，拿到它的人能读出电话、邮箱等加密内容，请像密钥一样保管',
    en: 'Mind: the backup holds the keys; whoever has it reads phone numbers, mail addresses and whatever else is encrypted. Keep it like a key',
  },
  keysOutside: {
    zh: '注意：备份中不含密钥。请另行保管 {file}；没有它，恢复后电话、邮箱等加密内容读不出来',
    en: 'Mind: the backup holds no keys. Keep {file} in another place; without it, phone numbers, mail addresses and whatever else is encrypted cannot be read after a restore',
  },
  lost: {
    zh: '有 {count} 个证据材料文件在磁盘上缺失或已损坏，备份中没有它们的原件：',
    en: '{count} evidence files are missing or changed on the disk; the backup does not hold their originals:',
  },
});

/** `xieli backup`: the whole installation as one file, beside a running server. */
export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup FILE [--with-keys] [--json]',
  about: {
    zh: '把全部数据和证据材料备份成一个文件（建议名称以 .tar.zst 结尾），可在系统运行时执行；密钥默认不在其中',
    en: 'Backs everything up into one file (best named *.tar.zst), also while the server runs; the keys stay outside by default',
  },
  async run(words) {
    const { values, positionals } = readWords(words, { 'with-keys': { type: 'boolean' }, json: { type: 'boolean' } });
    const [named, more] = positionals;
    if (named === undefined || more !== undefined) throw new UsageError('backup FILE');
    const file = path.resolve(named);
    const config = readConfig('production', { ...process.env, XIELI_DEMO_DATE: undefined });
    if (config.databaseUrl === null && !existsSync(path.join(config.dataDir, 'postgres')))
      throw new BackupRefused(refusal.noData({ folder: config.dataDir }));
    const database = await openDatabase(config, { command: 'backup', share: true });
    try {
      const source = {
        ownerUrl: database.ownerUrl,
        files: openFileStore(path.join(config.dataDir, 'files')),
        secretFile: config.secretFile,
      };
      const withKeys = values['with-keys'] ?? false;
      const made = await interruptible((options) => makeBackup(source, file, { ...options, withKeys }));
      if (values.json) process.stdout.write(`${JSON.stringify({ file, ...asData(made) })}\n`);
      else tell(file, made, withKeys, config.secretFile);
      return made.manifest.lost.length === 0 ? 0 : 1;
    } finally {
      await database.stop();
    }
  },
};

function tell(file: string, { head, manifest }: Backup, withKeys: boolean, secretFile: string): void {
  const language = languageOfShell();
  const slots = {
    file,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.count,
    migration: head.migrations.at(-1)?.name ?? '',
  };
  process.stdout.write(`${speak(say.made(slots), language)}\n`);
  process.stderr.write(`${speak(withKeys ? say.keysInside() : say.keysOutside({ file: secretFile }), language)}\n`);
  tellLost(manifest);
}

/** Names on stderr what evidence the backup does not hold. */
export function tellLost({ lost }: Manifest): void {
  if (lost.length === 0) return;
  process.stderr.write(`${speak(say.lost({ count: lost.length }), languageOfShell())}\n`);
  for (const { tenantId, sha256, why } of lost) process.stderr.write(`  ${tenantId}/${sha256} ${why}\n`);
}

/** What a program wants to know of a backup. */
export function asData({ head, manifest }: Backup) {
  return {
    ...head,
    tables: Object.fromEntries(manifest.tables.map(({ name, rows }) => [name, rows])),
    files: manifest.files,
    lost: manifest.lost,
  };
}
