import { describe, expect, it } from 'vitest';
import type { CampaignResult } from './campaign.ts';
import { faultsOfGrowth } from './growth.ts';
import { faultsOf, faultsOfUploads, rowOf, rowOfReader, rowOfUploads, withRow } from './reliability.ts';

const campaign: CampaignResult = {
  ...{
    kills: 3,
    hit: { server: 1, both: 1, database: 1 },
    underWay: [4, 9, 6],
    met: ['import', 'upload', 'dispatch'],
    acknowledged: 812,
  },
  ...{ lost: [], halfWritten: [], doneTwice: [] },
  ...{ repeated: { remembered: 2, doneNow: 11, superseded: 0 }, audit: { entries: 900, findings: [] }, second: null },
};
const fuzz = { texts: 400, characters: 1_000_000, faults: [] };

describe('the record of a run', () => {
  it('is one row of the table, put after the last one', () => {
    const row = rowOf({ date: '2026-11-25', commit: 'abc1234', minutes: 12.4, campaign, fuzz });
    expect(row).toBe(
      '| 2026-11-25 | abc1234 | 12 | 1 / 1 / 1 | 4–9 | 812 | 0 | 0 | 2 / 11 / 0 | 900 / 0 | refused | 400 / 0 |',
    );
    const document = '### A\n\n| a |\n|---|\n\n### B\n\n| b |\n|---|\n';
    expect(withRow(document, 'A', row)).toBe(`### A\n\n| a |\n|---|\n${row}\n\n### B\n\n| b |\n|---|\n`);
    expect(withRow(document, 'B', row)).toBe(`${document}${row}\n`);
    expect(() => withRow(document, 'C', row)).toThrow('no table');
  });

  it('tells of the broken texts and the shapes', () => {
    const row = rowOfReader({
      ...{ date: '2026-11-25', commit: 'abc1234', minutes: 3.6, seed: 7, fuzz, shapes: 28, faults: ['one'] },
    });
    expect(row).toBe('| 2026-11-25 | abc1234 | 4 | 7 | 400 | 1000000 | 28 | 1 |');
  });

  it('counts a shape whose time outgrows its length', () => {
    const grown = (milliseconds: number[]) => [{ shape: 'open', characters: [10, 100, 1000], milliseconds }];
    expect(faultsOfGrowth(grown([10, 100, 1500]))).toEqual([]);
    expect(faultsOfGrowth(grown([10, 100, 10_000]))).toEqual(['open: 1000 characters took 100 times as long']);
  });

  it('counts an idle kill, a loss, an act done twice and a second server as faults', () => {
    expect(faultsOf({ campaign, fuzz })).toEqual([]);
    const bad = { ...campaign, underWay: [4, 0], lost: ['progress 1'], second: 'it ran', doneTwice: ['confirm 2'] };
    expect(faultsOf({ campaign: bad, fuzz })).toEqual([
      'lost: progress 1',
      'done twice: confirm 2',
      'it ran',
      'kill 2 met an idle server',
    ]);
  });

  it('counts a server that swells with the files it reads as a fault', () => {
    const uploads = { uploads: 116, before: 240, most: 340, slowest: 90, answered: 700, faults: [] };
    expect(faultsOfUploads(uploads)).toEqual([]);
    expect(faultsOfUploads({ ...uploads, most: 900 })).toEqual(['the server grew from 240 MB to 900 MB']);
    expect(rowOfUploads({ date: '2026-11-25', commit: 'abc1234', minutes: 3.2, uploads })).toBe(
      '| 2026-11-25 | abc1234 | 3 | 116 | 240 / 340 | 700 | 90 | 0 |',
    );
  });
});
