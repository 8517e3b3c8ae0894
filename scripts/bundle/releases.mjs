/**
 * What a release consists of, as it lies in the repository.
 * @typedef {{ version: string, workspaceVersions: Record<string, string>, lockVersion: string, changelog: string,
 *   upgradeNotes: Record<string, string>, newestSchema: string }} ReleaseState
 *   upgradeNotes: text by version; newestSchema: number of the newest migration, such as 0015
 */

/** The sections of upgrade notes, in their order; each says at least one thing. */
export const upgradeSections = [
  '对使用者的变化 · What changes for users',
  '对管理员的变化 · What changes for administrators',
  '数据结构 · Migrations',
  '所需时间 · How long it takes',
  '如何退回 · How to step back',
];

const unreleased = 'Unreleased';
const released = /^(\d+\.\d+\.\d+), \d{4}-\d{2}-\d{2}(?:$|: )/;

/**
 * What does not agree between version, changelog and upgrade notes; empty when all does.
 * @param {ReleaseState} state
 * @param {{ releasing: boolean }} options releasing: now is the moment, so nothing may be called unreleased any more
 * @returns {string[]}
 */
export function releaseFaults(state, { releasing }) {
  const { version, workspaceVersions, lockVersion, changelog, upgradeNotes } = state;
  if (!/^\d+\.\d+\.\d+$/.test(version)) return [`package.json: ${version} is no semantic version (major.minor.patch)`];
  const others = Object.entries({ ...workspaceVersions, 'package-lock.json': lockVersion })
    .filter(([, other]) => other !== version)
    .map(([place, other]) => `${place} says ${other}, package.json says ${version}`);
  const headings = [...changelog.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading ?? '');
  return [
    ...others,
    ...changelogFaults(headings, version, Object.keys(upgradeNotes), releasing),
    ...notesFaults(state, releasing),
  ];
}

/** @param {string[]} headings @param {string} version @param {string[]} noted @param {boolean} releasing */
function changelogFaults(headings, version, noted, releasing) {
  const [first = ''] = headings;
  const isOpen = first.startsWith(unreleased);
  const dated = headings.slice(isOpen ? 1 : 0);
  const versions = dated.map((heading) => released.exec(heading)?.[1]);
  const wrong = dated.filter((_, index) => versions[index] === undefined);
  if (wrong.length > 0) return wrong.map((heading) => `CHANGELOG.md: "${heading}" is not "VERSION, YYYY-MM-DD"`);
  const known = /** @type {string[]} */ (versions);
  return [
    ...(isOpen && releasing ? [`CHANGELOG.md: "${first}" has to become "${version}, YYYY-MM-DD"`] : []),
    ...(isOpen || known[0] === version
      ? []
      : [`CHANGELOG.md: its newest version is ${known[0] ?? 'none'}, not ${version}`]),
    ...(isOpen && known[0] !== undefined && compareVersions(version, known[0]) <= 0
      ? [`package.json: ${version} does not follow ${known[0]}, the newest released one`]
      : []),
    ...known
      .filter((other, index) => index > 0 && compareVersions(known[index - 1] ?? '', other) <= 0)
      .map((other) => `CHANGELOG.md: ${other} is not in its place, the newest stand first`),
    ...known.filter((other) => !noted.includes(other)).map((other) => `docs/upgrades/${other}.md is missing`),
  ];
}

/** @param {ReleaseState} state @param {boolean} releasing */
function notesFaults({ version, upgradeNotes, newestSchema }, releasing) {
  const text = upgradeNotes[version];
  if (text === undefined) return [`docs/upgrades/${version}.md is missing`];
  const shape = Object.entries(upgradeNotes).flatMap(([of, notes]) => shapeFaults(of, notes));
  const schema =
    releasing && !text.includes(newestSchema)
      ? [`docs/upgrades/${version}.md does not name the schema ${newestSchema}`]
      : [];
  return [...shape, ...schema];
}

/** @param {string} version @param {string} text */
function shapeFaults(version, text) {
  const file = `docs/upgrades/${version}.md`;
  const [title = '', ...sections] = text.split(/^## /m);
  const names = sections.map((section) => section.split('\n')[0]);
  const empty = sections.filter((section) => section.split('\n').slice(1).join('').trim() === '');
  return [
    ...(title.startsWith(`# ${version}\n`) ? [] : [`${file}: its title is not "# ${version}"`]),
    ...(names.join('|') === upgradeSections.join('|')
      ? []
      : [`${file}: its sections are not: ${upgradeSections.join('; ')}`]),
    ...empty.map((section) => `${file}: nothing stands under "${section.trim()}"`),
  ];
}

/** @param {string} a @param {string} b @returns {number} negative when a is older */
function compareVersions(a, b) {
  const [one, other] = [a, b].map((text) => text.split('.').map(Number));
  const differing = [0, 1, 2].find((index) => one?.[index] !== other?.[index]);
  return differing === undefined ? 0 : (one?.[differing] ?? 0) - (other?.[differing] ?? 0);
}
