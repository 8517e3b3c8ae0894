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
export { type CellValues, longestName, longestText, type Name, type NameList } from './templates/cells.ts';
export { defaultTermEnd } from './templates/dates.ts';
export * from './templates/definitions.ts';
export type { SheetRow } from './templates/header.ts';
export { type Finding, speakFinding, speakTemplateMessage, type TemplateMessage } from './templates/messages.ts';
export type { Cell } from './templates/outcome.ts';
export * from './templates/read.ts';
