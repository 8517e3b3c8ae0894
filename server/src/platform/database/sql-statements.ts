/** One SQL statement of a file, and the line (from 1) where its first word stands. */
export type Statement = { text: string; line: number };

/**
 * Splits a migration file into its statements, because a cluster takes only one at a time (distributed.md 2.9).
 * Knows quotes, dollar quotes, comments (also nested) and parentheses; a semicolon inside any of them ends nothing.
 * Comments before a statement stay with it; a piece that is nothing but comments is dropped.
 * @throws Error when a quote or comment is never closed.
 */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  let firstWord = -1;
  let depth = 0;
  let at = 0;

  const finish = (end: number) => {
    if (firstWord >= 0) statements.push({ text: sql.slice(start, end).trim(), line: lineOf(sql, firstWord) });
    start = end + 1;
    firstWord = -1;
    depth = 0;
  };

  while (at < sql.length) {
    const comment = endOfComment(sql, at);
    if (comment > at) {
      at = comment;
      continue;
    }
    const char = sql[at] ?? '';
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    if (char === ';' && depth === 0) {
      finish(at);
      at++;
      continue;
    }
    if (firstWord < 0) firstWord = at;
    if (char === '(') depth++;
    if (char === ')') depth--;
    at = endOfToken(sql, at);
  }
  finish(sql.length);
  return statements;
}

/** End of the quoted text, word or single sign that begins at a place. */
function endOfToken(sql: string, at: number): number {
  const rest = sql.slice(at, at + 80);
  if (/^e'/i.test(rest)) return endOfQuote(sql, at + 1, "'", true);
  if (rest.startsWith("'")) return endOfQuote(sql, at, "'", false);
  if (rest.startsWith('"')) return endOfQuote(sql, at, '"', false);
  const dollar = /^\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/u.exec(rest);
  if (dollar) return closing(sql, at, dollar[0], at + dollar[0].length);
  // A whole word at once: in `a$b$c` and `name'` nothing is quoted by what stands inside the word.
  const word = /[\p{L}\p{N}_$]+/uy;
  word.lastIndex = at;
  const found = word.exec(sql);
  return found ? at + found[0].length : at + 1;
}

function endOfQuote(sql: string, open: number, quote: string, backslashes: boolean): number {
  let at = open + 1;
  while (at < sql.length) {
    if (backslashes && sql[at] === '\\') at += 2;
    else if (sql[at] !== quote) at++;
    else if (sql[at + 1] === quote) at += 2;
    else return at + 1;
  }
  throw new Error(`Line ${lineOf(sql, open)}: ${quote} is never closed`);
}

/** End of the comment that begins at a place; the place itself when none does. */
function endOfComment(sql: string, at: number): number {
  if (sql.startsWith('--', at)) {
    const end = sql.indexOf('\n', at);
    return end < 0 ? sql.length : end + 1;
  }
  if (!sql.startsWith('/*', at)) return at;
  const sign = /\/\*|\*\//g;
  sign.lastIndex = at;
  let open = 0;
  for (let found = sign.exec(sql); found; found = sign.exec(sql)) {
    open += found[0] === '/*' ? 1 : -1;
    if (open === 0) return sign.lastIndex;
  }
  throw new Error(`Line ${lineOf(sql, at)}: /* is never closed`);
}

function closing(sql: string, open: number, tag: string, from: number): number {
  const end = sql.indexOf(tag, from);
  if (end < 0) throw new Error(`Line ${lineOf(sql, open)}: ${tag} is never closed`);
  return end + tag.length;
}

function lineOf(sql: string, at: number): number {
  return sql.slice(0, at).split('\n').length;
}
