import { addMonths, chineseDate, parseDate } from '../dates.ts';
import type { RenderedDocument } from './model.ts';

const TITLE = '专委会党支部建设实施意见';

/**
 * The fictional opinion from above that the speech cites, dated a year before it: what its clauses ask is carried out by the speech in
 * part. Throws a RangeError when the anchor is no date.
 */
export function renderOpinion(anchor: string): RenderedDocument {
  const date = addMonths(anchor, -15);
  const number = `云协党发〔${parseDate(date).year}〕4号`;
  const paragraphs = [
    '中共云汀市政协党组文件',
    number,
    TITLE,
    '市政协各专委会，各县（市、区）政协党组：',
    '一、组织设置',
    '（一）应建尽建。各专委会要建立党支部，条件不具备的建立功能型党支部，报机关党组备案。',
    '（二）全员纳入。每名党员委员都要编入一个专委会党支部，参加支部的组织生活。',
    '二、作用发挥',
    '（三）联系党外委员。每名党员委员联系党外委员，经常谈心交流，了解思想状况。',
    '（四）开展特色活动。专委会党支部每季度组织特色活动，做到党建与履职相结合。',
    '（五）打造党建品牌。每个专委会党支部形成一个党建品牌，总结推广好做法。',
    '三、组织保障',
    '（六）压实主体责任。政协党组每半年专题研究一次意识形态和支部建设工作，书记履行第一责任人职责。',
    '（七）培训支部书记。对专委会党支部书记任期内轮训一遍，每年集中培训不少于三天。',
    '（八）保障活动经费。专委会党支部活动经费列入年度预算，专款专用。',
    '云汀市政协党组',
    chineseDate(date),
  ];
  return { title: TITLE, issuer: '云汀市政协党组', date, number, text: `${paragraphs.join('\n')}\n` };
}
