/** What reading a template can say; each sentence ends with what the maker of the file does about it. */
export const templateSentences = {
  columnMissing: {
    zh: '第一行没有“{column}”列：请补上这一列，没有内容可以留空',
    en: 'Row 1 has no column {column}; add it, its cells may be empty',
  },
  columnInOtherRow: {
    zh: '第一行没有“{column}”列，第{other}行有：所有列名须写在第一行，请把表头合并为一行',
    en: 'Row 1 has no column {column} but row {other} has; put all titles into row 1',
  },
  columnTwice: {
    zh: '“{column}”出现在{first}列和{second}列：请改名或删去一列',
    en: 'Columns {first} and {second} are both called {column}; rename or remove one',
  },
  columnUnknown: {
    zh: '{letter}列“{column}”不是本模板的列，没有读取；如写错列名请改正',
    en: 'Column {letter}, {column}, is none of this template and was not read; correct its title if it is misspelt',
  },
  columnUntitled: {
    zh: '{letter}列有内容而没有列名，没有读取；需要的话请在第一行写上列名',
    en: 'Column {letter} has contents and no title and was not read; give it a title in row 1 if it is needed',
  },
  headerElsewhere: {
    zh: '表头似乎在第{other}行：模板的表头须是第一行，请删去上面的行',
    en: 'The header seems to be row {other}; a template has it in row 1, remove the rows above',
  },
  headerAgain: { zh: '这一行又是表头：请删去', en: 'This row repeats the header; remove it' },
  cellEmpty: { zh: '不能为空：请填写', en: 'This cell is required; fill it in' },
  textBroken: {
    zh: '含有无法保存的字符，可能是编码不对：请重新输入，或另存为 UTF-8 后再导入',
    en: 'Holds signs that cannot be kept, perhaps by a wrong encoding; type it anew or save the file as UTF-8',
  },
  textTooLong: {
    zh: '长{length}字，最多{limit}字：请缩短',
    en: 'Is {length} characters long, at most {limit} are kept; shorten it',
  },
  nameUnreadable: { zh: '不是姓名：请填写姓名', en: 'Is no name of a person; fill in the name' },
  mobileUnreadable: {
    zh: '不是11位手机号：请填11位数字；若显示为1.39E+10，请把此列设为文本后重填',
    en: 'Is no mobile number of 11 digits; if it shows as 1.39E+10, make the column text and fill it in again',
  },
  dateUnreadable: {
    zh: '不是日期：请写成2026-03-05、2026/3/5或2026年3月5日',
    en: 'Is no date; write it like 2026-03-05, 2026/3/5 or 2026年3月5日',
  },
  dateUnclear: {
    zh: '不能确定是哪一天：请把此格设为文本，写成2026-10-01，只到月的写成2026-10',
    en: 'May mean several days; make the cell text and write 2026-10-01, or 2026-10 for a month',
  },
  dateNonexistent: { zh: '没有这一天或这个时刻：请改正', en: 'There is no such day or time; correct it' },
  dayNeeded: { zh: '只有月份：请写明是哪一天', en: 'Is only a month; name the day' },
  momentUnreadable: {
    zh: '不是时间：请写成2026-03-05 14:30',
    en: 'Is no time; write it like 2026-03-05 14:30',
  },
  wholeUnreadable: {
    zh: '不是整数：请填0或正整数，不带单位',
    en: 'Is no whole number; fill in 0 or more, without a unit',
  },
  yesNoUnreadable: { zh: '请填“是”或“否”', en: 'Fill in 是 or 否' },
  termUnreadable: { zh: '不是届次：请写成5、五届或第五届', en: 'Is no term; write it like 5, 五届 or 第五届' },
  codeUnknown: { zh: '没有“{part}”这一项，可填：{allowed}', en: 'There is no {part}; fill in one of {allowed}' },
  ethnicGroupUnknown: {
    zh: '没有“{part}”：请写民族名称（如“土家族”）或GB/T 3304代码',
    en: 'There is no {part}; write the name (土家族) or the code of GB/T 3304',
  },
  affiliationAmbiguous: {
    zh: '“{part}”可以指几个党派：请写明，如“中共党员”“民革党员”',
    en: '{part} can mean several parties; say which, like 中共党员 or 民革党员',
  },
  keyTwice: {
    zh: '与第{other}行重复（{columns}都相同）：请删去一行或改正',
    en: 'Repeats row {other} (same {columns}); remove one or correct it',
  },
  endBeforeStart: {
    zh: '早于“{column}”（{start}）：请改正其中一个',
    en: 'Is before {column} ({start}); correct one of them',
  },
  momentBeforeStart: {
    zh: '早于“{column}”（{start}）：请改正其中一个，只写日期表示当天00:00',
    en: 'Is before {column} ({start}); correct one of them, a date alone is 00:00',
  },
  bodyNeeded: {
    zh: '不能为空：除政协委员会外都要写明所属的政协机构',
    en: 'Every organisation but a 政协委员会 names the body it belongs to; fill it in',
  },
  bodyIsItself: {
    zh: '政协委员会的政协机构就是它自己：请留空，或填它的名称或别名',
    en: 'A 政协委员会 is its own body; leave the cell empty, or give its name or an alias',
  },
  guidedByNeedsBody: {
    zh: '只有政协委员会可填指导机构，这一行是{kind}：请清空此格或改正组织类型',
    en: 'Only a 政协委员会 is guided by a body, this is a {kind}; clear the cell or correct 组织类型',
  },
  guidesItself: { zh: '指导机构不能是它自己：请改正', en: 'A body does not guide itself; correct it' },
  meaningless: {
    zh: '{kind}没有“{column}”，没有记录；如组织类型写错请改正',
    en: 'A {kind} has no {column}, so it was not kept; correct 组织类型 if it is wrong',
  },
  termNeeded: {
    zh: '不能为空：只有机关干部可以不填届次',
    en: 'Only 机关干部 may have no term; fill it in',
  },
  endNeeded: {
    zh: '状态为“{status}”时不能为空：请填任职的最后一天',
    en: 'The status {status} needs the last day in office; fill it in',
  },
  rowsOverlap: {
    zh: '与第{other}行的任期重叠（同一人、政协机构和届次）：请改正其中一行的起止日期',
    en: 'Overlaps row {other} (same person, body and term); correct the dates of one',
  },
  nameAgainstNumber: {
    zh: '同一手机号在第{other}行的姓名是“{name}”：请改正姓名或手机号',
    en: 'Row {other} gives this number to {name}; correct the name or the number',
  },
  linkToOneself: {
    zh: '联系对象与党员委员是同一手机号：请改正',
    en: 'Both numbers are the same, and nobody contacts himself; correct one',
  },
  numbersIncomplete: {
    zh: '应到、实到、请假须都填或都不填：请补上或清空',
    en: '应到, 实到 and 请假 are all filled in or none; fill this one in or clear the others',
  },
  numbersExceed: {
    zh: '实到（{present}）与请假（{onLeave}）之和大于应到（{expected}）：请改正',
    en: '实到 ({present}) and 请假 ({onLeave}) are more than 应到 ({expected}); correct them',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export type TemplateMessageKey = keyof typeof templateSentences;

/** What was found, in whichever language it will be read. */
export interface TemplateMessage {
  key: TemplateMessageKey;
  slots: Readonly<Record<string, string | number>>;
}

/** Something found in a file; errors and warnings have the same shape (measures.md 2). */
export interface Finding {
  /** Number of the row in the sheet. */
  row: number;
  /** Title of the column; empty where a whole row is meant. */
  column: string;
  /** The cell as written. */
  value: string;
  message: TemplateMessage;
}

const longestQuoted = 60;

/** The message and its slots. */
export function message(
  key: TemplateMessageKey,
  slots: Readonly<Record<string, string | number>> = {},
): TemplateMessage {
  return { key, slots };
}

/** The message in one language. A slot without a value stays visible, so that the mistake is seen. */
export function speakTemplateMessage({ key, slots }: TemplateMessage, language: 'zh-CN' | 'en'): string {
  const sentence = templateSentences[key];
  const template = language === 'en' ? sentence.en : sentence.zh;
  return template.replace(/\{(\w+)\}/g, (slot, name: string) => shortened(String(slots[name] ?? slot)));
}

/** One line that names row, column, value and what to do. */
export function speakFinding({ row, column, value, message: said }: Finding, language: 'zh-CN' | 'en'): string {
  const words = speakTemplateMessage(said, language);
  const cell = shortened(value);
  if (language === 'en') {
    return `Row ${row}${column === '' ? '' : `, ${column}`}${cell === '' ? '' : `, “${cell}”`}: ${words}`;
  }
  return `第${row}行${column === '' ? '' : `“${column}”`}${cell === '' ? '' : `（${cell}）`}：${words}`;
}

function shortened(text: string): string {
  return text.length <= longestQuoted ? text : `${text.slice(0, longestQuoted - 1).toWellFormed()}…`;
}
