import { expect, it } from 'vitest';
import { type ReleaseState, releaseFaults, upgradeSections } from './releases.mjs';

const notes = (version: string) =>
  `# ${version}\n\n${upgradeSections.map((name) => `## ${name}\n\nNothing, to schema 0015.\n`).join('\n')}`;

const state: ReleaseState = {
  version: '1.2.0',
  workspaceVersions: { 'server/package.json': '1.2.0' },
  lockVersion: '1.2.0',
  changelog: '# Changelog\n\n## Unreleased: more\n\n- x\n\n## 1.1.0, 2026-11-26\n\n## 1.0.0, 2026-10-01: the first\n',
  upgradeNotes: { '1.2.0': notes('1.2.0'), '1.1.0': notes('1.1.0'), '1.0.0': notes('1.0.0') },
  newestSchema: '0015',
};
const asReleased = { ...state, changelog: state.changelog.replace('Unreleased', '1.2.0, 2026-12-01') };

it('finds nothing where version, changelog and upgrade notes agree, before and at a release', () => {
  expect(releaseFaults(state, { releasing: false })).toEqual([]);
  expect(releaseFaults(asReleased, { releasing: false })).toEqual([]);
  expect(releaseFaults(asReleased, { releasing: true })).toEqual([]);
});

it.each<[string, Partial<ReleaseState>, string]>([
  ['a version that is none', { version: '1.2' }, 'package.json: 1.2 is no semantic version (major.minor.patch)'],
  ['a workspace left behind', { workspaceVersions: { web: '1.1.0' } }, 'web says 1.1.0, package.json says 1.2.0'],
  ['a lock left behind', { lockVersion: '1.1.0' }, 'package-lock.json says 1.1.0, package.json says 1.2.0'],
  [
    'a version that was there before',
    { changelog: '## Unreleased\n## 1.2.0, 2026-11-26\n' },
    'package.json: 1.2.0 does not follow 1.2.0, the newest released one',
  ],
  [
    'a changelog that knows no such version',
    { changelog: '## 1.1.0, 2026-11-26\n' },
    'CHANGELOG.md: its newest version is 1.1.0, not 1.2.0',
  ],
  [
    'a release without a day',
    { changelog: '## Unreleased\n## 1.1.0\n' },
    'CHANGELOG.md: "1.1.0" is not "VERSION, YYYY-MM-DD"',
  ],
  [
    'the oldest first',
    { changelog: '## Unreleased\n## 1.0.0, 2026-10-01\n## 1.1.0, 2026-11-26\n' },
    'CHANGELOG.md: 1.1.0 is not in its place, the newest stand first',
  ],
  [
    'no upgrade notes',
    { upgradeNotes: { '1.1.0': notes('1.1.0'), '1.0.0': notes('1.0.0') } },
    'docs/upgrades/1.2.0.md is missing',
  ],
  [
    'a section that says nothing',
    { upgradeNotes: { ...state.upgradeNotes, '1.2.0': notes('1.2.0').replace(/Nothing.*/, '') } },
    `docs/upgrades/1.2.0.md: nothing stands under "${upgradeSections[0]}"`,
  ],
  [
    'a section that is missing',
    { upgradeNotes: { ...state.upgradeNotes, '1.2.0': notes('1.2.0').replace(/## 所需时间.*/, '') } },
    `docs/upgrades/1.2.0.md: its sections are not: ${upgradeSections.join('; ')}`,
  ],
])('names %s', (_what, change, fault) => {
  expect(releaseFaults({ ...state, ...change }, { releasing: false })).toEqual([fault]);
});

it('lets nothing out that is still called unreleased, or whose notes do not name the newest schema', () => {
  expect(releaseFaults({ ...state, newestSchema: '0016' }, { releasing: true })).toEqual([
    'CHANGELOG.md: "Unreleased: more" has to become "1.2.0, YYYY-MM-DD"',
    'docs/upgrades/1.2.0.md does not name the schema 0016',
  ]);
});
