import os from 'node:os';
import type { BackupMeasure } from './backups.ts';
import type { PaperMeasure } from './papers.ts';
import type { ParseMeasure } from './parsing.ts';
import type { RemindMeasure } from './reminding.ts';

export interface Measured {
  name: string;
  title: string;
  clients: number;
  statements: number;
  perSecond: { product: number; same: number; bare: number };
  /** Medians over rounds of product against raw within the same round. */
  ratio: { same: number; bare: number };
  /** Processor time of the server's own process for one request; it says more than the rates where others use the machine. */
  processorMs: { product: number; same: number };
  /** Of the product, in milliseconds. */
  p50: number;
  p99: number;
}

export interface Report {
  tasks: number;
  acts: number;
  rounds: number;
  measured: Measured[];
  parsing: ParseMeasure[];
  paper: PaperMeasure;
  backup: BackupMeasure;
  /** To the first good answer of /readyz. */
  restartSeconds: number;
  /** Null where something else alone was asked for. */
  reminding: RemindMeasure | null;
}

const heads = [
  'request',
  'clients',
  'statements',
  'product/s',
  'same/s',
  'single/s',
  'to same',
  'to single',
  'cpu ms',
  'same cpu ms',
  'p50 ms',
  'p99 ms',
];

/** One table for people. */
export function tableOf(report: Report): string {
  const { tasks, acts, rounds, measured, parsing, paper, backup, reminding, restartSeconds } = report;
  const rows = measured.map((one) => [
    ...[one.title, String(one.clients), String(one.statements), one.perSecond.product.toFixed(1)],
    ...[one.perSecond.same.toFixed(1), one.perSecond.bare.toFixed(1), one.ratio.same.toFixed(2)],
    ...[one.ratio.bare.toFixed(3), one.processorMs.product.toFixed(2), one.processorMs.same.toFixed(2)],
    ...[one.p50.toFixed(1), one.p99.toFixed(1)],
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => width(row[column] ?? ''))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - width(cell));
        return column === 0 ? cell + gap : gap + cell;
      })
      .join('  ');
  return [
    `${tasks} tasks with ${acts} acts; medians of ${rounds} interleaved rounds; ${machine()}`,
    '"same": node:http with the same driver, statements, transactions and audit rows; "single": the main statement alone',
    line(heads),
    ...rows.map(line),
    ...parsing.map(readingOf),
    `a circular of ${paper.pages} pages with ${paper.tables} tables as .docx: ${Math.round(paper.milliseconds)} ms`,
    `backup of ${backup.megabytes.toFixed(0)} MB to ${backup.archiveMegabytes.toFixed(0)} MB, read back: ${backup.backupSeconds.toFixed(1)} s; COPY and writing as many bytes: ${backup.rawSeconds.toFixed(1)} s; ratio ${backup.ratio.toFixed(2)}; processor time ${backup.processorSeconds.backup.toFixed(1)} s against ${backup.processorSeconds.raw.toFixed(1)} s`,
    `restart to /readyz: ${restartSeconds.toFixed(1)} s`,
    ...(reminding ? [remindingOf(reminding)] : []),
  ].join('\n');
}

/** Reading a text of one size beside one pass of a regular expression. */
export function readingOf(one: ParseMeasure): string {
  const million = (value: number) => `${(value / 1e6).toFixed(2)} M`;
  return [
    `reading ${one.characters} characters (${one.obligations} obligations): ${million(one.perSecond)} characters/s`,
    `one regex pass ${million(one.regexPerSecond)}/s, ratio ${(one.perSecond / one.regexPerSecond).toFixed(4)}`,
    `memory ${one.memoryPerByte.toFixed(0)} times the bytes`,
  ].join('; ');
}

/** The hourly job beside its one statement. */
function remindingOf({ openTasks, statementMs, dayMs, quietMs, reminders, escalations }: RemindMeasure): string {
  const times = (value: number) => `${value.toFixed(0)} ms, ratio ${(value / statementMs).toFixed(1)}`;
  return [
    `reminding of ${openTasks} open tasks: the one statement ${statementMs.toFixed(0)} ms`,
    `the job of a new day (${reminders} reminders, ${escalations} escalations) ${times(dayMs)}`,
    `the job of an hour with nothing new ${times(quietMs)}`,
  ].join('; ');
}

/** The same for programs: one line. */
export function jsonOf(report: Report): string {
  return JSON.stringify({ bench: 'xieli', version: 1, machine: machine(), ...report }, (_key, value) =>
    typeof value === 'number' ? Number(value.toPrecision(4)) : value,
  );
}

function machine(): string {
  return `${os.cpus().length} cores, Node ${process.versions.node}, load ${os.loadavg()[0]?.toFixed(1)}`;
}

/** Cells of a terminal: a typographic apostrophe is one. */
function width(text: string): number {
  return [...text].length;
}
