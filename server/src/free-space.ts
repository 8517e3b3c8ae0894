import { statfs } from 'node:fs/promises';

/** Below this much free space the installation calls itself not ready. */
export const leastFreeBytes = 200 * 1024 * 1024;

/** Bytes that this program may still write below a folder. */
export async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
