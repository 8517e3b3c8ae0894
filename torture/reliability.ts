import type { CampaignResult } from './campaign.ts';
import type { FuzzResult } from './fuzz.ts';

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
    ...[date, commit, minutes.toFixed(0), `${campaign.kills} (${campaign.killsWithDatabase})`],
    ...[`${Math.min(...campaign.underWay)}–${Math.max(...campaign.underWay)}`, campaign.acknowledged],
    ...[campaign.lost.length, campaign.halfWritten.length],
    ...[`${repeated.remembered} / ${repeated.doneNow} / ${repeated.superseded}`],
    ...[`${audit.entries} / ${audit.findings.length}`, campaign.second === null ? 'refused' : 'FAULT'],
    ...[`${fuzz.texts} / ${fuzz.faults.length}`],
  ];
  return `| ${cells.join(' | ')} |`;
}

/**
 * Adds a row at the end of the document's table.
 * @throws Error when the document has no table
 */
export function withRow(document: string, row: string): string {
  const lines = document.split('\n');
  const last = lines.findLastIndex((line) => line.startsWith('|'));
  if (last < 0) throw new Error('The document has no table');
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
