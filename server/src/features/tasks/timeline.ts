import { dayInWords, type Language, type Message, type Sentence, speak } from '../../platform/locale/messages.ts';
import type { Act, Change, TaskState } from './acts.ts';
import { foldActs } from './fold.ts';
import { tell } from './messages.ts';
import type { TimelineEntry } from './shapes.ts';
import type { StoredAct } from './store.ts';
import { tellAmendment } from './tell-amendment.ts';

/** Names that the timeline needs, of organisations and people alike. */
export type Names = ReadonlyMap<string, string>;

/** Ids of organisations and people whose names the timeline will say. */
export function idsTold(acts: readonly StoredAct[]): { organisations: string[]; people: string[] } {
  const organisations = new Set<string>();
  const people = new Set<string>();
  for (const act of acts) {
    if (act.organisationId) organisations.add(act.organisationId);
    if (act.kind === 'amend') {
      const { accountablePersonId, leaderPersonId, supporters } = act.payload.changes;
      for (const change of [accountablePersonId, leaderPersonId]) for (const id of sides(change)) people.add(id);
      for (const id of [...(supporters?.before ?? []), ...(supporters?.after ?? [])]) organisations.add(id);
    }
    if (act.kind === 'reassign') {
      for (const id of sides(act.payload.lead)) organisations.add(id);
      for (const id of sides(act.payload.accountablePersonId)) people.add(id);
    }
  }
  return { organisations: [...organisations], people: [...people] };
}

const sides = (change: Change<string | null> | undefined) =>
  [change?.before, change?.after].filter((id): id is string => Boolean(id));

/**
 * The history of a task for a reader, newest last.
 * @param evidenceOf ids of the evidence that came with each act
 */
export function tellTimeline(
  acts: readonly StoredAct[],
  names: Names,
  evidenceOf: ReadonlyMap<string, readonly string[]>,
  language: Language,
): TimelineEntry[] {
  return acts.map((act, index) => ({
    id: act.id,
    seq: act.seq,
    kind: act.kind,
    title: speak(tell[act.kind](), language),
    text: textOf(act, names, language),
    by: act.accountName,
    organisation: act.organisationId ? (names.get(act.organisationId) ?? null) : null,
    onBehalfSource: act.onBehalfSource,
    implied: act.impliedBy !== null,
    occurredOn: act.occurredOn,
    recordedAt: act.recordedAt,
    state: stateAt(acts, index),
    evidenceIds: [...(evidenceOf.get(act.id) ?? [])],
  }));
}

function stateAt(acts: readonly Act[], index: number): TaskState {
  return foldActs(acts.slice(0, index + 1)).state;
}

/** What one act says in a sentence or two; empty where its title says all. */
function textOf(act: StoredAct, names: Names, language: Language): string {
  const said = (message: Message) => speak(message, language);
  const word = ({ zh, en }: Sentence) => (language === 'en' ? en : zh);
  // Whoever wrote a part may have ended it with a full stop, which cannot stand before a semicolon.
  const joined = (parts: readonly (string | false)[]) =>
    parts
      .filter((part) => part !== false && part !== '')
      .map((part, index, all) => (index < all.length - 1 ? String(part).replace(/[。.；;]+$/, '') : part))
      .join(language === 'en' ? '; ' : '；');
  const named = (id: string | null) => (id ? (names.get(id) ?? '') : said(tell.nobody()));
  switch (act.kind) {
    case 'draft':
    case 'dispatch':
      return said(
        act.payload.terms.dueOn ? tell.dueOn({ day: dayInWords(act.payload.terms.dueOn, language) }) : tell.noDue(),
      );
    case 'acknowledge':
      return '';
    case 'progress':
    case 'submit':
    case 'note':
    case 'giveGuidance':
    case 'linkEvidence':
      return act.payload.text;
    case 'return':
    case 'withdraw':
    case 'escalate':
    case 'refuseExtension':
    case 'withdrawEvidence':
    case 'keep':
      return act.payload.reason;
    case 'askExtension':
      return joined([said(tell.wanted({ day: dayInWords(act.payload.wantedOn, language) })), act.payload.reason]);
    case 'grantExtension':
      return joined([dueChange(act.payload.dueOn), act.payload.reason]);
    case 'reassign':
      return joined([
        said(tell.lead({ before: named(act.payload.lead.before), after: named(act.payload.lead.after) })),
        act.payload.reason,
      ]);
    case 'close':
      return joined([
        said('actId' in act.payload.guidance ? tell.guided() : tell.notGuided({ why: act.payload.guidance.notNeeded })),
        said(tell.met({ met: act.payload.standardMet })),
        act.payload.values.length > 0 &&
          said(tell.values({ values: act.payload.values.join(language === 'en' ? ', ' : '、') })),
        said(tell.found({ finding: act.payload.finding })),
      ]);
    case 'amend':
      return joined([...tellAmendment(act.payload, { said, word, named, due: dueChange }), act.payload.reason]);
  }

  function dueChange({ before, after }: Change<string | null>): string {
    const words = (day: string | null) => (day === null ? said(tell.noDue()) : dayInWords(day, language));
    return said(tell.due({ before: words(before), after: words(after) }));
  }
}
