import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

const module = JSON.stringify(path.join(import.meta.dirname, 'stray-rejections.ts'));

/** How a process ends in which a promise is rejected that nobody waits for. */
function ends(message: string): number | null {
  const program = `
    import { withoutStrayRejections } from ${module};
    await withoutStrayRejections((error) => error.message === 'stray', async () => {
      Promise.reject(new Error('${message}'));
    });`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }).status;
}

it('drops what the library leaves behind, and nothing else', () => {
  expect(ends('stray')).toBe(0);
  expect(ends('another')).not.toBe(0);
});
