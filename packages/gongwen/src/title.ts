import { sizes, typeArea } from './grid.ts';
import { widthInCharacters } from './width.ts';

/** Characters of 二号 in a line of the type area. */
export const titleWidth = Math.floor(typeArea.width / (sizes.second * 20));

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
/** A line does not begin with these: they lean on the word before them. */
const leansBack = /^[的之地得了、，。：；？！）》〉」』】〕”’…—]/;
/** A line does not end with these: they open what follows. */
const leansForward = /[（《〈「『【〔“‘]$/;
const mostLines = 5;

/**
 * The stretches of a title between which a line may end: words of the running ICU's dictionary, with marks and particles
 * that lean on a neighbour joined to it, and each of `keepTogether` in one piece. Together they are the title.
 */
export function titleWords(title: string, keepTogether: readonly string[] = []): string[] {
  const closed = closedStretches(title, keepTogether);
  const words: string[] = [];
  let end = 0;
  for (const { segment, index } of segmenter.segment(title)) {
    const last = words.length - 1;
    const before = words[last];
    const joins =
      before !== undefined &&
      (leansBack.test(segment) || leansForward.test(before) || closed.some(([from, to]) => from < index && index < to));
    if (joins) words[last] = before + segment;
    else words.push(segment);
    end = index + segment.length;
  }
  return end === 0 ? [] : words;
}

/**
 * Breaks a title into lines of at most `width` characters, none of which splits a word, in the shape of a trapezoid (each
 * line longer than the one before, or each shorter) or a diamond (growing, then shrinking), as even as the shape allows (GB/T
 * 9704-2012, 7.3.1). A title without such a break gets the most even one; a word longer than a line is split at the width.
 */
export function breakTitle(title: string, keepTogether: readonly string[] = [], width: number = titleWidth): string[] {
  const text = title.trim();
  const words = titleWords(text, keepTogether).flatMap((word) => pieces(word, width));
  if (words.length === 0 || widthInCharacters(text) <= width) return [text];
  const breaks = Array.from({ length: mostLines - 1 }, (_, i) => bestBreak(words, i + 2, width)).filter(
    (lines) => lines !== null,
  );
  const [fewest] = breaks;
  // One line more than needed where that gives the shape; more would only be shape.
  const shaped = breaks.slice(0, 2).find((lines) => isShaped(lines.map(widthInCharacters)));
  return shaped ?? fewest ?? greedy(words, width);
}

function bestBreak(words: readonly string[], count: number, width: number): string[] | null {
  let best: { lines: string[]; cost: number } | null = null;
  for (const lines of breaksInto(words, count, width)) {
    const widths = lines.map(widthInCharacters);
    const mean = widths.reduce((sum, each) => sum + each, 0) / count;
    const spread = widths.reduce((sum, each) => sum + (each - mean) ** 2, 0) / count;
    const cost = spread + (isShaped(widths) ? 0 : 1000);
    if (!best || cost < best.cost) best = { lines, cost };
  }
  return best?.lines ?? null;
}

/** Whether the widths make a trapezoid or a diamond: no two neighbours alike, and nothing shorter between longer lines. */
export function isShaped(widths: readonly number[]): boolean {
  const steps = widths.slice(1).map((each, i) => Math.sign(each - (widths[i] ?? 0)));
  return !steps.includes(0) && !steps.some((step, i) => step > 0 && (steps[i - 1] ?? 1) < 0);
}

/** Every way to lay the words into exactly `count` lines that fit. */
function* breaksInto(words: readonly string[], count: number, width: number): Generator<string[]> {
  if (count === 1) {
    const line = words.join('');
    if (widthInCharacters(line) <= width) yield [line];
    return;
  }
  for (let taken = 1; taken <= words.length - count + 1; taken += 1) {
    const line = words.slice(0, taken).join('');
    if (widthInCharacters(line) > width) return;
    const rest = words.slice(taken);
    if (widthInCharacters(rest.join('')) > width * (count - 1)) continue;
    for (const lines of breaksInto(rest, count - 1, width)) yield [line, ...lines];
  }
}

function greedy(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = `${lines.at(-1) ?? ''}${word}`;
    if (lines.length > 0 && widthInCharacters(line) <= width) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}

function pieces(word: string, width: number): string[] {
  if (widthInCharacters(word) <= width) return [word];
  const parts: string[] = [];
  for (const character of word) {
    const last = parts.at(-1);
    if (last !== undefined && widthInCharacters(last + character) <= width) parts[parts.length - 1] = last + character;
    else parts.push(character);
  }
  return parts;
}

/** Where the words to keep together stand, as [start, end) of the title. */
function closedStretches(title: string, keepTogether: readonly string[]): [number, number][] {
  return keepTogether
    .filter((word) => word !== '')
    .flatMap((word) => {
      const found: [number, number][] = [];
      for (let at = title.indexOf(word); at >= 0; at = title.indexOf(word, at + word.length)) {
        found.push([at, at + word.length]);
      }
      return found;
    });
}
