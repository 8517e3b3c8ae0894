import { type Message, messages, speak } from '../platform/locale/messages.ts';

export const say = messages('backup', {
  exists: {
    zh: '{file} 已经存在，不会覆盖；请换一个文件名',
    en: '{file} exists already and is not overwritten; choose another name',
  },
  noData: {
    zh: '{folder} 中没有数据库；请检查 XIELI_DATA_DIR 和 XIELI_DATABASE_URL',
    en: 'There is no database in {folder}; check XIELI_DATA_DIR and XIELI_DATABASE_URL',
  },
  noSchema: {
    zh: '数据库中没有协力的数据，没有可备份的内容',
    en: 'The database holds no data of Xieli; there is nothing to back up',
  },
  noKeys: {
    zh: '没有找到密钥文件 {file}，无法放入备份',
    en: 'The secret file {file} is missing and cannot be put into the backup',
  },
  full: { zh: '磁盘已满：{what}', en: 'The disk is full: {what}' },
  readOnly: { zh: '目标是只读的，不能写入：{what}', en: 'The target is read-only: {what}' },
  denied: { zh: '没有读写权限：{what}', en: 'There is no right to read or write: {what}' },
  noFolder: { zh: '没有这个文件或目录：{what}', en: 'There is no such file or folder: {what}' },
  tooBig: {
    zh: '超过了允许的文件大小：{what}；请换一个磁盘或放宽限制',
    en: 'Beyond the size a file may have here: {what}; use another disk or a higher limit',
  },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  notOurs: { zh: '{file} 不是协力的备份文件', en: '{file} is not a backup of Xieli' },
  cutShort: {
    zh: '备份文件 {file} 不完整（在中途断开），不能使用；请换一份备份',
    en: 'The backup {file} was cut short and cannot be used; take another one',
  },
  damaged: {
    zh: '备份文件 {file} 已损坏（{member} 与清单不符），不能使用；请换一份备份',
    en: 'The backup {file} is damaged ({member} is not what its manifest says) and cannot be used; take another one',
  },
  newer: {
    zh: '备份由更新的程序（{program}）制作，其数据结构 {migration} 本程序不认识；请用同版本或更新的程序恢复',
    en: 'The backup was made by a newer program ({program}), whose schema {migration} this one does not know; restore it with that program or a newer one',
  },
  otherSchema: {
    zh: '备份的数据结构 {migration} 与本程序的不同，不能恢复；请用制作备份的程序（{program}）恢复',
    en: 'The schema {migration} of the backup is not the one of this program; restore it with the program that made it ({program})',
  },
  notEmpty: {
    zh: '{place} 中已有数据（{what}）；恢复只能写入空的位置，请换一个数据目录或空的数据库',
    en: '{place} holds data already ({what}); a restore goes into an empty place only: name another data directory or an empty database',
  },
  otherKeys: {
    zh: '密钥文件 {file} 不是这份备份的；请放入原来的密钥文件，或先把它移走',
    en: 'The secret file {file} does not belong to this backup; put the original one there, or move this one away',
  },
  keysMissing: {
    zh: '备份中没有密钥，{file} 处也没有密钥文件。请把原来的密钥文件放到该处；如果已经丢失，用 --without-keys 恢复：其余内容完整，加密的内容（电话、邮箱、通知渠道的密码、动态验证码的密钥）将永远读不出来',
    en: 'The backup holds no keys and there is no secret file at {file}. Put the original one there; if it is lost, restore with --without-keys: all else is whole, and what was encrypted (phone numbers, mail addresses, passwords of channels, secrets of second factors) can never be read again',
  },
  changed: {
    zh: '写入后核对不符：表 {table}。已经撤回，没有留下数据',
    en: 'What was written is not what the backup holds: table {table}. It was taken back',
  },
  copying: { zh: '正在备份 {tables} 张表……', en: 'Copying {tables} tables …' },
  shelving: { zh: '正在备份证据材料文件……', en: 'Copying evidence files …' },
  reading: { zh: '正在逐项核对 {file}……', en: 'Reading {file} back, member by member …' },
  filling: { zh: '正在写入数据……', en: 'Filling the database …' },
  comparing: { zh: '正在逐表核对写入的数据……', en: 'Comparing what was written, table by table …' },
  upgrading: { zh: '正在升级数据结构并校验审计链……', en: 'Bringing the schema up to date and verifying the audit …' },
  soFar: { zh: '……已处理 {megabytes} MB', en: '… {megabytes} MB so far' },
});

/** A backup or a restore that cannot be done, or stopped; nothing half-written is left under a name that looks whole. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';

  constructor(said: Message, options?: ErrorOptions) {
    super(`${speak(said, 'zh-CN')} / ${speak(said, 'en')}`, options);
  }
}

/** Codes of the system and of PostgreSQL for what a person can mend. */
const causes: Record<string, (slots: { what: string }) => Message> = {
  ENOSPC: say.full,
  EDQUOT: say.full,
  '53100': say.full,
  EFBIG: say.tooBig,
  EROFS: say.readOnly,
  EACCES: say.denied,
  EPERM: say.denied,
  ENOENT: say.noFolder,
  ABORT_ERR: () => say.cancelled(),
};

/**
 * The same error as a sentence where a person can do something about it; any other error unchanged.
 * @param what names the place where the system does not
 */
export function inWords(error: unknown, what: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  const cause = code === undefined ? undefined : causes[code];
  return cause ? new BackupRefused(cause({ what: path ?? what }), { cause: error }) : error;
}

const tellEveryMs = 5000;

/** Tells every few seconds how much has passed by; says nothing about what is done at once. */
export function meter(progress: (said: Message) => void): (bytes: number) => void {
  let passed = 0;
  let told = Date.now();
  return (bytes) => {
    passed += bytes;
    if (Date.now() - told < tellEveryMs) return;
    told = Date.now();
    progress(say.soFar({ megabytes: Math.round(passed / 1e6) }));
  };
}
