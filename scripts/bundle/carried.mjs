import path from 'node:path';

/**
 * @typedef {{ version?: string, license?: string, integrity?: string, link?: boolean, resolved?: string, os?: string[], cpu?: string[], libc?: string[],
 *   dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string>,
 *   peerDependenciesMeta?: Record<string, { optional?: boolean }> }} Locked an entry of the lock file
 * @typedef {Record<string, Locked>} Lock entries by their place, such as `node_modules/pg`
 * @typedef {{ os: string, cpu: string, libc: string }} Target the machine that a bundle is for
 * @typedef {{ place: string, name: string, version: string, license: string, integrity: string | null }} Carried
 */

/**
 * The packages that programs need at run time, found as Node finds them: from the folder of whoever asks upwards. What is made
 * for another machine stays out.
 * @param {Lock} lock
 * @param {readonly string[]} roots places of the workspaces that are run
 * @param {Target} target
 * @returns {{ packages: Carried[], workspaces: string[] }} both in order of their place
 * @throws Error when the lock file lacks a package that is needed
 */
export function carriedPackages(lock, roots, target) {
  /** @type {Set<string>} */
  const reached = new Set(roots);
  for (const place of reached) {
    for (const { name, optional } of dependenciesOf(lock[place] ?? {})) {
      const found = resolvePlace(lock, place, name);
      const entry = found === null ? undefined : lock[found];
      if (found === null || entry === undefined) {
        if (optional) continue;
        throw new Error(`package-lock.json: ${place} needs ${name}, which is not there`);
      }
      if (entry.link && entry.resolved !== undefined) reached.add(entry.resolved);
      else if (suits(entry, target)) reached.add(found);
      else if (!optional) throw new Error(`package-lock.json: ${place} needs ${name}, which is not for this platform`);
    }
  }
  const places = [...reached].sort();
  return {
    packages: places.filter(isInstalled).map((place) => describe(lock, place)),
    workspaces: places.filter((place) => !isInstalled(place)),
  };
}

/** @param {Lock} lock @param {string} place @returns {Carried} */
export function describe(lock, place) {
  const { version, license, integrity } = lock[place] ?? {};
  if (version === undefined) throw new Error(`package-lock.json: ${place} has no version`);
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return { place, name, version, license: license ?? 'NOASSERTION', integrity: integrity ?? null };
}

/** @param {string} place */
function isInstalled(place) {
  return place.includes('node_modules/');
}

/** @param {Locked} entry @returns {{ name: string, optional: boolean }[]} */
function dependenciesOf({ dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta }) {
  const peers = Object.keys(peerDependencies).map((name) => ({
    name,
    optional: peerDependenciesMeta?.[name]?.optional ?? false,
  }));
  return [
    ...Object.keys(dependencies).map((name) => ({ name, optional: false })),
    ...Object.keys(optionalDependencies).map((name) => ({ name, optional: true })),
    // What is only welcome is not carried for its own sake; whoever really uses it depends on it.
    ...peers.filter(({ optional }) => !optional),
  ];
}

/** @param {Lock} lock @param {string} from @param {string} name @returns {string | null} */
function resolvePlace(lock, from, name) {
  for (let folder = from; ; folder = path.posix.dirname(folder)) {
    const place = folder === '.' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (lock[place] !== undefined) return place;
    if (folder === '.') return null;
  }
}

/** @param {Locked} entry @param {Target} target */
function suits({ os, cpu, libc }, target) {
  return accepts(os, target.os) && accepts(cpu, target.cpu) && accepts(libc, target.libc);
}

/** @param {string[] | undefined} wanted names, or names to avoid with a `!` before @param {string} actual */
function accepts(wanted, actual) {
  if (wanted === undefined) return true;
  return wanted.includes(actual) || (wanted.every((name) => name.startsWith('!')) && !wanted.includes(`!${actual}`));
}
