import { agentAtStart, isAgentList, kindOfSubject, splitAgents, splitCondition, withoutTail } from './agents.ts';
import { matchesOf } from './matches.ts';
import type { OwnerMention } from './model.ts';
import { signed } from './signs.ts';
import { cellsOf, roleOfColumn, type TableRow } from './tables.ts';

/** The bodies named in a stretch of the text, split and with their exact places. */
export function mentionsIn(
  words: string,
  offset: number,
  source: OwnerMention['source'],
  role: OwnerMention['role'] = 'lead',
): OwnerMention[] {
  const { body, at, condition } = splitCondition(words);
  return splitAgents(body).map((part) => {
    const start = offset + at + part.at;
    return { text: part.text, span: { start, end: start + part.text.length }, role, source, condition };
  });
}

/** The owners a grammatical subject gives; the unnamed reader and things give none. */
export function subjectOwners(words: string, offset: number): OwnerMention[] {
  const plain = withoutTail(words);
  const rest = plain.replace(/^(?:我们|咱们|大家)/, '');
  if (rest === '' || kindOfSubject(rest) !== 'agent') return [];
  return mentionsIn(rest, offset + plain.length - rest.length, 'subject');
}

const JOINS = signed('同联配助', /会同|联合|配合|协同|协助/);

/** `X会同Y`, `X联合Y`, `X配合Y`: who joins, read from the predicate behind the subject (domain.md G5). */
export function joinedOwners(predicate: string, offset: number): { mentions: OwnerMention[]; leads: boolean } {
  const match = JOINS.exec(predicate.slice(0, 20));
  if (!match) return { mentions: [], leads: false };
  const verb = match[0];
  const behind = predicate.slice(match.index + verb.length);
  const words = behind.slice(0, agentAtStart(behind));
  if (words === '' || kindOfSubject(words) !== 'agent') return { mentions: [], leads: false };
  const leads = verb === '配合' || verb === '协助';
  const start = offset + match.index + verb.length;
  return { mentions: mentionsIn(words, start, 'byPhrase', leads ? 'lead' : 'support'), leads };
}

/**
 * A stretch that does nothing but say who acts: `由X牵头、Y配合`, `X牵头`, `Y配合`. Null when it holds more.
 */
export function assignedOwners(words: string, offset: number): OwnerMention[] | null {
  if (words.length > LONGEST_ASSIGNMENT || !ASSIGNS.canMatch(words)) return null;
  const found: OwnerMention[] = [];
  let from = 0;
  for (const { 0: piece, index } of matchesOf(PIECES, words)) {
    const verb = ASSIGNS.exec(piece)?.[0];
    if (verb === undefined) continue;
    const start = words.charAt(from) === '由' ? from + 1 : from;
    const names = words.slice(start, index + piece.length - verb.length);
    if (names.includes('由') || kindOfSubject(names) !== 'agent') return null;
    found.push(...mentionsIn(names, offset + start, 'byPhrase', /配合|协助|协办|参与/.test(verb) ? 'support' : 'lead'));
    from = index + piece.length + 1;
  }
  return from > words.length && found.length > 0 ? found : null;
}

const PIECES = /[^、，]+/g;
const ASSIGNS = signed('牵具负配助办参', /(?:牵头负责|牵头|具体负责|负责|配合|协助|协办|参与)$/);
/** Names of bodies and a verb each: what is longer says something else. */
const LONGEST_ASSIGNMENT = 200;

export interface OwnerBracket {
  mentions: OwnerMention[];
  /** The words of the bracket, for a deadline in it. */
  words: string;
  start: number;
  end: number;
}

const LABELS: { role: OwnerMention['role'] | null; pattern: RegExp }[] = [
  { role: 'support', pattern: /^(?:配合|协办|协同|协助|参与|参加)(?:单位|部门|处室|科室)?$/ },
  {
    role: 'lead',
    pattern:
      /^(?:(?:责任|牵头|负责|主办|承办|实施|落实)(?:单位|部门|处室|科室|主体|支部|股室)?(?:及配合单位)?|单位|责任分工)$/,
  },
  {
    role: null,
    pattern:
      /^(?:适用范围|完成时限|完成时间|时间|时限|联系人|责任人|责任领导|备注|地点|范围|电话|联系电话|牵头领导|分管领导)/,
  },
];

