import { speakTemplateMessage, type TemplateId } from '@xieli/measures';
import { v7 } from 'uuid';
import type { Actor } from '../../platform/access/actor.ts';
import { readContext, runAct } from '../../platform/acts.ts';
import type { ActContext, App, ReadContext } from '../../platform/context.ts';
import { type Language, type Message, speak } from '../../platform/locale/messages.ts';
import { NoRows, rowsOfFile } from '../../platform/sheets/rows-of-file.ts';
import { planActivities } from './activities.ts';
import { planAttendance } from './attendance.ts';
import { planContactLog, planContacts } from './contacts.ts';
import { say } from './messages.ts';
import { planOrganisations } from './organisations.ts';
import type { Finding, Plan } from './planning.ts';
import { planPosts } from './posts.ts';
import { readDrafts } from './reading.ts';
import { planRoster } from './roster.ts';

/** What every import answers (measures.md 2). */
export interface ImportResult {
  new: number;
  changed: number;
  unchanged: number;
  missing: number;
  errors: ImportLine[];
  warnings: ImportLine[];
}

export interface ImportLine {
  row: number;
  column: string;
  value: string;
  message: string;
}

interface Planned {
  plan: Plan<unknown, unknown>;
  findings: Finding[];
  write(act: ActContext): Promise<void>;
  /** The body that no other one guides, where the file brings one: the city is called after it. */
  cityName?: string | undefined;
}

/** How the rows of each template are planned, once they are read. */
const planners = {
  organisations: planOrganisations,
  roster: planRoster,
  posts: planPosts,
  contacts: planContacts,
  'contact-log': planContactLog,
  activities: planActivities,
  attendance: planAttendance,
} as const;

/**
 * Imports a file by a fixed template: all of it, or with one error nothing (measures.md 2). The same file twice changes
 * nothing; what the file does not mention is told as missing and never ended.
 * @param options.found makes the city, for the first file of an installation; called only where the file has no error
 */
export async function importFile(
  { app, tenantId, actor, language }: { app: App; tenantId: string; actor: Actor; language: Language },
  template: TemplateId,
  bytes: Uint8Array,
  options: { dryRun: boolean; found?: ((name: string) => Promise<void>) | undefined },
): Promise<ImportResult> {
  const context = readContext(app, { tenantId, actor, requestId: v7() }, app.connections.tenant(tenantId));
  const read = await readRows(template, bytes);
  if (!('drafts' in read)) return refused(read.refusal, language);
  const planned = await planOf(context, template, read.drafts);
  const result = resultOf(planned, [...read.findings, ...planned.findings], language);
  if (options.dryRun || result.errors.length > 0) return result;
  if (result.new + result.changed === 0) return result;
  await options.found?.(planned.cityName ?? '');
  const request = {
    ...{ tenantId, actor, actionId: v7(), requestId: v7(), action: `command.import.${template}`, input: { template } },
  };
  // Planned anew within the act: what somebody else wrote meanwhile is seen, and the act stands or falls as a whole.
  const { answer } = await runAct(app, request, async (act) => {
    const again = await planOf(act, template, read.drafts);
    const latest = resultOf(again, [...read.findings, ...again.findings], language);
    if (latest.errors.length === 0) await again.write(act);
    return latest;
  });
  return answer;
}

async function readRows(template: TemplateId, bytes: Uint8Array) {
  try {
    return await readDrafts(template, rowsOfFile(bytes));
  } catch (error) {
    if (!(error instanceof NoRows)) throw error;
    return { refusal: refusals[error.reason] };
  }
}

const refusals: Record<NoRows['reason'], Message> = {
  empty: say.emptyFile(),
  notRows: say.notRows(),
  damaged: say.damaged(),
  encrypted: say.encrypted(),
  macros: say.macros(),
  tooHeavy: say.tooHeavy(),
  encoding: say.encoding(),
};

function planOf(context: ReadContext, template: TemplateId, drafts: readonly unknown[]): Promise<Planned> {
  const plan = planners[template] as (context: ReadContext, drafts: readonly never[]) => Promise<Planned>;
  return plan(context, drafts as readonly never[]);
}

function resultOf({ plan }: Planned, findings: readonly Finding[], language: Language): ImportResult {
  const of = (wanted: Finding['severity']) =>
    findings
      .filter(({ severity }) => severity === wanted)
      .sort((a, b) => a.row - b.row)
      .map(({ row, column, value, said }) => ({ row, column, value, message: inWords(said, language) }));
  return {
    new: plan.create.length,
    changed: plan.change.length,
    unchanged: plan.same.length,
    missing: plan.missing.length,
    errors: of('error'),
    warnings: of('warning'),
  };
}

/** Sentences of the templates come from the package, which is used without this server too. */
function inWords(said: Finding['said'], language: Language): string {
  return 'sentence' in said ? speak(said, language) : speakTemplateMessage(said, language);
}

function refused(said: Message, language: Language): ImportResult {
  const errors = [{ row: 0, column: '', value: '', message: speak(said, language) }];
  return { new: 0, changed: 0, unchanged: 0, missing: 0, errors, warnings: [] };
}
