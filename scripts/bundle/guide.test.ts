import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { shellBlocks } from './testing-guide.ts';

const guide = (name: string) => readFileSync(path.resolve(import.meta.dirname, '../../docs', name), 'utf8');

it('the guide gives the same commands in both languages, and says of the same ones that they are run', () => {
  const [english, chinese] = ['administration.md', 'administration.zh-CN.md'].map((name) =>
    shellBlocks(guide(name)).map(({ kind, commands }) => ({ kind, commands })),
  );
  expect(english?.length).toBeGreaterThan(20);
  expect(chinese).toEqual(english);
});

it('the guide has the same sections in both languages', () => {
  const levels = (name: string) => [...guide(name).matchAll(/^(#+) /gm)].map(([, level]) => level);
  expect(levels('administration.zh-CN.md')).toEqual(levels('administration.md'));
});

it.each([
  ['a block that does not say whether it is run', '```sh\nxieli doctor\n```', 'line 1: the block says neither'],
  ['a mark that is no mark', '```sh\n# run by the testsuite\nxieli doctor\n```', 'line 1: the block says neither'],
  ['a block of another kind', 'x\n\n```bash\n# run by the tests\n```', 'line 3: a block of the guide begins with'],
  ['commands outside a block', 'Type:\n\n    xieli doctor\n', 'line 3: commands stand in a block'],
  ['a block without an end', '```sh\n# run by the tests\n', 'line 1: the block does not end'],
])('a guide with %s is refused', (_what, markdown, words) => {
  expect(() => shellBlocks(markdown)).toThrow(words);
});
