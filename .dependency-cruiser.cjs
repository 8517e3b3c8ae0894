/** Who may import whom (ARCHITECTURE.md, "The house"). Each rule has a planted violation in dependency-rules.test.ts. */

/** What only tests use; the test files themselves may import anything and are left out. */
const tests = String.raw`^server/src/testing/|/testing[a-z-]*\.ts$`;
const app = '^(server|web|e2e|bench|torture|scripts)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'packages-stand-alone',
      comment: 'What is published alone imports nothing of the app.',
      severity: 'error',
      from: { path: '^packages/', pathNot: tests },
      to: { path: app },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'The platform is what every feature stands on; it knows none of them, nor the demo.',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: tests },
      to: { path: '^server/src/(features|demo)/' },
    },
    {
      name: 'features-by-their-index',
      comment: 'A feature uses another only through its index.ts; its contract may also use the other contract.',
      severity: 'error',
      from: { path: '^server/src/features/([^/]+)/', pathNot: tests },
      to: {
        path: '^server/src/features/',
        pathNot: String.raw`^server/src/features/($1/|[^/]+/(index|contract)\.ts$)`,
      },
    },
    {
      name: 'features-in-no-circle',
      comment: 'Two features that need each other are one feature, or a third is missing.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^server/src/features/[^/]+$' },
      to: { circular: true, path: '^server/src/features/[^/]+$' },
    },
    {
      name: 'web-by-contract',
      comment: 'The web knows the server by its contracts alone.',
      severity: 'error',
      from: { path: '^web/', pathNot: tests },
      to: {
        path: '^server/',
        pathNot: String.raw`^server/src/(contracts|features/[^/]+/contract|platform/[^/]+/contract)\.ts$`,
      },
    },
    {
      name: 'server-without-web',
      comment: 'The server serves what was built of the web; it imports nothing of it.',
      severity: 'error',
      from: { path: '^server/', pathNot: tests },
      to: { path: '^web/' },
    },
    {
      name: 'tests-stay-tests',
      comment: 'What exists for tests is not part of the product.',
      severity: 'error',
      from: { path: '^(packages|server|web)/', pathNot: `${tests}|external-server` },
      to: { path: tests },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that cannot be followed hides whatever lies behind it from the other rules.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: String.raw`(^|/)(dist|node_modules)/|\.test\.tsx?$` },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
      conditionNames: ['import', 'types', 'default', 'node'],
      exportsFields: ['exports'],
    },
  },
};
