import type { LeftOutReason, LeftOutSegment } from './model.ts';
import type { Paragraph } from './paragraphs.ts';

interface LeftOutRule {
  reason: LeftOutReason;
  pattern: RegExp;
  /** Longer lines are body, whatever words they hold. */
  longest: number;
}

const RULES: LeftOutRule[] = [
  { reason: 'pageNumber', pattern: /^[-—–－\s]*\d{1,4}[-—–－\s]*$/, longest: 12 },
  {
    reason: 'pageNumber',
    pattern:
      /^第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?$|^page\s*\d+(?:\s*(?:of|\/)\s*\d+)?$|^\d{1,4}\s*\/\s*\d{1,4}$/i,
    longest: 24,
  },
  {
    reason: 'advertisement',
    pattern:
      /^(?![一二三四五六七八九十\d（(]{1,4}[、.．）)])[^。]*(?:公文|范文|文秘|写作|资料|文库|笔杆子)[^。]{0,12}(?:网|公众号|微信|QQ|交流群|下载|会员|加入)|(?:扫码|扫描|长按)[^。]{0,12}(?:二维码|关注|加入|识别)|(?:关注|加)[^。]{0,10}(?:公众号|微信号|客服微信)|更多[^。]{0,16}(?:请访问|尽在|请关注|下载)|(?:免费|会员|付费)下载|本文(?:来自|来源于|由)[^。]{0,20}(?:网|整理|提供)|客服(?:热线|电话|QQ)|^[【[（(]?广告[】\]）)]?|^(?:热门推荐|猜你喜欢|精彩推荐)|扫一扫[^。]{0,16}(?:打开|查看|阅读)|下载[^。]{0,14}(?:客户端|APP)|(?:立减|买一送一|限时优惠|火热招生)/,
    longest: 80,
  },
  {
    reason: 'advertisement',
    pattern: /^(?:https?:\/\/|www\.)\S+$|^[\w.-]+\.(?:com|cn|net|org)(?:\/\S*)?$/i,
    longest: 200,
  },
  {
    reason: 'navigation',
    pattern:
      /^(?:首页|当前位置|您(?:现在|当前)?(?:的位置|所在位置)|上一篇|下一篇|返回(?:顶部|首页|列表)|打印本页|关闭窗口|字[体号](?:大小)?[：:]|浏览次数|阅读次数|点击(?:数|量|次数)|分享到|相关(?:链接|阅读|文章)|责任编辑[：:]|信息来源[：:]|来源[：:]|发布(?:时间|日期|机构)[：:]|索\s*引\s*号[：:]|主题分类[：:]|版权所有|主办单位[：:].*(?:备案|ICP)|.*ICP备\d+|网站地图|无障碍|[【[]?(?:打印|关闭|收藏|分享|大|中|小)(?:[\s|｜【】[\]]+(?:打印|关闭|收藏|分享|大|中|小))*[】\]]?$)/,
    longest: 120,
  },
  { reason: 'watermark', pattern: /^(?:内部文件|样稿|草稿|水印|DRAFT|CONFIDENTIAL|仅供(?:内部)?参考)$/i, longest: 20 },
];

/** A head or foot printed on every page shows as the same short line three times or more. */
const LEAST_REPEATS = 3;

/**
 * Lines that are no part of the document: page numbers, advertising, site navigation, running heads. They stay in the
 * text and are shown with the reason; nothing is removed (spine.md 3.3).
 * @param kept where lines begin that a person wants to be read all the same
 */
export function findLeftOut(paragraphs: Paragraph[], kept: readonly number[] = []): LeftOutSegment[] {
  const repeats = countRepeats(paragraphs);
  const wanted = new Set(kept);
  const found: LeftOutSegment[] = [];
  paragraphs.forEach((paragraph) => {
    if (paragraph.text === '' || paragraph.cells || wanted.has(paragraph.start)) return;
    const rule = RULES.find(
      (candidate) => paragraph.text.length <= candidate.longest && candidate.pattern.test(paragraph.text),
    );
    const reason = rule?.reason ?? (isRunningHead(paragraph, repeats) ? 'runningHead' : null);
    if (reason) found.push({ start: paragraph.start, end: paragraph.end, reason });
  });
  return found;
}

/** Whether a line is nothing but the number of a page. */
export function isPageNumber(line: string): boolean {
  return RULES.some((rule) => rule.reason === 'pageNumber' && line.length <= rule.longest && rule.pattern.test(line));
}

function countRepeats(paragraphs: Paragraph[]): Map<string, number> {
  const repeats = new Map<string, number>();
  for (const paragraph of paragraphs) {
    if (paragraph.text.length > 40) continue;
    repeats.set(paragraph.text, (repeats.get(paragraph.text) ?? 0) + 1);
  }
  return repeats;
}

/** The same line again and again, unless it reads like an item, a sentence or a table mark. */
function isRunningHead(paragraph: Paragraph, repeats: Map<string, number>): boolean {
  if ((repeats.get(paragraph.text) ?? 0) < LEAST_REPEATS || paragraph.text.length < 5) return false;
  return !/[。；：，]|^[（(]?[一二三四五六七八九十\d]+[、.）)]/.test(paragraph.text);
}
