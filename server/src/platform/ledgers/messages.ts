import { messages } from '../locale/messages.ts';

export const say = messages('ledgers', {
  notOurs: {
    zh: '这不是从协力导出的台账：没有找到隐藏的“核对码”列。请使用导出的原文件；如复制过内容，请连同隐藏列一并复制',
    en: 'This is no ledger exported from Xieli: its hidden column “Check code” was not found. Use the exported file itself, or copy its hidden column too',
  },
  unknownKind: {
    zh: '协力没有这类台账（{kind}），文件可能来自更新的版本',
    en: 'There is no such ledger here ({kind}); the file may come from a newer version',
  },
  badMark: {
    zh: '文件的核对码已损坏，无法得知是哪一次导出，请重新导出',
    en: 'The check code of the file is damaged, so it is not known which export it is of; export it again',
  },
  codesGone: {
    zh: '文件中没有一行带有核对码：隐藏的“核对码”列可能在另存、复制或删列时丢失，不能逐行核对。请把改动填入导出的原文件，或重新导出一份来填，并保留隐藏列',
    en: 'No row of the file carries its check code: the hidden column “Check code” was probably lost when the file was saved, copied or cut, so its rows cannot be matched. Put the changes into the exported file itself, or into a new export, and keep the hidden column',
  },
  noHeader: {
    zh: '没有找到表头：前 40 行中没有“{first}”等列名。请恢复导出时的表头一行',
    en: 'No header was found: none of the first 40 rows names columns such as “{first}”. Put the header of the export back',
  },
  tooManyRows: {
    zh: '台账最多读回 {limit} 行，请用筛选分次导出后再核对',
    en: 'A ledger of at most {limit} rows is read back; export it in parts by the filter',
  },
  verdict: { zh: '核对结果', en: 'Result' },
  nowHere: { zh: '协力现在', en: 'Xieli now' },
  same: { zh: '一致', en: 'unchanged' },
  differs: { zh: '有差异', en: 'differs' },
  added: { zh: '新增行（没有核对码）', en: 'added (no check code)' },
  notKnown: { zh: '列表中没有这条记录', en: 'not in the list' },
  twice: { zh: '与上面的行重复', en: 'the same row again' },
  otherExport: { zh: '来自另一次导出，未核对', en: 'of another export, not compared' },
  missing: { zh: '文件中没有的行', en: 'Not in the file' },
  record: { zh: '记录', en: 'Record' },
  empty: { zh: '（空）', en: '(empty)' },
  marked: { zh: '{name}（核对）', en: '{name} (checked)' },
  more: { zh: '另有 {count} 行未列出', en: '{count} more are not listed' },
});
