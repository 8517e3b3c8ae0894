import type { Finding } from '@xieli/gongwen';
import { type Message, messages } from '../../platform/locale/messages.ts';

export const say = messages('papers', {
  noPaper: { zh: '没有找到这份公文，可能已作废', en: 'The paper was not found; it may have been discarded' },
  noDirective: {
    zh: '没有找到这份文件，请从总览重新进入',
    en: 'The document was not found; start again from the board',
  },
  noTasks: {
    zh: '这份文件还没有下发的任务，没有内容可写入公文。请先下发任务',
    en: 'Nothing of this document was dispatched yet, so there is nothing to write; dispatch its tasks first',
  },
  noAddressee: { zh: '请选择督办函的主送单位', en: 'Choose whom the letter is addressed to' },
  toItself: {
    zh: '督办函不能发给本机关，请选择其他单位',
    en: 'A letter cannot go to its own issuer; choose another organisation',
  },
  nothingLate: {
    zh: '这个单位目前没有逾期未提交的任务，无需发督办函',
    en: 'This organisation has no late task that is not submitted; no letter is needed',
  },
  noIssuer: {
    zh: '系统中还没有市政协的组织信息，请先导入组织',
    en: 'The city’s own body is not known yet; import organisations first',
  },
  changedMeanwhile: {
    zh: '这份公文已被他人修改，请核对后重新提交',
    en: 'Somebody else changed this paper meanwhile; compare and send again',
  },
  movedMeanwhile: {
    zh: '任务刚刚有变动，数据与清单不一致，请再点一次',
    en: 'A task moved at this very moment, so that figures and list differ; press once more',
  },
  issuedAlready: {
    zh: '公文已印发，不能再修改；如有错误请另行发文',
    en: 'The paper is issued and can no longer be changed',
  },
  numberTaken: {
    zh: '{number}已用于《{title}》，请换一个序号',
    en: '{number} already belongs to “{title}”; choose another serial number',
  },
  numberWrong: {
    zh: '发文字号有误：机关代字用汉字或字母，年份四位，序号从1起、不加0',
    en: 'The number is wrong: letters or characters for the office, a year of four digits, a serial from 1 without zeros',
  },
  yearOfDay: {
    zh: '发文字号的年份与成文日期不一致，请改为同一年',
    en: 'The year of the number and the date of the paper differ; make them the same',
  },
  paperWrong: {
    zh: '不符合公文格式要求，请按下列提示修改',
    en: 'This is against the format of papers; mend what is listed',
  },
  noTemplate: {
    zh: '这个模板已停用或不适用于这一文种，请另选模板或国标格式',
    en: 'This template has ended or does not serve this kind; choose another or the standard format',
  },
  onlyDrafts: { zh: '已印发，不能修改', en: 'Issued papers are not changed' },
  notAllowed: { zh: '由办公室经办拟制和印发', en: 'The office clerk drafts and issues papers' },
});

const findings = messages('papers.findings', {
  titleMissing: { zh: '缺少标题', en: 'The title is missing' },
  issuerMissing: { zh: '缺少发文机关', en: 'The issuer is missing' },
  bodyEmpty: { zh: '正文为空', en: 'There is no text' },
  numberWrong: { zh: '发文字号有误', en: 'The number is wrong' },
  dayWrong: { zh: '日期有误', en: 'A date is wrong' },
  copyNumberWrong: { zh: '份号有误', en: 'The copy number is wrong' },
  copyNumberMissing: { zh: '缺少份号', en: 'The copy number is missing' },
  signerMissing: { zh: '上行文缺少签发人', en: 'An upward document lacks its signer' },
  signersNotUpward: { zh: '只有上行文标注签发人', en: 'Only upward documents name a signer' },
  recipientsMissing: { zh: '缺少主送机关', en: 'The recipients are missing' },
  recipientsUnknownToKind: { zh: '这一文种不写主送机关', en: 'This kind names no recipients' },
  rowOfOtherLength: { zh: '表格的列数不一致', en: 'A row of a table has another length' },
  attachmentUntitled: { zh: '附件缺少名称', en: 'An attachment has no title' },
  closingPunctuation: { zh: '标题末尾不用标点', en: 'A title ends without punctuation' },
  presenceOutsideMinutes: { zh: '只有纪要列出席人员', en: 'Only minutes list who was present' },
});

/** A finding of the format in the words of a person. */
export function findingMessage({ code }: Finding): Message {
  return findings[code]();
}
