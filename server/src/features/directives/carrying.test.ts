import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryOver, type FoundItem, type OldItem } from './carrying.ts';
import type { RequirementContent } from './content.ts';
import { newEffort } from './effort.ts';

const contentOf = (action: string, to: string | null = null): RequirementContent => ({
  ...{ action, standard: '', act: 'directive', hardness: 'hard', owners: [], recurrence: null, quantities: [] },
  deadline:
    to === null
      ? null
      : { ...{ kind: 'due', from: null, to, text: '' }, yearEvidence: null, inherited: false, provisional: false },
  ...{ supervisionMode: null, supervisionObject: null, references: [], evidenceExpected: '', evidenceDemand: null },
});

/** A text of one sentence per line, each of which the reader proposes. */
function read(sentences: readonly string[], to: string | null = null): { text: string; found: FoundItem[] } {
  const text = sentences.join('\n');
  let start = 0;
  const found = sentences.map((quote): FoundItem => {
    const item = { start, end: start + quote.length, clauseKey: '1', quote, content: contentOf(quote, to) };
    start = item.end + 1;
    return item;
  });
  return { text, found };
}

const oldOf = (found: readonly FoundItem[]): OldItem[] =>
  found.map((one, at) => ({
    ...{ id: `item ${at}`, clauseKey: one.clauseKey, quote: one.quote, shaped: false },
    ...{ proposal: one.content, content: one.content },
  }));

const carriedFrom = (before: readonly OldItem[], { text, found }: ReturnType<typeof read>) =>
  carryOver(before, found, text, new Map([['1', { start: 0, end: text.length }]]));

const sentences = fc.array(
  fc.constantFrom('各县要建立台账', '各专委会要开展走访', '办公室要汇总情况并通报', '加强宣传引导', '每季度报送一次'),
  { maxLength: 8 },
);

describe('carrying over', () => {
  it('changes nothing where the text is the same, and loses or doubles nothing where it is not', () => {
    fc.assert(
      fc.property(sentences, sentences, (left, right) => {
        const before = oldOf(read(left).found);
        const same = carriedFrom(before, read(left));
        expect(same).toMatchObject({ dropped: [], added: [] });
        expect(same.carried.map((one) => [one.id, one.fate, one.start])).toEqual(
          read(left).found.map((one, at) => [`item ${at}`, 'unchanged', one.start]),
        );
        const other = carriedFrom(before, read(right));
        expect([...other.carried.map((one) => one.id), ...other.dropped].sort()).toEqual(
          before.map((one) => one.id).sort(),
        );
        const told = [...other.carried.flatMap((one) => one.found ?? []), ...other.added];
        expect(new Set(told).size).toBe(told.length);
        expect(told.length).toBe(right.length);
        for (const one of other.carried.filter((one) => one.fate === 'unchanged'))
          expect(read(right).text.slice(one.start, one.end)).toBe(before.find((old) => old.id === one.id)?.quote);
      }),
    );
  });

  it('follows every item past what was put in before it', () => {
    fc.assert(
      fc.property(sentences, (left) => {
        const { carried, added } = carriedFrom(oldOf(read(left).found), read(['做好档案移交工作', ...left]));
        expect(carried.every((one) => one.fate === 'unchanged')).toBe(true);
        expect(added).toEqual([0]);
      }),
    );
  });

  it('knows a requirement that was changed, one that was dropped, and one that is new', () => {
    const before = oldOf(read(['各县要在9月底前建立联系群众台账', '各专委会要开展走访']).found);
    const after = read(['各县要在10月底前建立联系群众台账', '办公室要汇总情况并通报']);
    expect(carriedFrom(before, after)).toMatchObject({
      carried: [{ id: 'item 0', fate: 'changed', found: 0 }],
      dropped: ['item 1'],
      added: [1],
    });
  });

  it('takes a requirement for changed whose sentence goes on, and one that only stands in the text', () => {
    const before = oldOf(read(['各县要建立联系群众台账', '各专委会要开展走访']).found);
    const longer = read(['各县要建立联系群众台账并公开']);
    expect(carriedFrom(before.slice(0, 1), longer)).toMatchObject({
      carried: [{ id: 'item 0', fate: 'changed', found: 0, end: longer.text.length }],
      added: [],
    });
    const told = { text: '会上提到，各专委会要开展走访', found: [] };
    expect(carriedFrom(before.slice(1), told).carried).toMatchObject([{ fate: 'changed', start: 5, found: null }]);
  });

  it('takes the same words under another deadline for changed', () => {
    const before = oldOf(read(['各县要建立台账'], '2026-09-30').found);
    const { carried } = carriedFrom(before, read(['各县要建立台账'], '2026-10-31'));
    expect(carried).toMatchObject([{ fate: 'changed' }]);
  });

  it('finds what a person split or added by its words, and does not propose it again', () => {
    const whole = '各县要建立台账并完善制度';
    const [first, second] = ['各县要建立台账', '并完善制度'];
    const before: OldItem[] = [first, second].map((quote, at) => ({
      ...{ id: `part ${at}`, clauseKey: '1', quote, shaped: true, content: contentOf(quote) },
      proposal: at === 0 ? contentOf(whole) : null,
    }));
    const after = read(['新增一句要做好宣传', whole]);
    const { carried, added } = carriedFrom(before, after);
    expect(carried.map((one) => after.text.slice(one.start, one.end))).toEqual([first, second]);
    expect(carried.every((one) => one.fate === 'unchanged')).toBe(true);
    expect(added).toEqual([0]);
  });
});

it('says where there was too much to look for what changed, and loses nothing then either', () => {
  const many = (words: string) => read(Array.from({ length: 600 }, (_, at) => `第${at}项${words}`));
  const [before, now] = [many('要按时报送台账'), many('要每月报送台账')];
  const effort = newEffort();
  const { carried, dropped, added } = carryOver(oldOf(before.found), now.found, now.text, new Map(), effort);
  expect([carried.length, dropped.length, added.length, effort.tooMuch]).toEqual([0, 600, 600, true]);
});
