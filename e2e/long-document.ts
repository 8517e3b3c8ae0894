/** Bodies that are asked, some of them by words that name nobody here. */
const owners = [
  '各县（市、区）政协',
  '市政协各专委会',
  '市政协提案委员会',
  '市政协办公室',
  '机关党支部',
  '委员活动小组',
];
/** What is asked, in turn; a few of each certainty, and times of each kind. */
const asks = [
  '要在{month}月底前建立走访台账，每季度至少走访{count}次，并于年底前报送走访情况',
  '年内必须完成{count}个委员工作站的选址和挂牌',
  '近期要梳理履职档案，及时补齐缺项',
  '要在2026年3月底前完成自查',
  '应当每月通报{count}次进展，不得以通知代替落实',
  '切记居高临下、走马观花',
  '要不断增强联系群众的自觉性。要把走访群众当作日常功课',
  '完善委员联系机制，推进协商议事下沉',
] as const;
const background = '近年来，各单位围绕中心工作积极履职，为高质量发展凝聚了人心和力量，这些做法得到了群众的认可。';

/**
 * A fictional document of a hundred pages: the same for the same number of sections, and none of it from a real one.
 * @param sections headings of the first level; each holds six numbered paragraphs
 */
export function longDocument(sections: number): string {
  const lines = ['关于推进委员联系群众工作的实施方案', '各县（市、区）政协，市政协各专委会：'];
  for (let section = 1; section <= sections; section += 1) {
    lines.push(`${numeral(section)}、第${section}部分工作`);
    for (let part = 1; part <= 6; part += 1) {
      const at = section * 6 + part;
      const asked = [at, at + 3].map(
        (turn) => `${owners[turn % owners.length]}${filled(asks[turn % asks.length] ?? '', turn)}。`,
      );
      lines.push(`（${numeral(part)}）第${section}之${part}项。${asked.join('')}${background.repeat(7)}`);
    }
  }
  return [...lines, '云汀市政协办公室', '2026年6月16日'].join('\n');
}

function filled(words: string, turn: number): string {
  return words.replace('{month}', `${7 + (turn % 5)}`).replace('{count}', `${1 + (turn % 4)}`);
}

const signs = '零一二三四五六七八九';
function numeral(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const begin = tens === 0 ? '' : `${tens === 1 ? '' : signs[tens]}十`;
  return `${begin}${ones === 0 && tens > 0 ? '' : signs[ones]}`;
}
