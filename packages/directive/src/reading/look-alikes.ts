/** Radicals of U+2E80–2EFF that stand for whole characters in the text of a .pdf; NFKC leaves all but two of them as they are. */
const RADICALS =
  '⺁厂⺇几⺌小⺍小⺒巳⺜日⺝月⺟母⺠民⺩王⺪疋⺬示⺮竹⺶羊⺷羊⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟';
const CHARACTER_OF = new Map(
  Array.from({ length: RADICALS.length / 2 }, (_, index) => [
    RADICALS.charAt(index * 2),
    RADICALS.charAt(index * 2 + 1),
  ]),
);

/**
 * Fonts in a .pdf name some characters by the radical that looks like them: `⼯` for `工`. Only these are replaced, one for
 * one: the whole text under NFKC would change full-width signs too.
 */
export function withoutLookAlikes(text: string): { text: string; count: number } {
  let count = 0;
  const plain = text.replace(/[\u2e80-\u2eff\u2f00-\u2fdf]/g, (sign) => {
    const character = sign >= '\u2f00' ? sign.normalize('NFKC') : (CHARACTER_OF.get(sign) ?? sign);
    if (character !== sign) count += 1;
    return character;
  });
  return { text: plain, count };
}
