import { describe, expect, test } from 'vitest';
import { plain, readManual } from './markdown.ts';
import { searchManuals } from './search.ts';

const manual = (title: string, ...sections: [id: string, title: string, text: string][]) =>
  readManual(
    [`# ${title}`, ...sections.flatMap(([id, heading, said]) => [`<a id="${id}"></a>`, `## ${heading}`, said])].join(
      '\n',
    ),
  );
const manuals = [
  {
    id: 'begin' as const,
    manual: manual('开始', ['today', '今天', '按「申请延期」。'], ['wrong', 'When it FAILS', '再试']),
  },
  { id: 'county-clerk' as const, manual: manual('县级', ['task', '延期', '写理由。']) },
];

describe('the manuals are searched', () => {
  test('headings come first, then the lines that say it', () => {
    expect(searchManuals(manuals, '延期').map(({ section, line }) => ({ section, line: line && plain(line) }))).toEqual(
      [
        { section: 'task', line: null },
        { section: 'today', line: '按申请延期。' },
      ],
    );
  });

  test('capital letters and spaces around make no difference', () => {
    expect(searchManuals(manuals, ' fails ').map(({ section }) => section)).toEqual(['wrong']);
  });

  test('words parted by blanks all have to be there, in any order and on different lines', () => {
    const sections = (search: string) => searchManuals(manuals, search).map(({ section }) => section);
    expect(sections('理由 延期')).toEqual(['task']);
    expect(sections('申请　延期')).toEqual(['today']);
    expect(sections('延期 再试')).toEqual([]);
    const [found] = searchManuals(manuals, '理由 延期');
    expect(found?.line && plain(found.line)).toBe('写理由。');
  });

  test('nothing finds nothing', () => {
    expect(searchManuals(manuals, '  ')).toEqual([]);
    expect(searchManuals(manuals, '没有这个词')).toEqual([]);
  });
});
