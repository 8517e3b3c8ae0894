import { expect } from 'vitest';
import type { CoverageReport } from './coverage-report.ts';
import { groundedCity, reportOf, type TestCity } from './testing-city.ts';

/**
 * A sentence of measures.md, a city in which it decides, what the figures of body B are by it, and its exceptions: those
 * of one coverage and tier where the test says so, or all.
 */
export type Case = [sentence: string, build: (city: TestCity) => void, figures: string, exceptions?: string[]];

/** Builds the city on the usual ground and compares; `tier` is `c1 nominal` and the like, or empty for all exceptions. */
export function checkCase([, build, expected, listed]: Case, tier = ''): void {
  const city = groundedCity();
  build(city);
  const report = reportOf(city);
  expect(figures(report)).toBe(expected);
  if (listed !== undefined) expect(exceptions(report).filter((entry) => entry.startsWith(tier))).toEqual(listed);
}

/** Own figures as `covered/due`: C1 nominal, C1 effective, C1 committees, C2 nominal, C2 effective. */
export function figures({ c1, c2 }: Pick<CoverageReport, 'c1' | 'c2'>): string {
  const shares = [c1.nominal, c1.effective, { covered: c1.committees.with, due: c1.committees.due }];
  return [...shares, c2.nominal, c2.effective].map(({ covered, due }) => `${covered}/${due}`).join(' ');
}

/** Exceptions as `coverage tier reason who`, in their order. */
export function exceptions({ exceptions: list }: CoverageReport): string[] {
  return list.map(({ coverage: id, tier, reason, person, organisation }) =>
    [id, tier, reason, person ?? organisation].join(' '),
  );
}
