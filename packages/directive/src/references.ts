import { matchesOf } from './matches.ts';
import type { Reference } from './model.ts';

const NUMBER_AFTER = /^\s*[（(]([^（）()《》。；]{1,12}[〔［[（(]\d{4}[〕］\])）][^（）()《》。；]{0,8}号?)[）)]/;
const BY_NUMBER = /[\p{Script=Han}×A-Za-z]{1,10}[〔［[]\d{4}[〕］\]][（(]?第?\d{1,4}[）)]?号?/gu;
/** What no number of a document goes without; most lines hold none. */
const YEAR_IN_BRACKETS = /[〔［[]\d{4}[〕］\]]/;
const DELIVERABLE_BEFORE =
  /(?:制定|制订|起草|出台|编制|印发|拟定|拟订|发布|编写|修订|制发|形成|研究制定|撰写|完善|修改)(?:并[^，。；《]{2,4})?[^，。；《》]{0,6}$/;

/**
 * Every document the text names in 《》 once, in text order: nested titles belong to the outer one, a title broken over
 * lines is one (domain.md G9, GUIDE 3). A document cited by its number alone counts by its number; a number that stands
 * on a line of its own is the document's own.
 */
export function findReferences(text: string, ownTitle: string | null): Reference[] {
  const found: Reference[] = [];
  const seen = new Map<string, Reference>();
  const add = (reference: Reference) => {
    const key = reference.title.replace(/[\s《》〈〉<>]/g, '');
    const known = seen.get(key);
    if (known) {
      if (known.number === null) known.number = reference.number;
      return;
    }
    seen.set(key, reference);
    found.push(reference);
  };
  for (const span of titleSpans(text)) {
    const title = text
      .slice(span.start + 1, span.end - 1)
      .replace(/[\r\n\t]+\s*/g, '')
      .trim();
    if (!title) continue;
    const number = NUMBER_AFTER.exec(text.slice(span.end, span.end + 40))?.[1] ?? null;
    add({ ...span, title, number, role: roleOf(text, span.start, title, ownTitle) });
  }
  for (const span of numberSpans(text)) add(span);
  return found.sort((a, b) => a.start - b.start);
}

/** Longest title taken for one; beyond it the closing mark was forgotten. */
const LONGEST_TITLE = 120;

function titleSpans(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let at = text.indexOf('《');
  while (at >= 0) {
    const end = closingOf(text, at);
    if (end === null) {
      at = text.indexOf('《', at + 1);
      continue;
    }
    spans.push({ start: at, end });
    at = text.indexOf('《', end);
  }
  return spans;
}

function closingOf(text: string, start: number): number | null {
  let depth = 0;
  const limit = Math.min(text.length, start + LONGEST_TITLE);
  for (let at = start; at < limit; at += 1) {
    const char = text.charAt(at);
    if (char === '《') depth += 1;
    if (char === '》') depth -= 1;
    if (depth === 0) return at + 1;
    if (char === '。') break;
  }
  // A second 《 that was never closed: take the first closing mark.
  const near = text.slice(start, limit);
  const first = near.indexOf('》');
  return first >= 0 && !near.slice(0, first).includes('。') ? start + first + 1 : null;
}

function roleOf(text: string, start: number, title: string, ownTitle: string | null): Reference['role'] {
  const before = text.slice(Math.max(0, start - 16), start);
  if (DELIVERABLE_BEFORE.test(before)) return 'deliverable';
  if (/附\s*件\s*\d*\s*[：:.．]?\s*(?:\d+[.．、]?\s*)?$/.test(before)) return 'attachment';
  if (ownTitle?.replace(/\s/g, '').includes(title.replace(/\s/g, ''))) return 'attachment';
  return 'cited';
}

function numberSpans(text: string): Reference[] {
  const found: Reference[] = [];
  let lineStart = 0;
  for (const line of text.split('\n')) {
    for (const match of YEAR_IN_BRACKETS.test(line) ? matchesOf(BY_NUMBER, line) : []) {
      if (line.trim() === match[0]) continue;
      // Behind a title the number belongs to it.
      if (/》\s*[（(]?\s*$/.test(line.slice(Math.max(0, match.index - 4), match.index))) continue;
      const title = match[0].replace(LEAD_WORDS, '');
      const end = lineStart + match.index + match[0].length;
      found.push({ start: end - title.length, end, title, number: title, role: 'byNumber' });
    }
    lineStart += line.length + 1;
  }
  return found;
}

const LEAD_WORDS = /^(?:按照|根据|依据|见|和|与|及|以|的|在|对照|落实|贯彻|执行|转发)+/;
