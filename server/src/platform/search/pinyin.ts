import { pinyin } from 'pinyin-pro';

export interface Spelling {
  /** All syllables without tones: `yuntingshizhengxie`. */
  pinyin: string;
  /** The first letter of each: `ytszx`. */
  initials: string;
}

/**
 * How a name is typed on a Latin keyboard. Letters and digits stay as they are, everything else is dropped.
 * @param options.person reads the first characters as a surname (单 is Shàn, not Dān)
 */
export function spellingOf(name: string, options: { person?: boolean } = {}): Spelling {
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    v: true,
    surname: options.person ? 'head' : 'off',
  });
  const plain = syllables.map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, '')).filter(Boolean);
  return { pinyin: plain.join(''), initials: plain.map((syllable) => syllable.charAt(0)).join('') };
}
