import { describe, expect, it } from 'vitest';
import { day, dayPlace, moment, seenVersion } from './contract.ts';
import { readPlace, writePlace } from './place.ts';

const id = '01900000-0000-7000-8000-0000000000aa';

describe('where a page of a list ends', () => {
  it('is read back as it was written', () => {
    const place = { at: '2026-06-17T01:00:00.123456Z', id };
    expect(readPlace(writePlace(place))).toEqual(place);
    expect(readPlace(undefined)).toBeNull();
    expect(dayPlace('_').safeParse(`2026-06-17_${id}`).success).toBe(true);
    expect(dayPlace(' ').safeParse(`2026-06-17 ${id}`).success).toBe(true);
  });

  it('is refused where the database would refuse it: a day that does not exist, an id that is none', () => {
    for (const at of ['2026-02-30T01:00:00Z', '2026-13-01T01:00:00Z', '0000-01-01T01:00:00Z'])
      expect(() => readPlace(`${at} ${id}`)).toThrow('place.malformed');
    expect(() => readPlace(`2026-06-17T01:00:00Z ${'-'.repeat(36)}`)).toThrow('place.malformed');
    for (const place of [`2026-02-30_${id}`, `0000-01-01_${id}`, `2026-06-17_${'-'.repeat(36)}`, '2026-06-17', ''])
      expect(dayPlace('_').safeParse(place).success).toBe(false);
  });
});

describe('what a request names', () => {
  it('is a day that office work can be about', () => {
    for (const good of ['1900-01-01', '2024-02-29', '2999-12-31']) expect(day.safeParse(good).success).toBe(true);
    for (const bad of ['0000-01-01', '1899-12-31', '3000-01-01', '2026-02-30'])
      expect(day.safeParse(bad).success).toBe(false);
  });

  it('is an instant on such a day', () => {
    expect(moment.safeParse('2026-06-17T01:00:00.123Z').success).toBe(true);
    expect(moment.safeParse('0000-01-01T01:00:00Z').success).toBe(false);
  });

  it('is a version after which another one fits into its column', () => {
    expect(seenVersion.safeParse(2 ** 31 - 2).success).toBe(true);
    expect(seenVersion.safeParse(2 ** 31 - 1).success).toBe(false);
  });
});
