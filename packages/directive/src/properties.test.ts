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
