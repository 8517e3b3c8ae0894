import type { Deadline, Obligation, OwnerMention } from '@xieli/directive';
import { longestLists, type Owner, type RequirementContent } from './content.ts';
import type { Audience } from './contract.ts';
import { type Reason, withSpans } from './evidence-spans.ts';

/** The speech acts that make requirements (domain.md G2). */
const asking = ['directive', 'prohibition', 'suggestion', 'plan', 'supervisionRule'] as const;
type Asking = (typeof asking)[number];

/** What the office usually keeps as proof of each kind; offered, never demanded (peers.md 3, item 4). */
const usualEvidence: Partial<Record<Obligation['kind'], string>> = {
  deliver: '报送的材料或其文号',
  establish: '批复、成立或印发的文件及文号',
  meeting: '会议通知、签到或纪要',
  study: '学习记录',
  supervise: '督导记录或通报',
  target: '数据及其来源说明',
};

export function asksSomething(obligation: Obligation): obligation is Obligation & { act: Asking } {
  return (asking as readonly string[]).includes(obligation.act);
}

/** The words under which an owner is looked up: one entry for each distinct pair of words and condition. */
export function ownerKey(mention: Pick<OwnerMention, 'text' | 'condition'>): string {
  return JSON.stringify([
    mention.text,
    mention.condition?.text ?? '',
    mention.condition?.lacks?.organisationKind ?? '',
  ]);
}

/** What of a reading makes a proposal. */
export type Readable = Pick<
  Obligation,
  | 'quote'
  | 'kind'
  | 'hardness'
  | 'owners'
  | 'deadline'
  | 'recurrence'
  | 'quantities'
  | 'supervisionMode'
  | 'supervisionObject'
  | 'references'
> & { act: Asking };

export type ResolvedOwner = Pick<Owner, 'organisationIds' | 'query' | 'audience'>;

/**
 * A proposal as a person sees and edits it, from what the reader found. Where nobody is named the audience of the document
 * has to act.
 * @param resolved the answer for each owner of the document, by `ownerKey`
 */
export function proposalOf(
  obligation: Readable,
  resolved: ReadonlyMap<string, ResolvedOwner>,
  audience: Audience,
): RequirementContent {
  const { deadline, recurrence } = obligation;
  return {
    action: shortened(obligation.quote, 1000),
    standard: shortened(obligation.quantities.map((quantity) => quantity.text).join('；'), 1000),
    act: obligation.act,
    hardness: obligation.hardness,
    owners: ownersOf(obligation.owners, resolved, audience),
    deadline: deadline && deadlineOf(deadline),
    recurrence: recurrence && { ...recurrence, text: shortened(recurrence.text, 100) },
    quantities: obligation.quantities
      .slice(0, longestLists.quantities)
      .map(({ text, value, unit, op }) => ({ text: shortened(text, 100), value, unit: shortened(unit, 20), op })),
    supervisionMode: obligation.supervisionMode,
    supervisionObject: obligation.supervisionObject,
    references: obligation.references.slice(0, longestLists.references).map((title) => shortened(title, 300)),
    evidenceExpected: usualEvidence[obligation.kind] ?? '',
    evidenceDemand: null,
  };
}

/** What a task is called: where it only sends on what the action before it makes, that one's words belong to it. */
export function actionWords(text: string, { about, end, quote }: Pick<Obligation, 'about' | 'end' | 'quote'>): string {
  return about ? text.slice(about.start, end) : quote;
}

/** A deadline as found, in the shape in which a person edits it. */
export function deadlineOf(found: Deadline): NonNullable<RequirementContent['deadline']> {
  return {
    ...{ kind: found.kind, from: found.from, to: found.to, text: shortened(found.text, 200) },
    yearEvidence: found.yearEvidence && shortened(`${found.yearEvidence.source}:${found.yearEvidence.text}`, 200),
    ...{ inherited: found.inherited, provisional: found.provisional },
  };
}

/** Where an owner stands, for those that the reader gives no reason for. */
const ownerSources = ['subject', 'bracket', 'column', 'byPhrase'] as const;

/**
 * Why this was read so, where the owners stand and what remembered words they were taken by, and which of its lists did not
 * fit and was cut, with how many the sentence names. Each with the place of its words in the text, where they have one.
 * @param remembered owners whose words a person of this office has explained before
 */
export function reasonsOf(text: string, obligation: Obligation, remembered: readonly OwnerMention[] = []): Reason[] {
  const lists = ['owners', 'quantities', 'references'] as const;
  const cut = lists.filter((list) => obligation[list].length > longestLists[list]);
  const bySource = ownerSources.flatMap((source) => {
    const owners = obligation.owners.filter((owner) => owner.source === source);
    return owners.length > 0 ? [{ key: `owner.${source}`, text: listOf(owners) }] : [];
  });
  return [
    ...withSpans(text, obligation, [...obligation.reasons, ...bySource]),
    ...(remembered.length > 0 ? [{ key: 'owner.remembered', text: listOf(remembered) }] : []),
    ...cut.map((list) => ({ key: `cut.${list}`, text: `${obligation[list].length}` })),
  ];
}

function listOf(owners: readonly OwnerMention[]): string {
  return shortened([...new Set(owners.map((owner) => owner.text))].join('、'), 200);
}

function ownersOf(
  mentions: readonly OwnerMention[],
  resolved: ReadonlyMap<string, ResolvedOwner>,
  audience: Audience,
): Owner[] {
  if (!mentions.length) {
    return [{ text: '', role: 'lead', organisationIds: audience.organisationIds, query: null, audience: true }];
  }
  return mentions.slice(0, longestLists.owners).map((mention) => {
    const found = resolved.get(ownerKey(mention)) ?? { organisationIds: [], query: null, audience: false };
    return {
      text: shortened(wordsOf(mention), 200),
      role: mention.role,
      organisationIds: found.audience ? audience.organisationIds : found.organisationIds,
      query: found.query,
      audience: found.audience,
    };
  });
}

/** The owner as written, with the condition where the owner's own words do not hold it already. */
function wordsOf({ text, condition }: OwnerMention): string {
  return !condition || text.includes(condition.text) ? text : `${condition.text}${text}`;
}

/** Cut with a visible mark; the whole sentence stays in the text under its span. */
export function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).toWellFormed()}…`;
}
