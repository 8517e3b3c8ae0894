import type { Words } from './pdf-page.ts';

/** One printed line. `size` is that of most of its characters. */
export interface Line {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** The mark of a footnote is smaller than the words beside it by this share, and raised. */
const MARK_SIZE = 0.7;
const FOOTNOTE_MARK = /^[\d①-⑳*＊†]{1,3}$/;

/** Words gathered into the lines on which they stand, from the top of the page; marks of footnotes are taken out of them. */
export function linesOfWords(words: Words[]): Line[] {
  const sorted = [...words].sort((a, b) => a.y - b.y || a.x - b.x);
  const rows: Words[][] = [];
  for (const word of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && word.y - first.y <= Math.max(first.size, word.size) * 0.4) row.push(word);
    else rows.push([word]);
  }
  return rows.map(lineOf).filter((line) => line.text !== '');
}

function lineOf(row: Words[]): Line {
  const size = usualSize(row);
  const kept = row.filter((word) => !(word.size < size * MARK_SIZE && FOOTNOTE_MARK.test(word.text.trim())));
  const words = (kept.length > 0 ? kept : row).sort((a, b) => a.x - b.x);
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  for (const word of words) {
    if (text !== '' && word.x - right > size * 0.6) text += ' ';
    text += word.text;
    right = Math.max(right, word.x + word.width);
  }
  const most = words.filter((word) => word.size >= size * MARK_SIZE);
  return { text: tidy(text), left: words[0]?.x ?? 0, right, y: (most[0] ?? words[0])?.y ?? 0, size };
}

/** The size in which most characters are set. */
export function usualSize(items: readonly { text: string; size: number }[]): number {
  const characters = new Map<number, number>();
  for (const { text, size } of items) {
    const rounded = Math.round(size * 2) / 2;
    characters.set(rounded, (characters.get(rounded) ?? 0) + text.length);
  }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

const MARKS = '，。、；：？！）》〉”’】〕（《〈“‘【〔…';
const HAN = `\\p{Script=Han}${MARKS}—`;
const BESIDE_HAN = new RegExp(`(?<=[${HAN}]) +(?=[0-9A-Za-z%])|(?<=[0-9A-Za-z%]) +(?=[${HAN}])`, 'gu');
const BESIDE_MARKS = new RegExp(`(?<=[${MARKS}]) +(?=[${HAN}])|(?<=[${HAN}]) +(?=[${MARKS}])`, 'gu');
const BETWEEN_HAN = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;

/** Takes out the gaps that only the typesetting made: between Chinese and figures or marks, and in a line that is spaced out. */
function tidy(text: string): string {
  const plain = text
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(BESIDE_HAN, '')
    .replace(BESIDE_MARKS, '')
    .trim();
  const gaps = plain.match(BETWEEN_HAN)?.length ?? 0;
  return gaps > 3 && gaps > plain.length * 0.2 ? plain.replace(BETWEEN_HAN, '') : plain;
}

/** Lines of one paragraph as one: Chinese joins without a gap, Latin words with one. */
export function joinedLines(texts: readonly string[]): string {
  return texts.reduce((whole, text) => {
    const latin = /[A-Za-z,.;]$/.test(whole) && /^[A-Za-z]/.test(text);
    return `${whole}${latin ? ' ' : ''}${text}`;
  }, '');
}