/** Reads what stands between round brackets as owners, or null when it names none. */
export function readOwnerBracket(text: string, start: number, end: number): OwnerBracket | null {
  const inner = text.slice(start + 1, end - 1);
  const mentions: OwnerMention[] = [];
  let role: OwnerMention['role'] | null = 'lead';
  let labelled = false;
  for (const part of bracketParts(inner)) {
    const label = /^([^：:]{2,10})[：:]/.exec(part.text);
    let words = part.text;
    let at = part.at;
    if (label) {
      const known = LABELS.find((candidate) => candidate.pattern.test(label[1] ?? ''));
      if (!known) return labelled ? finish() : null;
      labelled = true;
      role = known.role;
      words = part.text.slice(label[0].length);
      at += label[0].length;
    }
    const action = /(?:牵头负责|牵头|负责|具体负责|分别负责|按职责分工负责|配合|参与|协助|承办|落实)$/.exec(words);
    if (action) {
      labelled = true;
      words = words.slice(0, action.index);
      role = /配合|参与|协助/.test(action[0]) ? 'support' : 'lead';
    }
    if (role === null || words === '') continue;
    const joined = /会同|协同|联合(?!会|社)/.exec(words);
    if (joined && joined.index > 1) {
      const rest = joined.index + joined[0].length;
      if (!isAgentList(words.slice(0, joined.index)) || !isAgentList(words.slice(rest))) continue;
      mentions.push(...mentionsIn(words.slice(0, joined.index), start + 1 + at, 'bracket', role ?? 'lead'));
      mentions.push(...mentionsIn(words.slice(rest), start + 1 + at + rest, 'bracket', 'support'));
      continue;
    }
    if (!labelled && !isAgentList(words)) return null;
    if (words.length > 120 || /\d{4}年|\d月|×{3,}/.test(words)) continue;
    mentions.push(...mentionsIn(words, start + 1 + at, 'bracket', role));
  }
  return finish();

  function finish(): OwnerBracket | null {
    if (mentions.length === 0 && !labelled) return null;
    return { mentions, words: inner, start, end };
  }
}

function bracketParts(inner: string): { text: string; at: number }[] {
  const parts: { text: string; at: number }[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at <= inner.length; at += 1) {
    const char = inner.charAt(at);
    if (char === '（' || char === '(') depth += 1;
    if (char === '）' || char === ')') depth -= 1;
    if (at < inner.length && (depth > 0 || !'，,；;。'.includes(char))) continue;
    const text = inner.slice(from, at).trim();
    if (text) parts.push({ text, at: from + inner.slice(from, at).indexOf(text) });
    from = at + 1;
  }
  return parts;
}

/** Brackets of owners in a paragraph: at its end, or behind a full stop or the end of an item inside it. */
export function ownerBrackets(text: string, start: number, end: number): OwnerBracket[] {
  const found: OwnerBracket[] = [];
  let depth = 0;
  let opened = -1;
  for (let at = start; at < end; at += 1) {
    const char = text.charAt(at);
    if (char === '（' || char === '(') {
      if (depth === 0) opened = at;
      depth += 1;
    } else if ((char === '）' || char === ')') && depth > 0) {
      depth -= 1;
      if (depth > 0) continue;
      const after = text.charAt(at + 1);
      const closes = at + 1 >= end || '。；;'.includes(after) || '。；;！'.includes(text.charAt(opened - 1));
      const bracket = closes ? readOwnerBracket(text, opened, at + 1) : null;
      if (bracket) found.push(bracket);
    }
  }
  return found;
}

/** A line that is nothing but `责任单位：…`. */
export function ownerLine(text: string, start: number, end: number): OwnerBracket | null {
  const line = text.slice(start, end);
  if (!/^[（(]?(?:责任|牵头|负责|主办|承办|配合)(?:单位|部门|处室|科室|支部)[：:]/.test(line) || line.length > 160)
    return null;
  const opens = /^[（(]/.test(line);
  return readOwnerBracket(text, opens ? start : start - 1, opens ? end : end + 1);
}

/** Owners of a table row, by column (GUIDE 2, owners 3). Single characters in a cell are one padded word (`工 会`). */
export function rowOwners(row: TableRow): OwnerMention[] {
  const read = (role: 'lead' | 'support') =>
    cellsOf(row, role).flatMap((cell) =>
      cellNames(cell.text).map(
        (name): OwnerMention => ({
          text: name.text,
          span: name.at === null ? null : { start: cell.start + name.at, end: cell.start + name.at + name.text.length },
          role,
          source: 'column',
          condition: null,
        }),
      ),
    );
  const lead = read('lead');
  // An empty cell of leads is covered by the one above it: a task without anybody stands in no such table.
  const leads = lead.length > 0 || !row.above ? lead : rowOwners(row.above).filter(({ role }) => role === 'lead');
  return [...leads, ...read('support')];
}

function cellNames(cell: string): { text: string; at: number | null }[] {
  const pieces = cell.split(/\s+/).filter(Boolean);
  if (pieces.length > 1 && pieces.every((piece) => piece.length === 1)) return [{ text: pieces.join(''), at: null }];
  const names: { text: string; at: number | null }[] = [];
  let from = 0;
  for (const piece of pieces) {
    const at = cell.indexOf(piece, from);
    from = at + piece.length;
    for (const run of splitRun(piece)) names.push({ text: run.text, at: at + run.at });
  }
  return names.filter((name) => !/^[×xX\-—/]+$/.test(name.text) && roleOfColumn(name.text) !== 'number');
}

/** `各处室各年段` without a mark between is two bodies. */
function splitRun(piece: string): { text: string; at: number }[] {
  return splitAgents(piece).flatMap((part) => {
    const cut = part.text.indexOf('各', 2);
    if (cut < 0 || part.text.includes('（')) return [part];
    return [
      { text: part.text.slice(0, cut), at: part.at },
      { text: part.text.slice(cut), at: part.at + cut },
    ];
  });
}
