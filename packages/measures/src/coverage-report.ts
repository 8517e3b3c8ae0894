import { bodyCoverages, type CoverageException, type CoverageFigures } from './coverage.ts';
import type { CityFacts, Day } from './model.ts';

/** What `xieli coverage` prints of one body; keys and their order are those of measures.md 7. */
export interface CoverageReport extends CoverageFigures {
  body: string;
  rollup: CoverageFigures;
  exceptions: ReportedException[];
}

/** An exception as printed: numbers masked, no ids. */
export interface ReportedException {
  person: string | null;
  mobile: string | null;
  organisation: string | null;
  coverage: CoverageException['coverage'];
  tier: CoverageException['tier'];
  reason: CoverageException['reason'];
}

/** Both coverages of every body that exists on the day, as printed (measures.md 4 and 7). Throws as `bodyCoverages` does. */
export function coverage(facts: CityFacts, day: Day): CoverageReport[] {
  return bodyCoverages(facts, day).map(({ body, own, rollup, exceptions }) => ({
    body: body.name,
    c1: own.c1,
    c2: own.c2,
    rollup,
    exceptions: exceptions.map(({ name, mobile, organisation, coverage, tier, reason }) => ({
      person: name,
      mobile,
      organisation: organisation?.name ?? null,
      coverage,
      tier,
      reason,
    })),
  }));
}
