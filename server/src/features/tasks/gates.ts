import type { z } from 'zod';
import type { Message } from '../../platform/locale/messages.ts';
import type { Quantity } from '../directives/contract.ts';
import type { Payloads } from './acts.ts';
import { say } from './messages.ts';

/** What stands behind a task when somebody wants to close it. */
export interface ClosingFacts {
  hardness: 'hard' | 'semi' | 'soft';
  quantities: readonly Pick<z.output<typeof Quantity>, 'value' | 'op' | 'unit'>[];
  /** Only with the decision that demands it (spine.md 4.7). */
  evidenceDemand: { kind: 'photo' | 'document' | 'number'; decidedBy: string } | null;
  /** Evidence that is neither withdrawn nor unlinked. */
  evidence: readonly { id: string; kind: 'text' | 'file' | 'documentNumber' | 'record'; mediaType: string | null }[];
  /** The guidance acts of this very task. */
  guidanceActIds: ReadonlySet<string>;
}

export interface GateFailure {
  field: string;
  why: Message;
}

/**
 * The gates a closing must pass: guided, standard checked, this very item followed through (domain.md A69), and for a hard
 * task its proof (spine.md 4.7). Answers every gate that does not hold.
 */
export function failedGates(closing: Omit<Payloads['close'], 'evidenceIds'>, facts: ClosingFacts): GateFailure[] {
  return [
    ...guidanceGate(closing.guidance, facts.guidanceActIds),
    ...standardGate(closing, facts.quantities),
    ...(isSaid(closing.finding) ? [] : [{ field: 'finding', why: say.findingMissing() }]),
    ...evidenceGate(facts),
  ];
}

/** Gates that need no answer of the verifier: what the screen can say before the form is filled. */
export function evidenceGate(facts: Pick<ClosingFacts, 'hardness' | 'evidence' | 'evidenceDemand'>): GateFailure[] {
  const failures: GateFailure[] = [];
  if (facts.hardness === 'hard' && facts.evidence.length === 0)
    failures.push({ field: 'evidence', why: say.hardNeedsEvidence() });
  const demand = facts.evidenceDemand;
  if (demand && !facts.evidence.some((item) => answersDemand(item, demand.kind))) {
    failures.push({
      field: 'evidence',
      why: say.demandedEvidence({
        kind: demandWord[demand.kind].zh,
        kindEn: demandWord[demand.kind].en,
        decidedBy: demand.decidedBy,
      }),
    });
  }
  return failures;
}

export const demandWord = {
  photo: { zh: '照片', en: 'a photo' },
  document: { zh: '文件', en: 'a document' },
  number: { zh: '文号', en: 'a document number' },
} as const;

function answersDemand(item: ClosingFacts['evidence'][number], kind: 'photo' | 'document' | 'number'): boolean {
  const picture = item.mediaType?.startsWith('image/') ?? false;
  if (kind === 'photo') return item.kind === 'file' && picture;
  if (kind === 'number') return item.kind === 'documentNumber';
  return item.kind === 'documentNumber' || (item.kind === 'file' && !picture);
}

function guidanceGate(guidance: Payloads['close']['guidance'], known: ReadonlySet<string>): GateFailure[] {
  if ('actId' in guidance)
    return known.has(guidance.actId) ? [] : [{ field: 'guidance', why: say.guidanceOfAnotherTask() }];
  return isSaid(guidance.notNeeded) ? [] : [{ field: 'guidance', why: say.guidanceMissing() }];
}

function standardGate(
  closing: Pick<Payloads['close'], 'standardMet' | 'values'>,
  quantities: ClosingFacts['quantities'],
): GateFailure[] {
  if (!isSaid(closing.standardMet)) return [{ field: 'standardMet', why: say.standardMissing() }];
  if (closing.values.length !== quantities.length)
    return [{ field: 'values', why: say.valuesMissing({ count: quantities.length }) }];
  return quantities.flatMap((quantity, index) => {
    const value = closing.values[index] as number;
    if (reachesQuantity(value, quantity)) return [];
    const wanted = `${operatorWord[quantity.op]}${quantity.value}${quantity.unit}`;
    return [{ field: `values.${index}`, why: say.valueNotReached({ value, wanted }) }];
  });
}

const operatorWord = { '=': '', '>=': '≥', '<=': '≤', '>': '>' } as const;

function reachesQuantity(value: number, { value: wanted, op }: ClosingFacts['quantities'][number]): boolean {
  if (op === '<=') return value <= wanted;
  if (op === '>') return value > wanted;
  // “一次” asks for one; two are no failure.
  return value >= wanted;
}

/** A gate is a sentence, not a tick: two letters or signs are the least that says anything. */
function isSaid(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= 2;
}
