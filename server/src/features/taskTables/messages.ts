import { messages } from '../../platform/locale/messages.ts';

export const say = messages('taskTables', {
  tooManyRows: {
    zh: '任务分解表最多 {limit} 行，请拆分后分别导入',
    en: 'A task table holds at most {limit} rows; split it',
  },
  noHeader: {
    zh: '没有找到表头。表头一行需写明“牵头单位”和“重点任务”或“具体措施”',
    en: 'No header was found. One row has to name 牵头单位 and 重点任务 or 具体措施',
  },
  columnTwice: {
    zh: '表头中“{title}”出现两次，请改名或删去一列',
    en: 'The header names “{title}” twice; rename or remove one',
  },
  noRows: { zh: '表头下没有任务', en: 'There are no tasks below the header' },
  changedMeanwhile: {
    zh: '预览之后，单位、人员或任务有变化，请核对新的预览后再提交',
    en: 'Organisations, people or tasks have changed since the preview; check the new one before you submit',
  },
  already: {
    zh: '这份文件已于{on}导入为《{title}》，没有重复导入',
    en: 'This file was imported on {on} as “{title}”; it was not imported again',
  },
  rowsOpen: {
    zh: '还有 {count} 处需要处理，没有导入任何内容',
    en: '{count} findings still need a decision; nothing was imported',
  },
  mobileTaken: {
    zh: '“{name}”的手机号已登记在他人名下，请从名册中选择本人',
    en: 'The number given for {name} belongs to a person on record; pick that person instead',
  },
  leadEmpty: { zh: '没有写牵头单位', en: '牵头单位 is empty' },
  leadEmptyHow: { zh: '在文件中补上，或在此选定，或略过此行', en: 'Fill it in, choose one here, or leave the row out' },
  organisationUnknown: { zh: '名册中没有“{value}”', en: 'There is no organisation “{value}”' },
  organisationAmbiguous: { zh: '“{value}”可以指多个单位', en: '“{value}” can mean several organisations' },
  organisationHow: { zh: '选定一个单位，或改正后重新上传', en: 'Choose one, or correct the file and upload it again' },
  supportHow: { zh: '选定一个单位，或不列为配合单位', en: 'Choose one, or do not list it as supporting' },
  leadSupports: {
    zh: '“{value}”既牵头又配合，只列为牵头单位',
    en: '“{value}” leads and supports; it is listed as lead only',
  },
  taskEmpty: { zh: '没有写任务', en: 'The row names no task' },
  taskEmptyHow: { zh: '在文件中补上，或略过此行', en: 'Fill it in, or leave the row out' },
  taskTooLong: { zh: '任务超过 1000 字', en: 'The task is longer than 1,000 characters' },
  taskTooLongHow: { zh: '缩短或拆成几行后重新上传', en: 'Shorten it or split it into rows' },
  personUnknown: { zh: '“{value}”不在“{organisation}”的名册中', en: '{value} is not on record at {organisation}' },
  personAmbiguous: { zh: '“{organisation}”有多位“{value}”', en: 'There are several {value} at {organisation}' },
  personHow: {
    zh: '选定一人、新增此人，或交由该单位联络员',
    en: 'Choose a person, add this one, or leave it to the liaison',
  },
  personNone: {
    zh: '没有写责任人，将由“{organisation}”的联络员负责',
    en: 'No accountable person is named; the liaison of {organisation} takes it',
  },
  noLiaison: {
    zh: '没有写责任人，“{organisation}”也没有联络员；下发前须先指定',
    en: 'No accountable person is named and {organisation} has no liaison; name one before the dispatch',
  },
  leaderUnknown: { zh: '责任领导“{value}”未能对应到名册', en: '责任领导 {value} was not found on record' },
  leaderHow: { zh: '可在此选定；不选则只保留文字', en: 'Choose one here, or the words alone are kept' },
  dueUnreadable: { zh: '完成时限“{value}”无法识别', en: 'The deadline “{value}” cannot be read' },
  dueUnreadableHow: {
    zh: '改为“2026年6月30日前”之类的写法，或不设时限',
    en: 'Write it like 2026年6月30日前, or set no deadline',
  },
  dueVague: {
    zh: '完成时限“{value}”不是确定日期，不设时限',
    en: 'The deadline “{value}” is no certain day; none is set',
  },
  duePassed: { zh: '完成时限已过', en: 'The deadline has passed' },
  formula: { zh: '“{value}”以等号开头，按文字处理', en: '“{value}” begins with an equals sign and is kept as text' },
  nothingToDo: { zh: '可以导入；如有需要，之后再调整', en: 'It can be imported; adjust it later if need be' },
  importSource: { zh: '导入的任务分解表《{title}》', en: 'imported task table “{title}”' },
  returnedSource: { zh: '返回的表格“{fileName}”', en: 'returned file “{fileName}”' },
  notReturned: {
    zh: '表中没有“编号”列，无法逐行对照。请使用从本系统导出的表格',
    en: 'The table has no column 编号, so rows cannot be matched. Use a table that was exported from here',
  },
  rowNotChosen: {
    zh: '所选的行已不能录入进展，请核对新的对照结果',
    en: 'A chosen row can no longer take progress; look at the new comparison',
  },
  nothingVisible: {
    zh: '没有找到这份文件，或其中没有您可查看的任务',
    en: 'There is no such document with tasks that you can see',
  },
});
