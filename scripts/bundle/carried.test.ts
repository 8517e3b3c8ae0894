import { expect, it } from 'vitest';
import { carriedPackages, type Lock } from './carried.mjs';

const x64 = { os: 'linux', cpu: 'x64', libc: 'glibc' };
const lock: Lock = {
  server: { version: '1.0.0', dependencies: { http: '1', '@own/codes': '*' } },
  'node_modules/@own/codes': { resolved: 'packages/codes', link: true },
  'packages/codes': { version: '1.0.0', dependencies: { days: '1' } },
  'packages/codes/node_modules/days': { version: '2.0.0', license: 'MIT' },
  'node_modules/days': { version: '1.0.0', license: 'MIT' },
  'node_modules/http': {
    version: '3.0.0',
    license: 'ISC',
    integrity: 'sha512-AAAA',
    dependencies: { deep: '1' },
    optionalDependencies: { 'native-x64': '1', 'native-arm64': '1', 'native-musl': '1', absent: '1' },
    peerDependencies: { needed: '1', welcome: '1' },
    peerDependenciesMeta: { welcome: { optional: true } },
  },
  'node_modules/http/node_modules/deep': { version: '4.0.0', dependencies: { http: '3' } },
  'node_modules/deep': { version: '1.0.0' },
  'node_modules/native-x64': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
  'node_modules/native-arm64': { version: '1.0.0', os: ['linux'], cpu: ['arm64'], libc: ['glibc'] },
  'node_modules/native-musl': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  'node_modules/needed': { version: '1.0.0' },
  'node_modules/welcome': { version: '1.0.0' },
  'node_modules/for-developers': { version: '1.0.0' },
};

const places = (target: typeof x64) => carriedPackages(lock, ['server'], target).packages.map(({ place }) => place);

it('carries what is reached from the server, the nearest one of a name, and nothing for other machines or developers', () => {
  expect(places(x64)).toEqual([
    'node_modules/http',
    'node_modules/http/node_modules/deep',
    'node_modules/native-x64',
    'node_modules/needed',
    'packages/codes/node_modules/days',
  ]);
  expect(places({ ...x64, cpu: 'arm64' })).toContain('node_modules/native-arm64');
  expect(places({ ...x64, cpu: 'arm64' })).not.toContain('node_modules/native-x64');
});

it('names each with version, licence and the digest of the lock, and the workspaces beside them', () => {
  const { packages, workspaces } = carriedPackages(lock, ['server'], x64);
  const http = { place: 'node_modules/http', name: 'http', version: '3.0.0', license: 'ISC', integrity: 'sha512-AAAA' };
  expect(packages[0]).toEqual(http);
  expect(packages[1]).toMatchObject({ name: 'deep', license: 'NOASSERTION', integrity: null });
  expect(workspaces).toEqual(['packages/codes', 'server']);
});

it('refuses a lock that lacks what is needed', () => {
  const { 'node_modules/needed': _gone, ...rest } = lock;
  expect(() => carriedPackages(rest, ['server'], x64)).toThrow('node_modules/http needs needed, which is not there');
});
