import { signed } from '../signs.ts';

/** Political formulas that are known by name; calling on them asks for no deed (domain.md A34, G10). */
const SLOGANS = [
  '四个意识',
  '四个自信',
  '两个维护',
  '两个确立',
  '四个全面',
  '五位一体',
  '两个大局',
  '国之大者',
  '政治判断力',
  '政治领悟力',
  '政治执行力',
];

const SLOGAN = new RegExp(`[“"]?(?:${SLOGANS.join('|')})[”"]?`, 'g');
const HOLDS_SLOGAN = signed('四两五国治', new RegExp(SLOGANS.join('|')));
const AROUND =
  /不断|始终|自觉|坚决|切实|深刻|进一步|增强|坚定|做到|领悟|胸怀|心怀|牢记|提高|树牢|捍卫|把|对|的|和|与|及|，|、|；|\s/g;

/** Whether the words are nothing but such formulas and the verbs that go with them. */
export function isSloganOnly(words: string): boolean {
  if (!HOLDS_SLOGAN.test(words)) return false;
  return words.replace(SLOGAN, '').replace(AROUND, '') === '';
}
