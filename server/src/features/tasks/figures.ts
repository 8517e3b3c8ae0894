import { sql } from 'kysely';
import { z } from 'zod';
import { figure } from '../../platform/figures/figure.ts';
import type { FactKind } from '../../platform/figures/routes.ts';
import { dayInWords, speak } from '../../platform/locale/messages.ts';
import { anyOf } from '../organisations/index.ts';
import { openStates, type TaskState } from './acts.ts';
import { selectTaskRows } from './list.ts';
import { tell } from './messages.ts';
import { monthOf } from './periods.ts';
import { stateWord } from './rules.ts';

const open = sql<string>`any(${[...openStates]}::text[])`;
const day = z.iso.date();

/** What a body carries: its open tasks that are due in the month, or have no date (spine.md 4.9). */
export const openAsksFigure = figure({
  id: 'tasks.openAsks',
  version: 1,
  name: { zh: '本月在办任务', en: 'Open asks this month' },
  meaning: {
    zh: '该机构各单位承办、尚未销号，且时限在本月或未定时限的任务',
    en: 'Tasks led by the body and its organisations that are open and due this month or without a due day',
  },
  unit: 'count',
  permission: 'task.read',
  args: z.object({ bodyId: z.uuid(), on: day }),
  facts(db, { bodyId, on }) {
    const month = monthOf(on);
    return db
      .selectFrom('tasks as t')
      .select(taskFact)
      .where('t.lead_body_id', '=', bodyId)
      .where('t.state', '=', open)
      .where(sql<boolean>`(t.due_on is null or t.due_on between ${month.from}::date and ${month.to}::date)`) as never;
  },
});

/**
 * Open tasks of a body that ask for what a dispatch would ask for again. Which requirements overlap is found by the pure
 * function of `similarity.ts`; the figure counts the open tasks behind them.
 */
export const overlapFigure = figure({
  id: 'tasks.overlaps',
  version: 1,
  name: { zh: '内容相近的在办任务', en: 'Open asks that overlap' },
  meaning: {
    zh: '该机构在办任务中，与本次下发内容相似度达到 0.6 或依据同一上级文件的任务',
    en: 'Open tasks of the body whose words are at least 0.6 alike, or which rest on the same upstream document',
  },
  unit: 'count',
  permission: 'task.read',
  args: z.object({ bodyId: z.uuid(), requirements: z.string().regex(/^[\w-]*$/) }),
  facts: (db, { bodyId, requirements }) =>
    db
      .selectFrom('tasks as t')
      .select(taskFact)
      .where('t.lead_body_id', '=', bodyId)
      .where('t.state', '=', open)
      .where('t.requirement_id', '=', anyOf(unpackIds(requirements))) as never,
});

const taskFact = [
  sql<string>`'task'`.as('fact_kind'),
  sql<string>`t.id`.as('fact_id'),
  sql<string>`t.lead_organisation_id`.as('organisation_id'),
  sql<boolean>`true`.as('in_numerator'),
  sql<number>`1`.as('amount'),
] as const;

export const taskFigures = [openAsksFigure, overlapFigure] as const;

/** Many ids in little room, because a figure's address carries them. */
export function packIds(ids: readonly string[]): string {
  return Buffer.concat([...new Set(ids)].sort().map((id) => Buffer.from(id.replaceAll('-', ''), 'hex'))).toString(
    'base64url',
  );
}

export function unpackIds(packed: string): string[] {
  const hex = Buffer.from(packed, 'base64url').toString('hex');
  return (hex.match(/.{32}/g) ?? []).map((id) => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
}

/** How a task is shown as a fact behind a figure. */
export const taskFactKind: FactKind = {
  kind: 'task',
  async describe(context, ids, language) {
    const rows = await selectTaskRows(context.db, context.today).where('t.id', '=', anyOf(ids)).execute();
    return new Map(
      rows.map((row) => {
        const word = stateWord[row.state as TaskState];
        const due = row.due_on && dayInWords(row.due_on, language);
        const mark = row.entered_on_behalf ? speak(tell.partlyOnBehalf(), language) : null;
        const subtitle = [language === 'en' ? word.en : word.zh, due, mark].filter(Boolean).join(' · ');
        return [row.id, { title: row.action, subtitle, link: `/t/${row.id}` }];
      }),
    );
  },
};
