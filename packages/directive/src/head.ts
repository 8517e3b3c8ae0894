import type { Span } from './model.ts';
import { readNumber } from './numbering.ts';
import type { Paragraph } from './paragraphs.ts';

/** The lines around the body: they carry no obligation of their own. */
export interface DocumentFrame {
  title: string | null;
  titleSpan: Span | null;
  addressee: string | null;
  /** Line of the addressee or salutation. */
  addresseeLine: number | null;
  datedBy: { date: string; text: string; span: Span } | null;
  /** Lines of the title, document number, addressee, signature, date, attachment list, notes. */
  frameLines: Set<number>;
  /** Lines of the attachment list (`附件：1.…`). */
  attachmentLines: Set<number>;
}

const DOCUMENT_KIND =
  /(?:通知|通报|通告|公告|公报|决定|决议|命令|意见|办法|规定|细则|方案|计划|规划|要点|安排|总结|报告|请示|批复|函|纪要|讲话|致辞|发言|提纲|清单|分解表|一览表|任务表|分工|工作表|倡议书|条例|规则|制度|准则|章程|指南|综述|述评|表)(?:（[^（）]{1,20}）|\([^()]{1,20}\)|（[^（）]*）)*$/;
const DOCUMENT_NUMBER = /^[\p{Script=Han}A-Za-z×]{1,15}[〔[［(（【]\d{4}[〕\]］)）】]第?[（(]?\d{1,4}[）)]?号?$/u;
const SALUTATION =
  /^(?:同志们|各位[^，。]{0,20}|尊敬的[^。]{0,40}|女士们[^。]{0,10}|朋友们|老师们[^。]{0,10}|委员们|代表们)[^。；]{0,20}[：:！!]?$/;
const ADDRESSEE_END = /^[^。；！？“”]{2,160}[：:]$/;
const ADDRESSEE_WORDS = /[各区县市镇乡局委办部处科室司厅院校组]|单位|部门|支部|机关|同志|党员|政协|企业|公司|中心/;
const DATE_LINE =
  /^[（(]?\s*(\d{4}|[二][〇○零Oo0ＯОo一二三四五六七八九]{3})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日\s*[）)]?(?:印发)?$/;
const NOTE_LINE = /^[（(](?:此件|联系人|联系电话|本文|根据|注)[^）)]{0,60}[）)]$|^(?:抄送|主送|印发|签发人|承办)[：:]?/;
const ATTACHMENT = /^附\s*件\s*\d{0,2}\s*[：:]/;

/** Finds title, addressee and the other lines that frame the body (domain.md G1, C1). */
export function readFrame(text: string, paragraphs: Paragraph[], isLeftOut: (index: number) => boolean): DocumentFrame {
  const lines = paragraphs.filter((paragraph) => paragraph.text !== '' && !isLeftOut(paragraph.index));
  const frameLines = new Set<number>();
  const titleLines = titleOf(lines);
  for (const line of titleLines) frameLines.add(line.index);
  const first = titleLines[0];
  const last = titleLines.at(-1);
  const titleSpan = first && last ? { start: first.start, end: last.end } : null;
  const body = lines.findIndex((line) => readNumber(line.text) !== null || line.text.length > 200);
  const addressees = addresseeOf(lines.slice(0, Math.min(12, body < 0 ? 12 : body)), frameLines);
  for (const line of addressees) frameLines.add(line.index);
  const attachmentLines = attachmentList(lines);
  for (const index of attachmentLines) frameLines.add(index);
  const firstNumbered = lines.findIndex((line) => readNumber(line.text));
  lines.forEach((line, position) => {
    if (line.cells) return;
    if (/^(?:出席|列席|请假|缺席|记录|参会|主持)(?:人员?)?[：:]/.test(line.text)) frameLines.add(line.index);
    const short = line.text.length <= 40;
    if (short && (DOCUMENT_NUMBER.test(line.text) || DATE_LINE.test(line.text) || NOTE_LINE.test(line.text))) {
      frameLines.add(line.index);
      const before = lines[position - 1];
      const signs = position > Math.max(firstNumbered, 1) && DATE_LINE.test(line.text);
      if (signs && before && before.text.length <= 40 && !/[。；：]$/.test(before.text) && !readNumber(before.text))
        frameLines.add(before.index);
    }
  });
  return {
    title: titleLines.length > 0 ? titleLines.map((line) => line.text).join('') : null,
    titleSpan,
    addressee:
      addressees.length > 0
        ? addressees
            .map((line) => line.text)
            .join('')
            .replace(/[：:！!]+$/, '')
        : null,
    addresseeLine: addressees.at(-1)?.index ?? null,
    datedBy: dateOfDocument(text, lines),
    frameLines,
    attachmentLines,
  };
}

