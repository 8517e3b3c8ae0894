import { minuteOf } from '../../platform/clock/days.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { conflict, forbidden } from '../../platform/http/problems.ts';
import type { Message } from '../../platform/locale/messages.ts';
import type { Requirement } from './contract.ts';
import { say, sayDecided } from './messages.ts';
import { allowedIn, type DirectiveAction } from './rules.ts';
import { type Standing, standingOf } from './store.ts';
import { headView } from './views.ts';

/** @throws Problem forbidden for the program itself: a decision has a person behind it */
export function accountOf(context: ActContext): string {
  if (context.actor.accountId === '') throw forbidden(say.accountNeeded());
  return context.actor.accountId;
}

/**
 * The document, held for the act, if its state allows it.
 * @throws Problem notFound, or a conflict that says why not
 */
export async function holdFor(context: ActContext, directiveId: string, action: DirectiveAction): Promise<Standing> {
  return standingFor(context, directiveId, action, 'held');
}

/** The same for what comes before the act; whether the act may begin is asked again once it holds the document. */
export async function standingFor(
  context: Pick<ReadContext, 'db'>,
  directiveId: string,
  action: DirectiveAction,
  held?: 'held',
): Promise<Standing> {
  const standing = await standingOf(context.db, directiveId, held);
  if (allowedIn[action].includes(standing.state)) return standing;
  if (standing.state === 'withdrawn') throw conflict(say.withdrawn());
  if (action === 'giveUp') throw conflict(say.nothingToGiveUp());
  if (action === 'withdraw') throw conflict(say.withdrawConfirmed());
  throw conflict(standing.state === 'confirmed' ? say.frozen() : say.notConfirmed());
}

/** Somebody changed the document meanwhile, or did what was asked: carries how it stands now, as its contract shows it. */
export async function changedMeanwhile(
  context: ReadContext,
  standing: Standing,
  said: Message = say.changedMeanwhile(),
) {
  return conflict(said, { current: await headView(context, standing) });
}

/** Somebody was faster: says who decided what and when, and carries how the items stand now. */
export function decidedMeanwhile(current: readonly Requirement[]) {
  const first = current[0];
  const said =
    first?.decidedBy && first.decidedAt
      ? sayDecided[first.decision]({ by: first.decidedBy, at: minuteOf(first.decidedAt) })
      : say.changedMeanwhile();
  return conflict(said, { current: { requirements: current } });
}
