/** A secrecy mark in the head of a document; such matter must not enter the system (spine.md 3.5, domain.md C4). */
export interface SecrecyMark {
  level: '秘密' | '机密' | '绝密';
  /** The line that carries it, as written. */
  line: string;
  /** Where it was found: a line of the text, or a header or text box of the file. */
  source: 'text' | 'headPart';
}

const COPY_NUMBER = '(?:(?:份号|编号|No\\.?)?\\s*[:：]?\\s*\\d{1,8})?';
const TERM =
  '(?:长期|\\d{1,3}\\s*(?:年|个?月|天|日)|[一二三四五六七八九十]{1,3}\\s*(?:年|个?月)|解密|\\d{4}年\\d{1,2}月\\d{1,2}日)?';
const URGENCY = '(?:特急|特提|加急|平急|急件)?';

/** The line is nothing but copy number, mark, term and urgency, spaced letters and brackets included. */
const MARK_LINE = new RegExp(
  `^[【\\[（(]?\\s*${COPY_NUMBER}\\s*(?:密级\\s*[:：]\\s*)?(秘\\s*密|机\\s*密|绝\\s*密)\\s*(?:级)?\\s*(?:[★☆*＊]\\s*)?(?:保密期限\\s*[:：]?\\s*)?${TERM}\\s*${URGENCY}\\s*[】\\]）)]?$`,
);

const TITLE_END = /(?:通知|通报|决定|意见|办法|规定|方案|计划|要点|报告|请示|批复|函|纪要|讲话)(?:（[^（）]{1,20}）)?$/;
const SALUTATION = /^(?:同志们|各位|尊敬的)|^[^。；]{2,160}[：:]$/;
const NUMBERED = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])/;
/** Head lines stand at the top; further down the words are text. */
const HEAD_LINES = 15;

/**
 * Looks for 秘密, 机密 or 绝密 in the lines before title or salutation and in the header parts and text boxes that the
 * reader hands over. Only a line that is nothing but the mark counts: 内部资料, 保密 or 严禁外传 are no marks, nor is the
 * word inside a title or a sentence.
 */
export function findSecrecyMark(text: string, headParts: readonly string[] = []): SecrecyMark | null {
  for (const part of headParts) {
    const mark = firstMark(part.split(/\r?\n/), 'headPart');
    if (mark) return mark;
  }
  return firstMark(headLines(text), 'text');
}

function headLines(text: string): string[] {
  const found: string[] = [];
  let from = 0;
  while (from <= text.length && found.length < HEAD_LINES) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(from, Math.min(end, from + 400)).trim();
    from = end + 1;
    if (line === '') continue;
    const isMark = MARK_LINE.test(line.replace(/[\s\t]+/g, ' '));
    if (!isMark && (line.length > 60 || TITLE_END.test(line) || SALUTATION.test(line) || NUMBERED.test(line)))
      return found;
    found.push(line);
  }
  return found;
}

function firstMark(lines: string[], source: SecrecyMark['source']): SecrecyMark | null {
  for (const raw of lines) {
    const line = raw.trim();
    if (line === '' || line.length > 60) continue;
    const match = MARK_LINE.exec(line.replace(/[\s\t　]+/g, ' '));
    const level = match?.[1]?.replace(/\s/g, '');
    if (level === '秘密' || level === '机密' || level === '绝密') return { level, line, source };
  }
  return null;
}
