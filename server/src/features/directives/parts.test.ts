import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RequirementContent } from './content.ts';
import { actionOf, divided, halvesOf, joined } from './parts.ts';
import type { Span } from './rules.ts';

const bare: RequirementContent = {
  ...{ action: '', standard: '', act: 'directive', hardness: 'hard', deadline: null, recurrence: null, quantities: [] },
  owners: [{ text: '各县政协', role: 'lead', organisationIds: ['a'], query: null, audience: false }],
  ...{ supervisionMode: null, supervisionObject: null, references: [], evidenceExpected: '台账', evidenceDemand: null },
};
const due = (text: string, to: string, inherited = false): RequirementContent['deadline'] => ({
  ...{ kind: 'due', from: null, to, text, yearEvidence: null, inherited, provisional: false },
});

/** The parts of a passage that is cut behind the words. */
function cut(passage: string, behind: string, content: Partial<RequirementContent> = {}) {
  const text = `前文。${passage}。后文`;
  const span = { start: 3, end: 3 + passage.length };
  const halves = halvesOf(text, span, text.indexOf(behind) + behind.length) as [Span, Span];
  const whole = { ...bare, action: passage, ...content };
  return { text, span, halves, whole, parts: divided(whole, text, halves, '2026-06-01') };
}

describe('splitting', () => {
  it('ties both halves to their characters and gives what only separated them to neither', () => {
    const { text, halves, parts } = cut('建立台账；并报送情况', '建立台账；');
    expect(halves.map((half) => text.slice(half.start, half.end))).toEqual(['建立台账', '并报送情况']);
    expect(parts.map((part) => part.action)).toEqual(['建立台账', '并报送情况']);
    expect(parts.map((part) => part.owners)).toEqual([bare.owners, bare.owners]);
  });

  it('leaves no half without words and cuts no character apart', () => {
    const text = '报送；𠮷';
    const whole = { start: 0, end: text.length };
    expect(halvesOf(text, whole, 0)).toBeNull();
    expect(halvesOf(text, whole, text.length)).toBeNull();
    expect(halvesOf(text, whole, 4)).toBeNull();
    expect(halvesOf('报送；。', { start: 0, end: 4 }, 3)).toBeNull();
    expect(halvesOf(text, whole, 3)?.[1]).toEqual({ start: 3, end: 5 });
  });

  it('lets a time bind what follows it and not what stands before, and reads the one that a half names itself', () => {
    const before = cut('在9月底前建成台账，并公开', '台账，', { deadline: due('9月底前', '2026-09-30') });
    expect(before.parts.map((part) => part.deadline?.to)).toEqual(['2026-09-30', '2026-09-30']);
    const behind = cut('建成台账，于9月底前报送', '台账，', { deadline: due('9月底前', '2026-09-30') });
    expect(behind.parts.map((part) => part.deadline?.to ?? null)).toEqual([null, '2026-09-30']);
    const both = cut('在9月底前建成，10月15日前报送', '建成，', { deadline: due('9月底前', '2026-09-30') });
    expect(both.parts.map((part) => part.deadline?.to)).toEqual(['2026-09-30', '2026-10-15']);
  });

  it('gives quantities and cited documents to the half that names them', () => {
    const quantities = [
      { text: '2次', value: 2, unit: '次', op: '=' as const },
      { text: '3篇', value: 3, unit: '篇', op: '=' as const },
    ];
    const { parts } = cut('走访2次，撰写3篇，落实《办法》', '2次，', {
      ...{ quantities, standard: '2次；3篇', references: ['办法'] },
    });
    expect(parts.map((part) => [part.standard, part.references])).toEqual([
      ['2次', []],
      ['3篇', ['办法']],
    ]);
  });
});

describe('merging', () => {
  const clause = fc.constantFrom('走访2次', '建立台账', '落实《办法》', '在9月底前报送', '撰写3篇', '每季度总结');
  const found = (passage: string): Partial<RequirementContent> => {
    const quantities = (['2次', '3篇'] as const)
      .filter((text) => passage.includes(text))
      .map((text) => ({ text, value: Number(text[0]), unit: text.slice(1), op: '=' as const }))
      .sort((a, b) => passage.indexOf(a.text) - passage.indexOf(b.text));
    return {
      quantities,
      standard: quantities.map((one) => one.text).join('；'),
      references: passage.includes('办法') ? ['办法'] : [],
      deadline: passage.includes('9月底前') ? due('9月底前', '2026-09-30') : null,
      recurrence: passage.includes('每季度') ? { period: 'P3M', minimum: null, text: '每季度' } : null,
    };
  };

  it('what was split gives what there was: the passage, its words and all that it asks', () => {
    fc.assert(
      fc.property(fc.uniqueArray(clause, { minLength: 2 }), fc.nat(), (clauses, pick) => {
        const passage = clauses.join('，');
        const { text, span, halves, whole, parts } = cut(
          passage,
          clauses.slice(0, 1 + (pick % (clauses.length - 1))).join('，'),
          found(passage),
        );
        const cover = { start: halves[0].start, end: halves[1].end };
        expect(cover).toEqual(span);
        expect(joined(parts, actionOf(text, cover))).toEqual(whole);
      }),
    );
  });

  it('asks everything that any of them asks, by the earliest day and in the hardest grade', () => {
    const one = { ...bare, hardness: 'soft' as const, deadline: due('年内', '2026-12-31'), standard: '甲' };
    const two = { ...bare, deadline: due('9月底前', '2026-09-30'), standard: '乙', references: ['办法'] };
    expect(joined([one, two], '全文')).toMatchObject({
      ...{ action: '全文', hardness: 'hard', standard: '甲；乙', references: ['办法'] },
      deadline: { to: '2026-09-30' },
    });
    expect(joined([one, one], '全文')?.owners).toEqual(bare.owners);
  });

  it('is not done where one requirement could not hold it', () => {
    const many = (from: number) => Array.from({ length: 30 }, (_, at) => `文件${from + at}`);
    const contents = [
      { ...bare, references: many(0) },
      { ...bare, references: many(30) },
    ];
    expect(joined(contents, '全文')).toBeNull();
  });
});
