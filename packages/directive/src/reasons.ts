/**
 * Why something was read so, in words a person reads: the one table of the keys in `Obligation.reasons`, for the screen, for
 * `xieli parse` and for other programs. `{text}` is the passage that the reader went by.
 */
export const reasonWords = {
  'zh-CN': {
    'modal.directive': '有要求用语“{text}”',
    'modal.request': '有请求用语“{text}”',
    'modal.prohibition': '有禁止用语“{text}”',
    'modal.suggestion': '有建议用语“{text}”',
    'modal.plan': '有计划用语“{text}”',
    'modal.permission': '有允许用语“{text}”',
    'modal.chained': '承接前面的要求用语“{text}”',
    'modal.bareVerb': '没有要求用语，按动词“{text}”判断',
    'table.actionColumn': '位于任务栏',
    'table.wholeCell': '整格作为一项任务',
    'suspect.unknownVerb': '动词不常见，请核对',
    'suspect.typo': '疑似错字“{text}”，请核对',
    'inherited.deadline': '时限“{text}”取自上级标题',
    'year.printed': '年份在文中写明（{text}）',
    'year.referenceDate': '年份按成文日期推定（{text}）',
    'year.relativeWord': '年份由“{text}”推定',
    'year.issueDate': '年份按印发日期推定（{text}）',
    'deadline.vague': '“{text}”没有明确日期，请补充',
    'owner.subject': '责任单位“{text}”是这句话的主语',
    'owner.bracket': '责任单位“{text}”写在括号里',
    'owner.column': '责任单位“{text}”写在责任单位一栏',
    'owner.byPhrase': '责任单位“{text}”由“由……负责”一类的话点明',
    'owner.carriedOver': '责任单位“{text}”承接上文',
    'owner.remembered': '“{text}”按本单位记住的叫法对应',
    'owner.conditional': '按条件“{text}”确定责任单位',
    'owner.audience': '没有点名，按受文对象处理',
    'cut.owners': '原文列出 {text} 个责任单位，这里只列出前 60 个，请核对原文',
    'cut.quantities': '原文列出 {text} 项数量，这里只列出前 20 项，请核对原文',
    'cut.references': '原文引用 {text} 份文件，这里只列出前 40 份，请核对原文',
  },
  en: {
    'modal.directive': 'the word “{text}” asks for it',
    'modal.request': 'the word “{text}” asks politely for it',
    'modal.prohibition': 'the word “{text}” forbids it',
    'modal.suggestion': 'the word “{text}” suggests it',
    'modal.plan': 'the word “{text}” plans it',
    'modal.permission': 'the word “{text}” permits it',
    'modal.chained': 'carries on from “{text}” before',
    'modal.bareVerb': 'no word asks; read from the verb “{text}”',
    'table.actionColumn': 'stands in the column of tasks',
    'table.wholeCell': 'the whole cell is taken as one task',
    'suspect.unknownVerb': 'an unusual verb; please check',
    'suspect.typo': 'perhaps a misprint, “{text}”; please check',
    'inherited.deadline': 'the deadline “{text}” comes from the heading above',
    'year.printed': 'the year is printed ({text})',
    'year.referenceDate': 'the year follows from the date of the document ({text})',
    'year.relativeWord': 'the year follows from “{text}”',
    'year.issueDate': 'the year follows from the date of issue ({text})',
    'deadline.vague': '“{text}” names no day; please add one',
    'owner.subject': '“{text}” is the subject of the sentence',
    'owner.bracket': '“{text}” stands in the brackets',
    'owner.column': '“{text}” stands in the column of who acts',
    'owner.byPhrase': '“{text}” is named by a phrase such as 由……负责',
    'owner.carriedOver': '“{text}” is carried over from before',
    'owner.remembered': '“{text}” is matched by what your office has kept',
    'owner.conditional': 'who acts follows from the condition “{text}”',
    'owner.audience': 'nobody is named; taken as the audience',
    'cut.owners': 'the sentence names {text} who have to act; only the first 60 are listed, compare with the text',
    'cut.quantities': 'the sentence names {text} quantities; only the first 20 are listed, compare with the text',
    'cut.references': 'the sentence cites {text} documents; only the first 40 are listed, compare with the text',
  },
} as const;

export type ReasonLanguage = keyof typeof reasonWords;
export type ReasonKey = keyof (typeof reasonWords)['zh-CN'];

/** One reason as a sentence. A key that a newer reader has made up stays visible as it is. */
export function reasonInWords(reason: { key: string; text: string }, language: ReasonLanguage): string {
  const words: Record<string, string> = reasonWords[language];
  return (words[reason.key] ?? reason.key).replace('{text}', reason.text);
}