/** What is printed in red at the top: the issuer, alone or with 文件. */
const LETTERHEAD = /^[\p{Script=Han}（）()·、\s]{2,40}(?:文件|委员会|办公室|办公厅|党组|党委|政府|[局厅部委室会])$/u;

/** The first short lines, joined until one ends with the name of a document kind. */
function titleOf(lines: Paragraph[]): Paragraph[] {
  const found: Paragraph[] = [];
  for (const line of lines.slice(0, 8)) {
    const isBody = line.cells || line.text.length > 60 || /[。；]$/.test(line.text) || /[：:]$/.test(line.text);
    if (isBody || readNumber(line.text)) break;
    if (DOCUMENT_NUMBER.test(line.text)) {
      // 云汀市政协办公室文件 above the number is the letterhead; the title stands below.
      if (found.length === 1 && LETTERHEAD.test(found[0]?.text ?? '')) found.length = 0;
      if (found.length > 0) return found.slice(0, 1);
      continue;
    }
    if (DATE_LINE.test(line.text)) break;
    found.push(line);
    if (DOCUMENT_KIND.test(line.text)) return found;
    if (found.length === 4) break;
  }
  return found.slice(0, 1);
}

/** The line that ends in a colon, and those above it that run on into it (`各县（市）区政协，⏎各专门委员会：`). */
function addresseeOf(lines: Paragraph[], frameLines: Set<number>): Paragraph[] {
  const last = lines.findIndex((line) => isAddressee(line));
  if (last < 0) return [];
  const runsOn = ({ index, text, cells }: Paragraph) =>
    !cells && !frameLines.has(index) && /^[^。；！？：:]{2,80}[，、,]$/.test(text) && ADDRESSEE_WORDS.test(text);
  let first = last;
  while (first > 0 && runsOn(lines[first - 1] as Paragraph)) first -= 1;
  return lines.slice(first, last + 1);
}

function isAddressee(line: Paragraph): boolean {
  if (line.cells) return false;
  if (SALUTATION.test(line.text)) return true;
  return (
    ADDRESSEE_END.test(line.text) &&
    ADDRESSEE_WORDS.test(line.text) &&
    !readNumber(line.text) &&
    !/[如以]下|下列|[要应须请将]/.test(line.text)
  );
}

/** `附件：1.…` and the numbered lines straight after it. */
function attachmentList(lines: Paragraph[]): Set<number> {
  const found = new Set<number>();
  lines.forEach((line, position) => {
    if (!ATTACHMENT.test(line.text) || line.text.length > 120) return;
    found.add(line.index);
    for (const next of lines.slice(position + 1)) {
      if (!/^\d{1,2}\s*[.．、]/.test(next.text) || /[。；]$/.test(next.text)) break;
      found.add(next.index);
    }
  });
  return found;
}

const CIRCLES = /[○OoＯОＯ0]/g;

/** A date line at the end or under the title, with its words. */
function dateOfDocument(text: string, lines: Paragraph[]): DocumentFrame['datedBy'] {
  const candidates = [...lines.slice(-12).reverse(), ...lines.slice(0, 12)];
  for (const line of candidates) {
    const match = DATE_LINE.exec(line.text);
    if (!match) continue;
    const year = digits((match[1] as string).replace(CIRCLES, '0'));
    const month = digits(match[2] as string);
    const day = digits(match[3] as string);
    if (!year || !month || !day || month > 12 || day > 31) continue;
    const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    return { date, text: text.slice(line.start, line.end), span: { start: line.start, end: line.end } };
  }
  return null;
}

function digits(words: string): number | null {
  if (/^\d+$/.test(words)) return Number(words);
  const plain = words.replace(/[〇零]/g, '0');
  const table = '一二三四五六七八九';
  if (!plain.includes('十')) {
    const figures = [...plain].map((char) => (char === '0' ? 0 : table.indexOf(char) + 1));
    return figures.reduce((value, figure) => value * 10 + figure, 0);
  }
  const [tens = '', ones = ''] = plain.split('十');
  return (tens ? table.indexOf(tens) + 1 : 1) * 10 + (ones ? table.indexOf(ones) + 1 : 0);
}
