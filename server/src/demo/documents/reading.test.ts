import { parseDirective } from '@xieli/directive';
import { describe, expect, it } from 'vitest';
import { renderSpeech } from './index.ts';
import { speechMechanisms } from './speech-mechanisms.ts';

const speech = renderSpeech('2026-11-25');
const read = parseDirective(speech.text, { referenceDate: speech.date });

/** Obligations of the sentences that hold a mechanism. */
function askedIn(row: number, anchor = '2026-11-25') {
  const speech = renderSpeech(anchor);
  const read = parseDirective(speech.text, { referenceDate: speech.date });
  return speechMechanisms
    .filter((mechanism) => mechanism.row === row)
    .flatMap(({ quote }) => {
      const at = speech.text.indexOf(quote);
      const start = Math.max(speech.text.lastIndexOf('。', at), speech.text.lastIndexOf('\n', at)) + 1;
      const end = speech.text.indexOf('。', at + quote.length);
      return read.obligations.filter((one) => one.start >= start && one.end <= end);
    });
}

/** Obligations that share characters with the words of a mechanism. */
function askedBy(row: number) {
  return speechMechanisms
    .filter((mechanism) => mechanism.row === row)
    .flatMap(({ quote }) => {
      const start = speech.text.indexOf(quote);
      return read.obligations.filter((one) => one.start < start + quote.length && one.end > start);
    });
}

describe('the fictional speech as it is read', () => {
  it('makes no task of emphasis and named slogans', () => {
    expect(askedBy(12)).toEqual([]);
    expect(askedBy(34)).toEqual([]);
  });

  it('asks the counties without committee branches for them, by a day', () => {
    const days = [
      ['2025-05-31', '2025-06-30'],
      ['2026-03-31', '2026-04-30'],
      ['2026-06-17', '2026-07-31'],
      ['2026-11-25', '2026-12-31'],
      ['2026-12-10', '2027-01-31'],
      ['2028-02-29', '2028-03-31'],
    ] as const;
    for (const [anchor, to] of days) {
      const [founding] = askedIn(39, anchor);
      expect(founding?.owners.map((owner) => owner.condition?.lacks)).toEqual([
        { organisationKind: 'committeeBranch' },
      ]);
      expect([anchor, founding?.deadline]).toMatchObject([anchor, { from: null, to }]);
      expect(founding?.hardness).toBe('hard');
    }
  });

  it('knows a recommendation from an order', () => {
    expect(askedIn(73).map((one) => one.act)).toContain('suggestion');
  });

  it('says how closely each thing is watched', () => {
    expect(new Set(askedIn(72).map((one) => one.supervisionMode))).toEqual(new Set(['watch', 'track', 'forceful']));
  });
});
