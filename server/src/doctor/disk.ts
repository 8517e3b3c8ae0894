import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { freeBytesOf, leastFreeBytes } from '../free-space.ts';
import { messages } from '../platform/locale/messages.ts';
import { caution, type Finding, ill, well } from './finding.ts';

const say = messages('doctor.disk', {
  roomy: {
    zh: '数据目录 {folder} 可以写入，剩余 {free}',
    en: 'The data directory {folder} can be written; {free} free',
  },
  tight: { zh: '数据目录 {folder} 只剩 {free}', en: 'Only {free} left for the data directory {folder}' },
  makeRoom: {
    zh: '请清理磁盘或扩容；低于 {least} 时系统会拒绝就绪检查，写满后无法保存任何内容',
    en: 'Free or add space; below {least} the system calls itself not ready, and on a full disk nothing can be saved',
  },
  none: { zh: '数据目录 {folder} 还不存在', en: 'The data directory {folder} does not exist yet' },
  willBeMade: {
    zh: '首次启动时会自动建立；如果以前用过本系统，请检查 XIELI_DATA_DIR 是否写错',
    en: 'The first start makes it; if this installation was used before, check whether XIELI_DATA_DIR is right',
  },
  unwritable: {
    zh: '数据目录 {folder} 不能写入（{why}）',
    en: 'The data directory {folder} cannot be written ({why})',
  },
  whyFull: {
    zh: '请清理磁盘后重启系统，已经确认保存的内容不会丢失',
    en: 'Free space and restart; what was confirmed as saved is not lost',
  },
  whyReadOnly: {
    zh: '磁盘被挂载为只读，多半是磁盘故障后的自我保护：先备份，再检查磁盘',
    en: 'The disk is mounted read-only, most often because it failed: copy the data first, then check the disk',
  },
  whyDenied: {
    zh: '请把目录交给运行本系统的用户，例如 chown -R 用户 {folder}',
    en: 'Give the directory to the user who runs Xieli, such as chown -R USER {folder}',
  },
  whyOther: { zh: '请按上面的系统错误检查磁盘', en: 'Check the disk by the error named above' },
  strangers: {
    zh: '本机其他用户可以进入数据目录 {folder}',
    en: 'Other users of this machine may enter the data directory {folder}',
  },
  closeIt: { zh: '请执行 chmod 700 {folder}', en: 'Run chmod 700 {folder}' },
  closed: {
    zh: '数据目录只有本用户和管理员可以进入',
    en: 'Only this user and the administrator may enter the data directory',
  },
});

/** Below this it should be dealt with this week: evidence of 50 MB and backups come on top. */
const comfortableBytes = 5 * 1024 * 1024 * 1024;

export interface DiskState {
  freeBytes: number;
  /** Code of the system error that a trial write met; null when it went well. */
  writeError: string | null;
}

/** Looks at the disk by writing to it and taking the file away again. Null where there is no such folder yet. */
export async function lookAtDisk(folder: string): Promise<DiskState | null> {
  if (!existsSync(folder)) return null;
  return { freeBytes: await freeBytesOf(folder), writeError: await trialWrite(folder) };
}

async function trialWrite(folder: string): Promise<string | null> {
  const file = path.join(folder, `.doctor-${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.write(Buffer.alloc(4096, 1));
      await handle.sync();
    } finally {
      await handle.close();
      await rm(file, { force: true });
    }
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code;
  }
}

/** What the state of the disk means. */
export function judgeDisk(folder: string, state: DiskState | null): Finding {
  if (state === null) return caution('disk', say.none({ folder }), say.willBeMade());
  if (state.writeError !== null)
    return ill('disk', say.unwritable({ folder, why: state.writeError }), remedyOfWrite(state.writeError, folder));
  const free = inGigabytes(state.freeBytes);
  const remedy = say.makeRoom({ least: inGigabytes(leastFreeBytes) });
  if (state.freeBytes < leastFreeBytes) return ill('disk', say.tight({ folder, free }), remedy);
  if (state.freeBytes < comfortableBytes) return caution('disk', say.tight({ folder, free }), remedy);
  return well('disk', say.roomy({ folder, free }));
}

function remedyOfWrite(code: string, folder: string) {
  if (code === 'ENOSPC' || code === 'EDQUOT') return say.whyFull();
  if (code === 'EROFS') return say.whyReadOnly();
  if (code === 'EACCES' || code === 'EPERM') return say.whyDenied({ folder });
  return say.whyOther();
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GB`;
}

/** The rights of a folder as `stat` tells them; null where there is none, or where the system knows no such rights. */
export async function lookAtRights(folder: string): Promise<number | null> {
  if (process.platform === 'win32' || !existsSync(folder)) return null;
  return (await stat(folder)).mode & 0o777;
}

/** Whether others on this machine get at the data. */
export function judgeRights(folder: string, mode: number | null): Finding | null {
  if (mode === null) return null;
  if ((mode & 0o007) === 0) return well('permissions', say.closed());
  return caution('permissions', say.strangers({ folder }), say.closeIt({ folder }));
}
