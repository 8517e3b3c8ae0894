import type { Recurrence } from './model.ts';
import { ordinalOf } from './numbering.ts';
import { signed } from './signs.ts';

const PERIODS: { pattern: RegExp; period: Recurrence['period'] }[] = [
  { pattern: /每(?:两|2|二|隔一)年/, period: 'P2Y' },
  { pattern: /每(?:两|2|二)个?月|逐双月/, period: 'P2M' },
  { pattern: /每(?:两|2|二)个?(?:周|星期)|每半个?月/, period: 'P2W' },
  { pattern: /每半年|每六个月|每学期/, period: 'P6M' },
  { pattern: /每(?:个)?季度?|按季度?(?=[^节])|逐季|季度末/, period: 'P3M' },
  { pattern: /每(?:个)?月|按月|逐月/, period: 'P1M' },
  { pattern: /每(?:个)?(?:周|星期)|按周|逐周/, period: 'P1W' },
  { pattern: /每日|每天|逐日|按日/, period: 'P1D' },
  { pattern: /每(?:一)?年(?:度)?|按年度?|逐年|一年一[次度]/, period: 'P1Y' },
];

/** One of these stands in each of them. */
const RHYTHM = signed('每逐按季一', /每|逐|按|季度末|一年一/);

/**
 * Regularity without an interval: `periodic` in the GUIDE shape. As a noun (常态化制度化) it is an aim, not a rhythm; 适时 is no
 * rhythm but a day that is to be asked for (domain.md G6).
 */
const LOOSE = signed(
  '期常态',
  /定期|不定期|经常(?!化)(?:性地?)?|常态化(?=开展|推进|组织|做好|实施|进行|抓|运行|联系|落实|走访)/,
);

/** `每季度至少2次` gives 2; a number of times stands close behind the period. */
const MINIMUM =
  /^[^，。；]{0,12}?(?:至少|不少于|不低于)?[^，。；\d]{0,6}?([一二两三四五六七八九十]|\d{1,2})(?:次|场|期|轮|篇|条|件|节)(?:以上)?/;

/** `每月5日前`: by when in each period; kept as words. */
const WITHIN_PERIOD = /^(?:[0-3]?\d[日号]|[底末初]|[上中下]旬)(?:之前|以前|前)?/;

/** The interval at which an action is to be repeated, or null (domain.md G6, GUIDE 2). */
export function findRecurrence(text: string): Recurrence | null {
  for (const { pattern, period } of RHYTHM.canMatch(text) ? PERIODS : []) {
    const match = pattern.exec(text);
    if (!match) continue;
    const after = text.slice(match.index + match[0].length);
    const times = MINIMUM.exec(after)?.[1];
    const within = WITHIN_PERIOD.exec(after)?.[0] ?? '';
    return { period, minimum: times ? ordinalOf(times) : null, text: `${match[0]}${within}` };
  }
  const loose = LOOSE.exec(text);
  return loose ? { period: 'periodic', minimum: null, text: loose[0] } : null;
}
