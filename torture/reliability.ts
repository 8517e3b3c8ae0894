import type { CampaignResult } from './campaign.ts';
import type { FuzzResult } from './fuzz.ts';
import type { RouteTrial } from './routes/demo.ts';
import type { UploadsResult } from './uploads.ts';

/** One run, as docs/reliability.md keeps it. */
export interface Run {
  date: string;
  commit: string;
  minutes: number;
  campaign: CampaignResult;
  fuzz: FuzzResult;
}

/** The row of a run. */
export function rowOf({ date, commit, minutes, campaign, fuzz }: Run): string {
  const { repeated, audit } = campaign;
  const cells = [
    ...[date, commit, minutes.toFixed(0), Object.values(campaign.hit).join(' / ')],
    ...[`${Math.min(...campaign.underWay)}–${Math.max(...campaign.underWay)}`, campaign.acknowledged],
    ...[campaign.lost.length, campaign.halfWritten.length],
    ...[`${repeated.remembered} / ${repeated.doneNow} / ${repeated.superseded}`],
    ...[`${audit.entries} / ${audit.findings.length}`, campaign.second === null ? 'refused' : 'FAULT'],
    ...[`${fuzz.texts} / ${fuzz.faults.length}`],
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The row of the broken texts and of the shapes without an end. */
export function rowOfReader(run: Tried & { seed: number; fuzz: FuzzResult; shapes: number; faults: string[] }): string {
  const { date, commit, minutes, seed, fuzz, shapes, faults } = run;
  const cells = [date, commit, minutes.toFixed(0), seed, fuzz.texts, fuzz.characters, shapes, faults.length];
  return `| ${cells.join(' | ')} |`;
}

interface Tried {
  date: string;
  commit: string;
  minutes: number;
}

/** The row of a fuzz of all routes. */
export function rowOfRoutes({ date, commit, minutes, routes }: Tried & { routes: RouteTrial }): string {
  const counts = [...routes.routes.values()];
  const cells = [
    ...[date, commit, minutes.toFixed(0), routes.seed, routes.requests],
    ...[`${counts.filter(({ succeeded }) => succeeded > 0).length} of ${counts.length}`],
    ...[routes.statuses.get(200) ?? 0, routes.faults.length, routes.halfWritten.length],
    ...[`${routes.audit.entries} / ${routes.audit.findings.length}`],
  ];
  return `| ${cells.join(' | ')} |`;
}

export function faultsOfRoutes(routes: RouteTrial): string[] {
  return [
    ...routes.faults,
    ...routes.halfWritten.map((one) => `half-written: ${one}`),
    ...routes.audit.findings.map((one) => `audit: ${one}`),
  ];
}

/** How much the server may hold more than before, in megabytes: a few whole files on their way, and not what they swell to. */
const growth = 512;

/** The row of the files that burst. */
export function rowOfUploads({ date, commit, minutes, uploads }: Tried & { uploads: UploadsResult }): string {
  const cells = [
    ...[date, commit, minutes.toFixed(0), uploads.uploads, `${uploads.before} / ${uploads.most}`],
    ...[uploads.answered, uploads.slowest, faultsOfUploads(uploads).length],
  ];
  return `| ${cells.join(' | ')} |`;
}

export function faultsOfUploads({ faults, before, most }: UploadsResult): string[] {
  return [...faults, ...(most - before > growth ? [`the server grew from ${before} MB to ${most} MB`] : [])];
}

/**
 * Adds a row at the end of the table under a heading.
 * @throws Error when the document has none
 */
export function withRow(document: string, heading: string, row: string): string {
  const lines = document.split('\n');
  const begin = lines.indexOf(`### ${heading}`);
  const next = lines.findIndex((line, index) => index > begin && line.startsWith('#'));
  const end = next < 0 ? lines.length : next;
  const last = lines.findLastIndex((line, index) => index < end && line.startsWith('|'));
  if (begin < 0 || last < begin) throw new Error(`The document has no table under ${heading}`);
  return [...lines.slice(0, last + 1), row, ...lines.slice(last + 1)].join('\n');
}

/** What went wrong in a run, line by line. */
export function faultsOf({ campaign, fuzz }: Pick<Run, 'campaign' | 'fuzz'>): string[] {
  return [
    ...campaign.lost.map((one) => `lost: ${one}`),
    ...campaign.halfWritten.map((one) => `half-written: ${one}`),
    ...campaign.doneTwice.map((one) => `done twice: ${one}`),
    ...campaign.audit.findings.map((one) => `audit: ${one}`),
    ...(campaign.second === null ? [] : [campaign.second]),
    ...campaign.underWay.flatMap((count, index) => (count > 0 ? [] : [`kill ${index + 1} met an idle server`])),
    ...fuzz.faults.map((one) => `reader: ${one}`),
  ];
}
