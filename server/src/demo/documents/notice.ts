import { chineseDate, parseDate } from '../dates.ts';
import type { RenderedDocument } from './model.ts';
import { byDay, byEndOfMonth } from './phrases.ts';

const TITLE = '关于开展“支部进一线、委员听民声”系列活动的通知';

/**
 * The fictional notice that waits under 试一试, dated on the anchor: one series of activities with its owners in brackets.
 * Throws a RangeError when the anchor is no date.
 */
export function renderNotice(anchor: string): RenderedDocument {
  const { year } = parseDate(anchor);
  const number = `云协办〔${year}〕36号`;
  const paragraphs = [
    '云汀市政协办公室文件',
    number,
    TITLE,
    '各县（市、区）政协，市政协各专委会、机关各党支部：',
    '为引导党员委员在联系群众中更好发挥作用，让协商走进群众身边，经市政协主席会议研究同意，决定在全市政协系统开展“支部进一线、委员听民声”系列活动，具体安排通知如下。',
    '一、活动安排',
    `（一）开展一次专题学习。各专委会党支部组织党员委员学习人民政协理论和基层治理有关政策，邀请党外委员参加，${byDay(anchor, 1, 15)}完成。（责任单位：市政协机关党组、各专委会党支部）`,
    `（二）组织一次入户走访。每个专委会党支部走访群众不少于30户，逐户填写《民声记录单》，${byEndOfMonth(anchor, 1)}汇总报委员工作委员会。（责任单位：各专委会党支部，配合单位：委员工作委员会）`,
    `（三）召开一次现场协商会。各县（市、区）政协围绕群众反映集中的问题，选择1至2个议题，${byEndOfMonth(anchor, 2)}召开现场协商会，并于会后10个工作日内将协商成果报市政协办公室。（责任单位：各县（市、区）政协）`,
    '（四）办好一批民生实事。对走访中收集的意见建议，能够当场答复的当场答复，不能当场答复的转为社情民意信息或平时提案。（责任单位：提案委员会、社会法制委员会）',
    `（五）开展一次回访。各专委会党支部对已经办理的意见建议逐件回访，${byDay(anchor, 3, 10)}将回访情况报市政协机关党组，对群众不满意的要重新研究、再次转办。（责任单位：各专委会党支部）`,
    `（六）总结一批活动案例。教科卫体委员会牵头、文化文史和学习委员会配合，${byEndOfMonth(anchor, 3)}编印活动案例选。（责任单位：教科卫体委员会、文化文史和学习委员会）`,
    '二、有关要求',
    '1. 加强组织领导。各单位要明确1名联络员，自本通知印发之日起10个工作日内将名单报市政协办公室。',
    '2. 注重活动实效。活动开展情况纳入专委会党支部年度工作总结，党员委员参加情况由组织活动的支部如实记录，不作个人排名。',
    '3. 坚持轻车简从。不得要求基层制作展板、准备汇报材料，严禁以拍照留痕代替工作成效。',
    '4. 加强宣传引导。鼓励各单位运用委员空中讲堂等平台分享活动体会。市政协办公室每月通报1次活动进展。',
    '联系人：市政协办公室经办人员',
    '云汀市政协办公室',
    chineseDate(anchor),
  ];
  return { title: TITLE, issuer: '云汀市政协办公室', date: anchor, number, text: `${paragraphs.join('\n')}\n` };
}
