const times = (unit: string, characters: number) => unit.repeat(Math.max(1, Math.floor(characters / unit.length)));
const nested = (open: string, close: string, characters: number) =>
  times(open, characters / 2) + times(close, characters / 2);

/** Texts of any length that ask more of a careless reader than their length: one thing again and again, and never an end. */
export const SHAPES: Record<string, (characters: number) => string> = {
  'one line of clauses': (n) =>
    times('各支部要在9月底前建立联络台账，每季度至少走访1次，确保全覆盖（责任单位：机关党委、各支部）。', n),
  'clauses without an end': (n) => times('各支部要建立台账，', n),
  semicolons: (n) => times('建立台账；', n),
  'open brackets': (n) => times('（', n),
  'brackets in brackets': (n) => nested('（', '）', n),
  'titles in titles': (n) => nested('《关于', '》', n),
  'open quotation marks': (n) => times('“', n),
  'everything open': (n) => times('《“（', n),
  'one character': (n) => times('的', n),
  digits: (n) => times('1', n),
  'a number without an end': (n) => `各单位要${times('1', n)}`,
  'numerals without an end': (n) => `各单位要${times('一', n)}`,
  'open titles in a clause': (n) => `各单位要9月底前${times('《', n)}`,
  modals: (n) => times('要', n),
  'numbers of headings': (n) => times('一、', n),
  'decimal numbers': (n) => times('1.1.', n),
  headings: (n) => times('一、建立台账\n', n),
  'rows of a table': (n) => `序号\t任务\t责任单位\t时限\n${times('1\t建立台账\t办公室\t9月底前\n', n)}`,
  'covered rows': (n) => `序号\t任务\t责任单位\t时限\n1\t甲\t办公室\t9月底前\n${times('\t建立台账\t\t\n', n)}`,
  bodies: (n) => times('、各支部', n),
  'who leads': (n) => times('由各支部牵头、', n),
  'who bears': (n) => times('负责', n),
  months: (n) => times('9月底', n),
  ranges: (n) => times('9月至', n),
  events: (n) => times('会后', n),
  'since whenever': (n) => times('自从', n),
  'document numbers': (n) => times('〔2020〕', n),
  percentages: (n) => times('不低于', n),
  blanks: (n) => times(' ', n),
  'empty lines': (n) => times('\n', n),
  tabs: (n) => times('\t', n),
};
