import type { ActContext, ReadContext } from '../../platform/context.ts';
import { computeFigure, type Figure, type FigureDefinition, groupedFigure } from '../../platform/figures/figure.ts';
import { freezeFigure } from '../../platform/figures/frozen.ts';
import { notFound } from '../../platform/http/problems.ts';
import {
  type TaskScope,
  tasksClosed,
  tasksDispatched,
  tasksDueSoon,
  tasksOnTime,
  tasksToVerify,
  tasksUnsubmitted,
} from '../board/index.ts';
import { directiveHeads } from '../directives/index.ts';
import { organisationNames } from '../organisations/index.ts';
import { personNames } from '../people/index.ts';
import type { PaperFacts, TaskLine } from './compose.ts';
import type { PaperKind } from './contract.ts';
import { say } from './messages.ts';
import { paperTasks } from './store.ts';

/** What a paper is about. */
export interface Subject {
  kind: PaperKind;
  directiveId: string;
  bodyId: string | null;
  issuerId: string;
}

/** A figure a paper speaks of: its name in the text, and what is asked. */
interface Asked {
  name: string;
  definition: FigureDefinition<TaskScope>;
  scope: TaskScope;
}

/** How a figure is taken: computed for a draft, kept for good when the paper is issued. */
type Take = (asked: Asked) => Promise<Figure>;

/** The facts of today; nothing is kept. */
export async function factsOfToday(context: ReadContext, subject: Subject): Promise<PaperFacts> {
  return gather(context, subject, ({ definition, scope }) => computeFigure(context, definition, scope));
}

/** The facts of today, each figure frozen under the paper. */
export async function freezeFacts(context: ActContext, subject: Subject, paperId: string): Promise<PaperFacts> {
  return gather(context, subject, async ({ name, definition, scope }) => {
    const { freezeId, figure } = await freezeFigure(context, definition, scope);
    await context.db
      .insertInto('paper_figures')
      .values({ id: context.newId(), paper_id: paperId, name, freeze_id: freezeId })
      .execute();
    return figure;
  });
}

async function gather(context: ReadContext, subject: Subject, take: Take): Promise<PaperFacts> {
  const { kind, directiveId, bodyId, issuerId } = subject;
  const head = (await directiveHeads(context, [directiveId])).get(directiveId);
  if (!head) throw notFound(say.noDirective());
  const bodies = await bodiesWithTasks(context, subject);
  const figures: Record<string, Figure> = {};
  for (const asked of figuresOf(kind, directiveId, bodyId, bodies)) figures[asked.name] = await take(asked);
  return {
    kind,
    issuer: (await organisationNames(context, [issuerId])).get(issuerId) ?? '',
    directive: { title: head.title, issuer: head.issuerName, issuedOn: head.issuedOn },
    asOf: context.today,
    bodies,
    figures,
    tasks: await taskLines(context, subject),
  };
}

function figuresOf(
  kind: PaperKind,
  directiveId: string,
  bodyId: string | null,
  bodies: readonly { id: string }[],
): Asked[] {
  const scope: TaskScope = { directiveId, ...(bodyId && { bodyId }) };
  const one = (name: string, definition: FigureDefinition<TaskScope>, more: TaskScope = {}): Asked => ({
    name,
    definition,
    scope: { ...scope, ...more },
  });
  if (kind === 'dispatchNotice')
    return [one('dispatched', tasksDispatched), one('hard', tasksDispatched, { hard: true })];
  // What was handed in waits for the issuer's own verifier: nobody is urged for it.
  const common = [
    one('dispatched', tasksDispatched),
    one('closed', tasksClosed),
    one('late', tasksUnsubmitted),
    one('toVerify', tasksToVerify),
  ];
  if (kind === 'urgingLetter') return common;
  return [
    ...common,
    one('onTime', tasksOnTime),
    one('dueSoon', tasksDueSoon),
    ...bodies.flatMap(({ id }) => [
      one(`closed:${id}`, tasksClosed, { bodyId: id }),
      one(`late:${id}`, tasksUnsubmitted, { bodyId: id }),
    ]),
  ];
}

/** The bodies that hold tasks of the document, the issuer's own first, the others by name: no ranking. */
async function bodiesWithTasks(context: ReadContext, { directiveId, issuerId }: Subject) {
  const groups = await groupedFigure(context, tasksDispatched, { directiveId }, ['body_id']);
  const ids = groups.map(({ keys }) => keys.body_id ?? '');
  const names = await organisationNames(context, ids);
  return ids
    .map((id) => ({ id, name: names.get(id) ?? '' }))
    .sort((a, b) => Number(b.id === issuerId) - Number(a.id === issuerId) || a.name.localeCompare(b.name, 'zh-CN'));
}

async function taskLines(context: ReadContext, { kind, directiveId, bodyId }: Subject): Promise<TaskLine[]> {
  const rows = await paperTasks(context, { directiveId, bodyId, late: kind !== 'dispatchNotice' });
  const organisations = await organisationNames(context, [...new Set(rows.map((row) => row.lead_organisation_id))]);
  const people = await personNames(context, [
    ...new Set(rows.map((row) => row.accountable_person_id).filter((id) => id !== null)),
  ]);
  return rows.map((row) => ({
    id: row.id,
    action: row.action,
    organisation: organisations.get(row.lead_organisation_id) ?? '',
    accountable: people.get(row.accountable_person_id ?? '') ?? '',
    dueOn: row.due_on,
    state: row.state,
  }));
}
