import { messages } from '../../platform/locale/messages.ts';

export const say = messages('policies', {
  notFound: { zh: '没有找到这份上级文件', en: 'The upstream document was not found' },
  linkNotFound: { zh: '没有找到这条对应关系', en: 'The link was not found' },
  accountNeeded: { zh: '这一操作须由本人登录后办理', en: 'This is done by a person who is signed in' },
  changedMeanwhile: {
    zh: '内容已被他人修改，请核对后重试',
    en: 'Somebody else changed this meanwhile; look again and retry',
  },
  taken: {
    zh: '这份文件已经登记：《{title}》。如是同一份，请直接使用；如不是，请写明不同的文号',
    en: 'This document is registered already: {title}. Use that one; if it is another one, give its own number',
  },
  titleEmpty: { zh: '请填写标题', en: 'Give the title' },
  merged: { zh: '这条登记已并入另一份，请到那一份办理', en: 'This entry was merged into another one; act on that one' },
  mergeSelf: { zh: '不能并入自身', en: 'An entry cannot be merged into itself' },
  mergeTexts: {
    zh: '两份登记关联了不同的正文，不是同一份文件；如确属重复，请先取消其中一份的关联',
    en: 'The two entries have different texts. If they are doubles all the same, detach one of them first',
  },
  mergeWritten: {
    zh: '这条登记下已填写对标对表，请反过来把另一份并入它',
    en: 'A gap sheet was filled in under this entry; merge the other one into it instead',
  },
  attachWritten: {
    zh: '已对照现有正文填写对标对表，不能改换或取消关联；如上级文件有新文本，请在该文件上登记修订稿',
    en: 'A gap sheet was filled in beside this text, which therefore stays; register a new version of that document instead',
  },
  notConfirmed: {
    zh: '文件还没有确认，确认后再登记引用',
    en: 'The document is not confirmed; register what it cites after that',
  },
  newVersion: {
    zh: '文件已有新的版本，请刷新后重新核对',
    en: 'The document has a new version; reload and look again',
  },
  noText: {
    zh: '这份上级文件还没有关联正文，请先导入并关联',
    en: 'This upstream document has no text yet; import one and attach it',
  },
  sameDocument: {
    zh: '文件不能与自身建立对应关系',
    en: 'A document cannot be linked with itself',
  },
  directiveUnknown: {
    zh: '没有找到可用的文件，可能已撤回',
    en: 'No such document: it may have been withdrawn',
  },
  itemGone: {
    zh: '所选要求或条款已有变化，请刷新后重新核对',
    en: 'A chosen requirement or clause has changed; reload and look again',
  },
  tooLongToCompare: {
    zh: '两份文件过长，没有在限定的时间内比对完。可以手工添加对应',
    en: 'The two documents are too long to be compared within the limit of time; links can be added by hand',
  },
  linkState: {
    zh: '这条对应关系已经撤销或否定',
    en: 'This link was withdrawn or rejected already',
  },
  confirmedBefore: {
    zh: '“{action}”与上级条款“{clause}”已确认过对应，但其中一端后来有变化。请在“已核对”中对照后重新确认或撤销',
    en: '“{action}” and the clause “{clause}” were linked before, and one end has changed since. Look at the link under “Decided”, and confirm it anew or withdraw it',
  },
  decidedSince: {
    zh: '这一步之后又有新的决定，不能撤销，请查看最新情况',
    en: 'Something was decided after this step, so it cannot be taken back; look at how it stands now',
  },
  cannotReconfirm: {
    zh: '对应的一端已不存在，不能重新确认，只能撤销',
    en: 'One end is not there any more; the link can only be withdrawn',
  },
  bodyUnknown: { zh: '没有找到这个单位', en: 'There is no such body' },
  bodyNotHere: {
    zh: '“{name}”不是政协，也没有与这份上级文件对应的要求或任务，不能作对标对表，请从上级文件页选择单位',
    en: '{name} is no CPPCC body and has no requirement or task under this document, so there is no gap sheet for it; choose a body on the page of the document',
  },
  clauseUnknown: {
    zh: '上级文件现行版本中没有这一条，请刷新后重试',
    en: 'The version in force has no such clause; reload and retry',
  },
  ownerUnknown: { zh: '没有找到这个责任单位', en: 'There is no such organisation' },
  notThisSheet: {
    zh: '这不是这份对标对表，请上传从本页导出的文件',
    en: 'This is not this gap sheet; upload the file that was exported from this page',
  },
  columnsGone: {
    zh: '表中没有“{columns}”列，请保留导出时的列名',
    en: 'The columns {columns} are missing; keep the titles of the export',
  },
  hasErrors: {
    zh: '表中有{count}行不能登记，全部未登记，请按提示修改后重新上传',
    en: 'Rows that cannot be entered: {count}. Nothing was entered; mend them and upload the file again',
  },
  rowAdded: {
    zh: '这一行没有核对码，不是导出时的行；新增的行不能登记',
    en: 'The row has no check code: rows cannot be added',
  },
  rowForeign: { zh: '这一行不属于这份对标对表', en: 'The row belongs to another sheet' },
  rowTwice: { zh: '同一条出现了两次', en: 'The same clause stands here twice' },
  rowFormula: { zh: '“{column}”是公式，请改为文字', en: '{column} is a formula; write plain words' },
  rowTooLong: { zh: '“{column}”超过1000字', en: '{column} is longer than 1000 characters' },
  rowOwner: {
    zh: '没有叫“{name}”的单位，请写全称或规范简称',
    en: 'There is no organisation called {name}; write its official or short name',
  },
  rowOwnerSeveral: {
    zh: '有几个单位叫“{name}”，请写全称',
    en: 'Several organisations are called {name}; write the official name',
  },
  rowDay: {
    zh: '“{text}”不是日期，请写成2026-09-30或2026年9月30日',
    en: '{text} is no day; write 2026-09-30',
  },
  rowHere: {
    zh: '“{column}”在导出后已在系统中改为“{now}”，请重新导出后再填',
    en: '{column} was changed here to “{now}” since the export; export the sheet anew',
  },
});
