import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toGuideShape } from './guide-shape.ts';
import type { ParsedDirective } from './model.ts';
import { parseDirective } from './parse.ts';
import { findSecrecyMark } from './secrecy.ts';

const PIECES = [
  '一、',
  '（一）',
  '1.',
  '第一阶段：',
  '一是',
  '各支部',
  '市政协党组',
  '要',
  '应当',
  '必须',
  '不得',
  '请',
  '将',
  '建议',
  '在7月底前',
  '每季度',
  '年底前',
  '建立台账',
  '报送',
  '召开一次会议',
  '《联络办法》',
  '（责任单位：办公室）',
  '，',
  '。',
  '；',
  '：',
  '、',
  '\n',
  '\t',
  '的',
  '了',
  '“',
  '”',
  '（',
  '）',
  '《',
  '》',
  '𠀀',
  '𠮷',
  '2026年',
  '不少于3次',
  '确保',
  '同志们：',
  '序号\t任务\t责任单位\n',
  '\r\n',
  ' ',
  '　',
  '\u0000',
];
const documents = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 80 })
  .map((parts) => parts.join(''));

const parse = (text: string) => parseDirective(text, { referenceDate: '2026-06-01' });

function expectExactSpans(text: string, parsed: ParsedDirective): void {
  for (const obligation of parsed.obligations) {
    expect(text.slice(obligation.start, obligation.end)).toBe(obligation.quote);
    expect(obligation.quote).not.toBe('');
    expect(obligation.paragraph).toBe(text.slice(0, obligation.start).split('\n').length - 1);
    for (const owner of obligation.owners)
      if (owner.span) expect(text.slice(owner.span.start, owner.span.end)).toBe(owner.text);
    expect(obligation.confidence).toBeGreaterThan(0);
    expect(obligation.confidence).toBeLessThanOrEqual(1);
  }
  for (const deadline of parsed.deadlines)
    expect(text.slice(deadline.span.start, deadline.span.end)).toBe(deadline.text);
  for (const problem of parsed.problems) expect(text.slice(problem.start, problem.end)).toBe(problem.quote);
  for (const span of [...parsed.clauses, ...parsed.references, ...parsed.leftOut]) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
  }
  for (const clause of parsed.clauses) expect(clause.scopeEnd).toBeGreaterThanOrEqual(clause.end);
}

describe('whatever the text', () => {
  it('never throws and every span is exact', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const parsed = parse(text);
        expect(parsed.text).toBe(text);
        expectExactSpans(text, parsed);
        toGuideShape(parsed);
        findSecrecyMark(text);
      }),
      { numRuns: 400, seed: 20260601 },
    );
  });

  it('reads the same twice', () => {
    fc.assert(
      fc.property(documents, (text) => {
        expect(parse(text)).toEqual(parse(text));
      }),
      { numRuns: 50, seed: 7 },
    );
  });

  it('keeps offsets behind characters beyond the basic plane', () => {
    const text = '关于𠀀𠮷工作的通知\n一、任务\n𠮷村支部要在8月底前建立𠀀字台账。';
    const parsed = parse(text);
    expectExactSpans(text, parsed);
    expect(parsed.obligations[0]?.quote).toBe('在8月底前建立𠀀字台账');
  });

  it('finds nothing more when a paragraph of history is added', () => {
    const base = '关于联络工作的通知\n一、任务\n各支部要建立台账。';
    const told = '近年来，全市各级组织先后开展了三轮走访，取得了明显成效。';
    const quotes = (text: string) => parse(text).obligations.map((obligation) => obligation.quote);
    expect(quotes(`${base}\n${told}`)).toEqual(quotes(base));
  });

  it('refuses a reference date that is no day', () => {
    expect(() => parseDirective('甲。', { referenceDate: '2026-02-30' })).toThrow(RangeError);
  });

  it('gives every obligation an id in document order and a known clause', () => {
    const parsed = parse('关于联络的通知\n一、甲\n（一）乙。要建账，并报送。\n二、丙\n要总结。');
    expect(parsed.obligations.map((obligation) => obligation.id)).toEqual(['o1', 'o2', 'o3']);
    const keys = new Set(parsed.clauses.map((clause) => clause.key));
    for (const obligation of parsed.obligations) expect(keys.has(obligation.clauseKey ?? '')).toBe(true);
  });
});

