import { reaches } from '../../platform/access/actor.ts';
import { permissions } from '../../platform/access/permissions.ts';
import type { ReadContext } from '../../platform/context.ts';
import { type Language, type Message, speak } from '../../platform/locale/messages.ts';
import type { ActKind } from './acts.ts';
import type { TaskSummary } from './fold.ts';
import { say } from './messages.ts';
import { type Hands, type Seat, transitions, whyNot, whyNotVerifier } from './rules.ts';

export interface Allowance {
  action: string;
  allowed: boolean;
  reason: string | null;
}

type LaterKind = Exclude<ActKind, 'draft'>;

/**
 * What the viewer may do with a task, from the permission table and the state table, the same two that the routes enforce.
 * Where both refuse, the missing right is the reason.
 * @param organisations the lead first, then the supporters
 */
export async function canOf(
  context: ReadContext,
  summary: TaskSummary,
  organisations: readonly string[],
  hands: Hands,
  language: Language,
): Promise<Allowance[]> {
  const lead = organisations.slice(0, 1);
  const seated: Record<Seat, readonly string[]> = { lead, supporter: organisations.slice(1), party: organisations };
  const allowances: Allowance[] = [];
  for (const kind of Object.keys(transitions) as LaterKind[]) {
    const { who, apart, onBehalf } = transitions[kind];
    const rightful = reaches(await context.reach(who.permission), seated[who.seat]);
    const why = whyNot(kind, summary) ?? (apart ? whyNotVerifier(context.actor, hands) : null);
    allowances.push(allowance(kind, rightful, permissions[who.permission], why, language));
    if (!onBehalf) continue;
    const mayEnter = reaches(await context.reach('task.enterOnBehalf'), lead);
    allowances.push(
      allowance(
        `${kind}OnBehalf`,
        mayEnter,
        permissions['task.enterOnBehalf'],
        whyNot(kind, summary, {}, true),
        language,
      ),
    );
  }
  return allowances;
}

function allowance(
  action: string,
  rightful: boolean,
  right: { zh: string; en: string },
  why: Message | null,
  language: Language,
): Allowance {
  const refusal = rightful ? why : say.noRight({ permission: right.zh, permissionEn: right.en });
  return { action, allowed: refusal === null, reason: refusal && speak(refusal, language) };
}
