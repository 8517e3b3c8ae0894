import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
let house: string;

beforeAll(() => {
  house = mkdtempSync(path.join(os.tmpdir(), 'xieli-rules-'));
  for (const file of ['tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(path.join(root, file), path.join(house, file));
});

afterAll(() => {
  rmSync(house, { recursive: true });
});

type Violation = { rule: { name: string }; from: string; to: string };

/** Writes the modules of a small house and returns which imports the rules refuse: `rule: from -> to`. */
function refusedIn(modules: Record<string, string[]>): string[] {
  const folder = mkdtempSync(path.join(house, 'case-'));
  for (const file of ['tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(path.join(house, file), path.join(folder, file));
  for (const [file, imports] of Object.entries(modules)) {
    const at = path.join(folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    const lines = imports.map((other, index) => {
      const relative = path.relative(path.dirname(file), other);
      return `import type { X as X${index} } from '${relative.startsWith('.') ? relative : `./${relative}`}';`;
    });
    writeFileSync(
      at,
      `${lines.join('\n')}\nexport type X = ${imports.map((_, index) => `X${index}`).join(' | ') || '1'};\n`,
    );
  }
  const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [
    cruiser,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...new Set(Object.keys(modules).map((file) => file.split('/')[0] ?? '')),
  ];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}

const features = 'server/src/features';

test('what the rules allow is allowed', () => {
  const refused = refusedIn({
    'packages/directive/src/index.ts': ['packages/codes/src/index.ts'],
    'packages/codes/src/index.ts': [],
    'server/src/platform/database/x.ts': [],
    [`${features}/tasks/index.ts`]: [`${features}/tasks/rules.ts`, `${features}/directives/index.ts`],
    [`${features}/tasks/rules.ts`]: ['server/src/platform/database/x.ts'],
    [`${features}/tasks/contract.ts`]: [`${features}/directives/contract.ts`],
    [`${features}/tasks/rules.test.ts`]: [`${features}/directives/store.ts`, 'server/src/testing/world.ts'],
    [`${features}/directives/index.ts`]: [`${features}/directives/store.ts`],
    [`${features}/directives/contract.ts`]: [],
    [`${features}/directives/store.ts`]: [],
    'server/src/testing/world.ts': [`${features}/tasks/rules.ts`],
    'server/src/contracts.ts': [`${features}/tasks/contract.ts`],
    'web/src/api.ts': ['server/src/contracts.ts', `${features}/tasks/contract.ts`],
  });
  expect(refused).toEqual([]);
});

const planted: [string, Record<string, string[]>, string[]][] = [
  [
    'a package that imports the app',
    { 'packages/directive/src/index.ts': ['server/src/config.ts'], 'server/src/config.ts': [] },
    ['packages-stand-alone: packages/directive/src/index.ts -> server/src/config.ts'],
  ],
  [
    'the platform that imports a feature',
    { 'server/src/platform/audit/x.ts': [`${features}/tasks/index.ts`], [`${features}/tasks/index.ts`]: [] },
    [`platform-knows-no-feature: server/src/platform/audit/x.ts -> ${features}/tasks/index.ts`],
  ],
  [
    'a feature that reaches into another',
    { [`${features}/tasks/store.ts`]: [`${features}/directives/store.ts`], [`${features}/directives/store.ts`]: [] },
    [`features-by-their-index: ${features}/tasks/store.ts -> ${features}/directives/store.ts`],
  ],
  [
    'two features in a circle',
    {
      [`${features}/tasks/index.ts`]: [`${features}/directives/index.ts`],
      [`${features}/directives/index.ts`]: [`${features}/directives/store.ts`],
      [`${features}/directives/store.ts`]: [`${features}/tasks/index.ts`],
    },
    [
      `features-in-no-circle: ${features}/directives -> ${features}/tasks`,
      `features-in-no-circle: ${features}/tasks -> ${features}/directives`,
    ],
  ],
  [
    'a page that imports the server',
    { 'web/src/page.ts': [`${features}/tasks/store.ts`], [`${features}/tasks/store.ts`]: [] },
    [`web-by-contract: web/src/page.ts -> ${features}/tasks/store.ts`],
  ],
  [
    'the server that imports a page',
    { 'server/src/main.ts': ['web/src/page.ts'], 'web/src/page.ts': [] },
    ['server-without-web: server/src/main.ts -> web/src/page.ts'],
  ],
  [
    'the product that imports what is for tests',
    { 'server/src/main.ts': ['server/src/testing/world.ts'], 'server/src/testing/world.ts': [] },
    ['tests-stay-tests: server/src/main.ts -> server/src/testing/world.ts'],
  ],
  [
    'an import of nothing',
    { 'server/src/main.ts': ['server/src/gone.ts'] },
    ['everything-resolves: server/src/main.ts -> ./gone.ts'],
  ],
];

test.each(planted)('%s is refused', (_, modules, refused) => {
  expect(refusedIn(modules)).toEqual(refused);
});