const HEAD = '关于做好联络工作的通知\n各县级政协：\n';
/** Sections that do not speak of each other. */
const SECTIONS = [
  '（一）建立台账。各支部要在9月底前建立联络台账，每季度至少走访1次，确保全覆盖。',
  '（一）组织培训。办公室于6月20日前举办培训班2期，参训率不低于90%；信息员要按时参加。\n（二）报送总结。请各县级政协12月10日前将总结报机关党委（联系人：×××）。',
  '近年来，全市各级组织先后开展了三轮走访，取得了明显成效。',
  '序号\t任务\t责任单位\t完成时限\n1\t修订《联络办法》\t研究室\t5月底前\n2\t清理闲置活动室\t机关服务中心\t10月底前',
  '专委会党支部书记要讲一次党课。没有设立委员活动室的专委会，年内必须完成选址。不得以会议代替走访。',
  '一要摸清底数；二要分类施策，推动工作上台阶。',
];
const numbered = (sections: readonly string[]) =>
  HEAD + sections.map((section, at) => `${'一二三四五六'.charAt(at)}、第${at + 1}项工作\n${section}`).join('\n');
const sequences = fc.array(fc.constantFrom(...SECTIONS), { minLength: 1, maxLength: 6 });

/** What a person would compare of two readings: each action with who, until when and how often. */
function gist(parsed: ParsedDirective) {
  return parsed.obligations.map(({ quote, owners, deadline, recurrence, hardness }) => ({
    quote: narrow(quote),
    owners: owners.map((owner) => narrow(owner.text)),
    due: deadline?.to ?? null,
    period: recurrence?.period ?? null,
    hardness,
  }));
}
const narrow = (words: string) => words.normalize('NFKC');
const signs = (from: string, to: string) => (text: string) =>
  text.replace(new RegExp(`[${from}]`, 'g'), (sign) => to.charAt(from.indexOf(sign)));

describe('the same document, written otherwise', () => {
  it('asks in its sections together what they ask one by one', () => {
    fc.assert(
      fc.property(sequences, (sections) => {
        const apart = sections.flatMap((section) => gist(parse(numbered([section]))));
        expect(gist(parse(numbered(sections)))).toEqual(apart);
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('asks the same with half-width marks and with full-width digits', () => {
    fc.assert(
      fc.property(sequences, (sections) => {
        const text = numbered(sections);
        const wide = signs('0123456789%', '０１２３４５６７８９％')(text);
        expectExactSpans(wide, parse(wide));
        expect(gist(parse(signs('，；：（）', ',;:()')(text)))).toEqual(gist(parse(text)));
        expect(gist(parse(wide))).toEqual(gist(parse(text)));
        expect(parse(wide).clauses.map(({ title }) => title)).toEqual(
          parse(text).clauses.map(({ title }) => signs('0123456789%', '０１２３４５６７８９％')(title)),
        );
      }),
      { numRuns: 60, seed: 12 },
    );
  });

  it('asks nothing more where a paragraph of history comes in between', () => {
    const told = '几年来，各地先后建成了一批活动室，受到了群众欢迎。';
    fc.assert(
      fc.property(sequences, fc.nat({ max: 5 }), (sections, at) => {
        const more = sections.map((section, index) =>
          index === at % sections.length ? `${told}\n${section}` : section,
        );
        expect(gist(parse(numbered(more)))).toEqual(gist(parse(numbered(sections))));
      }),
      { numRuns: 60, seed: 13 },
    );
  });
});

describe('the guide shape', () => {
  it('has exactly its four lists and their fields', () => {
    const shape = toGuideShape(
      parse('关于联络的通知\n一、任务\n联络处要配合宣传处每季度开展1次采访，年底前报送《采访汇编》。'),
    );
    expect(Object.keys(shape)).toEqual(['structure', 'obligations', 'deadlines', 'references']);
    expect(shape.structure).toEqual([{ level: 1, number: '一', title: '任务' }]);
    expect(shape.obligations[0]).toEqual({
      quote: '配合宣传处每季度开展1次采访',
      confidence: expect.any(Number),
      start: expect.any(Number),
      end: expect.any(Number),
      para: 2,
      owners: ['联络处'],
      deadline: null,
      recurring: 'P3M',
      quantity: [{ text: '1次', value: 1, unit: '次', op: '=' }],
      hard: true,
      kind: expect.any(String),
    });
    expect(shape.deadlines).toEqual([{ from: null, to: '2026-12-31', text: '年底前' }]);
    expect(shape.references.map((reference) => reference.title)).toEqual(['采访汇编']);
  });

  it('cuts a long quote and no character in two', () => {
    const shape = toGuideShape(parse(`一、任务\n要建立${'𠀀'.repeat(60)}台账。`));
    const [obligation] = shape.obligations;
    expect(obligation?.quote.length).toBeLessThanOrEqual(40);
    expect(obligation?.quote.isWellFormed()).toBe(true);
  });
});
