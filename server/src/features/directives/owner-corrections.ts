import type { ActContext, ReadContext } from '../../platform/context.ts';
import { conflict } from '../../platform/http/problems.ts';
import { keepOwnerAlias, organisationNames, ownerResolver } from '../organisations/index.ts';
import type { Owner, RequirementContent } from './content.ts';
import { holdFor } from './holding.ts';
import { say } from './messages.ts';
import { isLive, type StoredDecision } from './rules.ts';
import { requirementRows, standingOf } from './store.ts';

/** Words of a document that a person has matched to other organisations than the reader did. */
export interface OwnerCorrection {
  text: string;
  organisationIds: string[];
  /** How many requirements say so. */
  count: number;
}

interface Corrected {
  decision: StoredDecision;
  proposal: RequirementContent | null;
  content: RequirementContent;
}

/**
 * What a review teaches about the words for whoever acts. Words that were matched in two ways teach nothing, nor do those of the
 * audience or of a condition: both mean somebody else in the next document.
 */
export function correctionsOf(requirements: readonly Corrected[]): OwnerCorrection[] {
  const meanings = new Map<string, Map<string, OwnerCorrection>>();
  for (const { decision, proposal, content } of requirements) {
    if (proposal === null || !isLive(decision)) continue;
    for (const [index, owner] of content.owners.entries()) {
      const text = wordsOfProposal(proposal, content, index);
      if (text === null || owner.organisationIds.length === 0) continue;
      const organisationIds = [...owner.organisationIds].sort();
      const byMeaning = meanings.get(text) ?? new Map<string, OwnerCorrection>();
      const known = byMeaning.get(organisationIds.join()) ?? { text, organisationIds, count: 0 };
      byMeaning.set(organisationIds.join(), { ...known, count: known.count + 1 });
      meanings.set(text, byMeaning);
    }
  }
  return [...meanings.values()].flatMap((byMeaning) => (byMeaning.size === 1 ? [...byMeaning.values()] : []));
}

/** The document's own words for an owner, found by the words, or by the place where a person put a name in their stead. */
function wordsOfProposal(proposal: RequirementContent, { owners }: RequirementContent, index: number): string | null {
  const owner = owners[index];
  if (!owner || !isPlain(owner)) return null;
  const same = proposal.owners.find((one) => one.text === owner.text);
  const here = proposal.owners.length === owners.length ? proposal.owners[index] : undefined;
  // Words that still stand in the content were not put aside for a name.
  const replaced = here && !owners.some((one) => one.text === here.text) ? here : undefined;
  const found = same ?? replaced;
  return found && isPlain(found) && found.text.trim() !== '' ? found.text : null;
}

const isPlain = ({ audience, query }: Owner) => !audience && query === null;

/** Corrections of the confirmed version that the next reading would not know by itself. */
async function newCorrections(context: ReadContext, directiveId: string, bodyId: string): Promise<OwnerCorrection[]> {
  const [rows, resolve] = await Promise.all([
    requirementRows(context.db, directiveId),
    ownerResolver(context, { bodyId, on: context.today }),
  ]);
  return correctionsOf(rows).filter(({ text, organisationIds }) => {
    const today = resolve({ text });
    return !today.audience && today.organisationIds.toSorted().join() !== organisationIds.join();
  });
}

/** What may be kept of a confirmed review for later readings; nothing before it is confirmed. */
export async function ownerCorrections(context: ReadContext, directiveId: string) {
  const { directive, state } = await standingOf(context.db, directiveId);
  const items = state === 'confirmed' ? await newCorrections(context, directiveId, directive.owner_body_id) : [];
  const names = await organisationNames(context, [...new Set(items.flatMap((item) => item.organisationIds))]);
  return {
    items: items.map(({ text, organisationIds, count }) => ({
      ...{ text, count },
      organisations: organisationIds.map((id) => ({ id, name: names.get(id) ?? '' })),
    })),
  };
}

/**
 * Keeps one correction for later readings of this body's documents.
 * @throws Problem conflict where the review does not say so (any more), or the words are kept already
 */
export async function keepCorrection(
  context: ActContext,
  directiveId: string,
  wanted: { text: string; organisationIds: readonly string[] },
): Promise<{ id: string }> {
  const { directive } = await holdFor(context, directiveId, 'keepOwnerWords');
  const known = await newCorrections(context, directiveId, directive.owner_body_id);
  const meant = wanted.organisationIds.toSorted().join();
  const found = known.find((one) => one.text === wanted.text && one.organisationIds.join() === meant);
  if (!found) throw conflict(say.noSuchCorrection({ text: wanted.text }), { field: 'text' });
  await keepOwnerAlias(context, { bodyId: directive.owner_body_id, directiveId, ...found });
  return { id: context.actionId };
}

/** Organisations that the words of an unresolved owner may mean, one entry for each distinct words. */
export async function ownerCandidates(
  context: ReadContext,
  bodyId: string,
  requirements: readonly { content: RequirementContent }[],
): Promise<{ text: string; organisationIds: string[] }[]> {
  const open = requirements.flatMap(({ content }) => content.owners.filter(isOpen)).map((owner) => owner.text);
  if (open.length === 0) return [];
  const resolve = await ownerResolver(context, { bodyId, on: context.today });
  return [...new Set(open)].flatMap((text) => {
    const { candidates, organisationIds } = resolve({ text });
    const found = organisationIds.length > 0 ? organisationIds : candidates;
    return found.length > 0 ? [{ text, organisationIds: found.slice(0, mostCandidates) }] : [];
  });
}

/** More than these are no choice but a list; the person searches then. */
const mostCandidates = 9;

function isOpen(owner: Owner): boolean {
  return isPlain(owner) && owner.organisationIds.length === 0 && owner.text.trim() !== '';
}
