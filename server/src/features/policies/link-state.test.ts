import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf, defectOf, faultsOf, type LinkEnds, linkState, linkStates } from './link-state.ts';

const sound: LinkEnds = {
  made: { revision: 1, clauseWords: '每年报告一次。', upstreamRevision: null },
  requirement: { revision: 1, dropped: false },
  clauseWords: '每年报告一次。',
  upstreamRequirement: null,
  double: false,
  repealed: false,
};
const named: LinkEnds = {
  ...sound,
  made: { ...sound.made, upstreamRevision: 2 },
  upstreamRequirement: { revision: 2, dropped: false },
};

describe('the state of a link', () => {
  it.each([
    ['covers', 'both ends are as they were', sound],
    ['covers', 'only a comma has come', { ...sound, clauseWords: '每年，报告一次' }],
    ['covers', 'the requirement above is the one that was linked', named],
    ['outdated', 'the clause above was rewritten', { ...sound, clauseWords: '每半年报告一次。' }],
    [
      'outdated',
      'the requirement above has a new revision',
      { ...named, upstreamRequirement: { revision: 3, dropped: false } },
    ],
    ['predated', 'our requirement means something else', { ...sound, requirement: { revision: 2, dropped: false } }],
    ['ambiguous', 'the document above is registered twice', { ...sound, double: true }],
    ['unwanted', 'the document above was repealed', { ...sound, repealed: true }],
    ['orphaned', 'the clause above is gone', { ...sound, clauseWords: null }],
    [
      'orphaned',
      'the requirement above was dropped',
      { ...named, upstreamRequirement: { revision: 3, dropped: true } },
    ],
    ['orphaned', 'our requirement was dropped', { ...sound, requirement: { revision: 2, dropped: true } }],
    ['orphaned', 'our requirement is not there', { ...sound, requirement: null }],
  ] as const)('is %s where %s', (state, _why, ends) => {
    expect(linkState(ends)).toBe(state);
  });

  it('tells every fault, the gravest first', () => {
    const both = { ...sound, clauseWords: '另一句', requirement: { revision: 3, dropped: false }, repealed: true };
    expect(faultsOf(both)).toEqual(['unwanted', 'outdated', 'predated']);
  });

  const end = fc.option(fc.record({ revision: fc.integer({ min: 1, max: 3 }), dropped: fc.boolean() }));
  const words = fc.constantFrom('甲', '乙', '甲。');
  const ends: fc.Arbitrary<LinkEnds> = fc.record({
    made: fc.record({
      revision: fc.integer({ min: 1, max: 3 }),
      clauseWords: words,
      upstreamRevision: fc.option(fc.integer({ min: 1, max: 3 })),
    }),
    requirement: end,
    clauseWords: fc.option(words),
    upstreamRequirement: end,
    double: fc.boolean(),
    repealed: fc.boolean(),
  });

  it('is always one of the six, covers exactly without a fault, and making the link anew mends all that a person can mend here', () => {
    fc.assert(
      fc.property(ends, (given) => {
        const faults = faultsOf(given);
        expect(linkStates).toContain(linkState(given));
        expect(linkState(given) === 'covers').toBe(faults.length === 0);
        if (given.clauseWords === null || given.requirement === null) return;
        const again = {
          ...given,
          made: {
            revision: given.requirement.revision,
            clauseWords: given.clauseWords,
            upstreamRevision: given.upstreamRequirement?.revision ?? null,
          },
        };
        const rest = faultsOf(again);
        expect(rest).not.toContain('outdated');
        expect(rest).not.toContain('predated');
      }),
    );
  });
});

describe('the coverage of a clause', () => {
  it.each([
    ['none', { links: 0, tasks: 0, proven: 0 }, 'own'],
    ['linked', { links: 1, tasks: 0, proven: 0 }, 'own'],
    ['shallow', { links: 1, tasks: 2, proven: 1 }, 'inherited'],
    ['deep', { links: 2, tasks: 2, proven: 2 }, null],
  ] as const)('is %s', (coverage, counted, defect) => {
    expect(coverageOf(counted)).toBe(coverage);
    expect(defectOf(coverage, coverage === 'none' ? [] : ['covers'])).toBe(defect);
  });

  it('is a defect of its own where a link does not hold, however much is proven below', () => {
    expect(defectOf('deep', ['covers', 'outdated'])).toBe('own');
  });
});
