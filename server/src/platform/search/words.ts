import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let loaded: Jieba | null = null;

/** The dictionary takes a moment to load, so it is loaded with the first text. */
function segmenter(): Jieba {
  loaded ??= Jieba.withDict(dict);
  return loaded;
}

/**
 * The words of a text, long ones also by their parts, for a `tsvector` of the configuration `simple` (design.md 3, Search).
 * @example searchWords('建立党员活动小组') // '建立 党员 活动 小组'
 */
export function searchWords(text: string): string {
  return wordsOf(text).join(' ');
}

/** The same words as a `tsquery` in which each must begin some word of the text; null when there is none. */
export function searchQuery(text: string): string | null {
  const words = [...new Set(wordsOf(text))];
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ');
}

function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return segmenter()
    .cutForSearch(plain, true)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
