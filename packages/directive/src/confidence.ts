import type { FoundAction } from './chain.ts';
import type { Hardness, OwnerMention } from './model.ts';

/** How an action is asked for, as far as it tells how often such a reading is right. */
type Form =
  | 'directive'
  | 'strictProhibition'
  | 'prohibition'
  | 'request'
  | 'plan'
  | 'suggestion'
  | 'chained'
  | 'bareVerb'
  | 'column';
/** Who acts: named in the clause, carried there from elsewhere, or nobody. */
type Named = 'named' | 'carried' | 'nobody';

/**
 * How often a reading of a kind is right, rounded down: counted on the eight documents of a second and third hand (16–23)
 * as they were first read, before any rule knew them. Each row: named, carried, nobody; in it hard, semi, soft.
 */
const RIGHT: Record<Form, Record<Named, Record<Hardness, number>>> = {
  directive: rows([0.96, 0.96, 0.95], [0.95, 0.93, 0.78], [0.93, 0.93, 0.72]),
  strictProhibition: rows([0.97, 0.97, 0.97], [0.96, 0.96, 0.96], [0.96, 0.96, 0.96]),
  prohibition: rows([0.85, 0.8, 0.75], [0.8, 0.75, 0.7], [0.7, 0.7, 0.65]),
  request: rows([0.93, 0.88, 0.6], [0.93, 0.88, 0.6], [0.65, 0.6, 0.48]),
  plan: rows([0.95, 0.93, 0.9], [0.93, 0.9, 0.8], [0.49, 0.49, 0.45]),
  suggestion: rows([0.85, 0.8, 0.75], [0.85, 0.8, 0.75], [0.65, 0.6, 0.48]),
  chained: rows([0.85, 0.75, 0.5], [0.94, 0.88, 0.82], [0.92, 0.88, 0.66]),
  bareVerb: rows([0.92, 0.87, 0.45], [0.94, 0.93, 0.8], [0.94, 0.82, 0.62]),
  column: rows([0.89, 0.89, 0.85], [0.89, 0.89, 0.85], [0.89, 0.89, 0.85]),
};

function rows(named: Cells, carried: Cells, nobody: Cells): Record<Named, Record<Hardness, number>> {
  const cells = ([hard, semi, soft]: Cells) => ({ hard, semi, soft });
  return { named: cells(named), carried: cells(carried), nobody: cells(nobody) };
}
type Cells = [number, number, number];

/** A verb that no list knows is a guess. */
const UNKNOWN_VERB = 0.25;
/** `切记` before a fault: it may ask for the opposite of what it says. */
const MISPRINT = 0.4;

/** An honest estimate between 0 and 1 of whether a person would take this action as it is proposed. */
export function confidenceOf(
  action: FoundAction,
  facts: { hardness: Hardness; owners: OwnerMention[]; misprint: boolean; column: boolean },
): number {
  if (facts.misprint) return MISPRINT;
  const right = RIGHT[formOf(action, facts.column)][namedBy(facts.owners)][facts.hardness];
  return Math.round((action.knownVerb ? right : Math.max(0.1, right - UNKNOWN_VERB)) * 100) / 100;
}

function formOf(action: FoundAction, column: boolean): Form {
  if (column) return 'column';
  if (action.modal === null || action.force === 'imperative') return 'bareVerb';
  if (action.chained) return 'chained';
  // 不能 and 不要 argue and warn as often as they forbid.
  if (action.force === 'prohibition')
    return /^(?:不[能要可应]|切记)/.test(action.modal) ? 'prohibition' : 'strictProhibition';
  return action.force === 'permission' ? 'suggestion' : action.force;
}

function namedBy(owners: OwnerMention[]): Named {
  if (owners.some(({ source }) => source === 'subject' || source === 'byPhrase')) return 'named';
  return owners.length > 0 ? 'carried' : 'nobody';
}
