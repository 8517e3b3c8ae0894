import type { ProblemMention } from './model.ts';
import type { Paragraph } from './paragraphs.ts';
import { splitSentences } from './segments.ts';

/** `要看到，…还不高` and `存在…不深入、不平衡` name what is lacking; they make no task (domain.md G2, G4). */
const LACKING =
  /(?:还|仍|不够|尚|较|比较|有些|有的|少数|不少|部分|个别|一些)[^，。；]{0,20}(?:不高|不强|不足|不够|不深|不宽|不到位|不健全|不平衡|不完善|不突出|不充分|滞后|薄弱|欠缺|偏低|偏少|差距)|存在[^。；]{0,120}(?:问题|不足|差距|短板|薄弱环节)|(?:不够(?:高|深|宽|紧|严|实|细|强|多|好|到位|充分|深入|扎实|健全|完善|突出|平衡|规范))|不深入|不健全|不平衡|不到位/;
const HAS_MODAL =
  /(?:查找|查摆|梳理|排查|针对|克服|解决|防止|避免|整改|纠正|改变|破解|杜绝|不得|如|若|凡|对于?[^，。；]{0,12}(?:不|问题))/;

/** Finds the stretches that name a problem; a stretch is one clause or a list of them. */
export function findProblems(
  text: string,
  paragraphs: Paragraph[],
  isOutside: (index: number) => boolean,
): ProblemMention[] {
  const found: ProblemMention[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph.text === '' || paragraph.cells || isOutside(paragraph.index)) continue;
    if (!LACKING.test(paragraph.text)) continue;
    for (const sentence of splitSentences(text, paragraph.start, paragraph.end)) {
      for (const segment of sentence.segments) {
        if (!LACKING.test(segment.text) || HAS_MODAL.test(segment.text)) continue;
        found.push({ start: segment.start, end: segment.end, quote: segment.text });
      }
    }
  }
  return found;
}
