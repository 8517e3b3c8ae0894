import { expect, test } from 'vitest';
import { splitStatements } from './sql-statements.ts';

const texts = (sql: string) => splitStatements(sql).map((statement) => statement.text);

const cases: [string, string, string[]][] = [
  ['nothing', '', []],
  ['nothing but comments', '-- a;\n/* b; */ ;;', []],
  ['two statements, the last without a semicolon', 'SELECT 1; SELECT 2', ['SELECT 1', 'SELECT 2']],
  ['a quoted semicolon', "SELECT ';'; SELECT 2", ["SELECT ';'", 'SELECT 2']],
  ['a doubled quote', "SELECT 'it''s;'; SELECT 2", ["SELECT 'it''s;'", 'SELECT 2']],
  ['a backslash is plain in a standard string', "SELECT '\\'; SELECT 2", ["SELECT '\\'", 'SELECT 2']],
  ['a backslash escapes in an E string', "SELECT E'\\';'; SELECT 2", ["SELECT E'\\';'", 'SELECT 2']],
  ['an E at the end of a word opens no E string', "SELECT DATE'\\'; SELECT 2", ["SELECT DATE'\\'", 'SELECT 2']],
  ['a quoted name', 'SELECT "a;""b"; SELECT 2', ['SELECT "a;""b"', 'SELECT 2']],
  ['a dollar quote', "DO $$ BEGIN PERFORM ';'; END $$; SELECT 2", ["DO $$ BEGIN PERFORM ';'; END $$", 'SELECT 2']],
  ['a tagged dollar quote around another', 'DO $a$ $$;$$ ; $a$; SELECT 2', ['DO $a$ $$;$$ ; $a$', 'SELECT 2']],
  ['a tag of Chinese letters', 'DO $正文$ ; $正文$; SELECT 2', ['DO $正文$ ; $正文$', 'SELECT 2']],
  ['a dollar inside a name', 'SELECT a$b$ FROM c$b$; SELECT 2', ['SELECT a$b$ FROM c$b$', 'SELECT 2']],
  ['a parameter', 'SELECT $1; SELECT 2', ['SELECT $1', 'SELECT 2']],
  ['a line comment', "SELECT 1 -- it's; \n; SELECT 2", ["SELECT 1 -- it's; \n".trim(), 'SELECT 2']],
  ['nested comments', 'SELECT /* a /* b; */ c; */ 1; SELECT 2', ['SELECT /* a /* b; */ c; */ 1', 'SELECT 2']],
  ['a comment sign in a string', "SELECT '--'; SELECT '/*'", ["SELECT '--'", "SELECT '/*'"]],
  ['a minus and a slash are no comments', 'SELECT 1 - -1 / 2; SELECT 2', ['SELECT 1 - -1 / 2', 'SELECT 2']],
  [
    'a rule with several actions',
    'CREATE RULE r AS ON UPDATE TO t DO (DELETE FROM a; DELETE FROM b); SELECT 2',
    ['CREATE RULE r AS ON UPDATE TO t DO (DELETE FROM a; DELETE FROM b)', 'SELECT 2'],
  ],
  ['a comment before a statement stays with it', '-- why\nSELECT 1;', ['-- why\nSELECT 1']],
];

test.each(cases)('%s', (_, sql, expected) => {
  expect(texts(sql)).toEqual(expected);
});

test('the line is that of the first word', () => {
  expect(splitStatements('-- why\n\nSELECT 1;\n\n  SELECT\n2;').map(({ line }) => line)).toEqual([3, 5]);
});

test.each([
  ["SELECT 'a", "'"],
  ['SELECT "a', '"'],
  ['\n/* /* */', '/*'],
  ['DO $a$ ; $b$', '$a$'],
])('%j is refused: something is never closed', (sql, opened) => {
  expect(() => splitStatements(sql)).toThrow(`${opened} is never closed`);
});
