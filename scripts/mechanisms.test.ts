import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mechanismFaults, mechanismRows, testTitles } from './mechanisms.mjs';

const list = readFileSync(new URL('../docs/mechanisms.md', import.meta.url), 'utf8');
const titles = new Set(['closes through three gates']);

function withRow(number: number, where: string, test: string): string {
  return list.replace(
    new RegExp(`^\\| ${number} \\|(.*?)\\|(.*?)\\|.*$`, 'm'),
    `| ${number} |$1|$2| ${where} | ${test} |`,
  );
}

describe('the list of mechanisms', () => {
  it('has its 79 rows in order', () => {
    expect(mechanismRows(list).map((row) => row.number)).toEqual(Array.from({ length: 79 }, (_, index) => index + 1));
  });

  it('is refused when a row is missing, stands twice or is beyond the last', () => {
    const without = list.replace(/^\| 38 \|.*\n/m, '');
    expect(mechanismFaults(without, titles)).toContain('row 38 is missing');
    expect(mechanismFaults(`${list}| 79 | again | | — | not yet |\n`, titles).join()).toMatch(/row 79 .* stands twice/);
    expect(mechanismFaults(`${list}| 80 | new | | — | not yet |\n`, titles).join()).toMatch(/row 80/);
  });

  it('accepts a row with a page and a test that exists', () => {
    const faults = mechanismFaults(withRow(69, '任务 (task)', '`closes through three gates`'), titles);
    expect(faults.filter((fault) => fault.includes('row 69'))).toEqual([]);
  });

  it('refuses a test that does not exist, one without a page, and anything but a title', () => {
    const faultsOf = (where: string, test: string) => mechanismFaults(withRow(69, where, test), titles).join();
    expect(faultsOf('任务 (task)', '`closes through four gates`')).toMatch(/row 69: no test is called/);
    expect(faultsOf('—', '`closes through three gates`')).toMatch(/row 69: a test but no page/);
    expect(faultsOf('任务 (task)', 'soon')).toMatch(/row 69: the last column/);
  });
});

describe('titles of tests', () => {
  it('finds plain, parametrised and quoted ones and leaves other strings and skipped tests alone', () => {
    const source = [
      "describe('outer', () => {",
      "  it('plain', () => { expect('not a title').toBe('x'); });",
      "  it.skip('skipped', () => {}); // it (or 'this', too) is prose",
      "  it.each([['a', 1]])('with %s', (a) => {});",
      '  test("it\'s quoted", async () => {});',
      '});',
    ].join('\n');
    expect(testTitles(source)).toEqual(['outer', 'plain', 'with %s', "it's quoted"]);
  });
});
