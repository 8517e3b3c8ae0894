export type {
  BodyCoverage,
  CommitteeCoverage,
  CoverageException,
  CoverageFigures,
  CoverageId,
  CoverageReason,
  CoverageTier,
  MemberCoverage,
  Share,
} from './coverage.ts';
export { bodyCoverages, missingReasons, unsoundReasons } from './coverage.ts';
export { type CoverageReport, coverage, type ReportedException } from './coverage-report.ts';
export * from './model.ts';
