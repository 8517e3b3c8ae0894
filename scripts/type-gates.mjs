const compiler = 'node_modules/typescript/bin/tsc';

/**
 * The three programs that the compiler checks. What it found out is kept, so that the tests after the gates do not find it
 * out again.
 * @type {{ name: string, program: string, args: string[] }[]}
 */
export const typeGates = [
  { name: 'types', project: '.' },
  { name: 'types of the web', project: 'web' },
  { name: 'types of the journeys', project: 'e2e' },
].map(({ name, project }) => ({
  name,
  program: compiler,
  args: [
    '--noEmit',
    '-p',
    project,
    '--incremental',
    '--tsBuildInfoFile',
    `.tmp/${name.replaceAll(' ', '-')}.tsbuildinfo`,
  ],
}));
