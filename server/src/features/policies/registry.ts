import type { ActContext } from '../../platform/context.ts';
import { violatedConstraint } from '../../platform/database/errors.ts';
import type { Input } from '../../platform/http/contract.ts';
import { conflict, invalid } from '../../platform/http/problems.ts';
import type { policiesContract } from './contract.ts';
import { numberKey, titleKey } from './matching.ts';
import { say } from './messages.ts';
import { accountOf, isWritten, livePolicy, titlesOf, writePolicy } from './store.ts';

type Contract = typeof policiesContract;
type Head = Input<Contract['POST /api/policies']>['body'];

/** Registers a document that a person knows; it is complete from the start. @throws Problem conflict where it is known */
export async function registerPolicy(context: ActContext, head: Head): Promise<string> {
  const account = accountOf(context);
  const policyId = context.actionId;
  await onlyOnce(head.title, () =>
    context.db
      .insertInto('upstream_policies')
      .values({
        ...{ id: policyId, ...columnsOf(head), recorded_at: context.now, recorded_by: account },
        ...{ completed_at: context.now, completed_by: account },
      })
      .execute(),
  );
  return policyId;
}

/** Says by hand what a document is; a stub is complete after that. */
export async function amendPolicy(
  context: ActContext,
  policyId: string,
  { seenVersion, repealedOn, ...head }: Input<Contract['POST /api/policies/:policyId/amend']>['body'],
): Promise<number> {
  const account = accountOf(context);
  await livePolicy(context, policyId, 'held');
  const change = { ...columnsOf(head), repealed_on: repealedOn, completed_at: context.now, completed_by: account };
  return onlyOnce(head.title, () => writePolicy(context, policyId, seenVersion, change));
}

/** Says which imported document is the text of an entry, or that none is. */
export async function attachText(
  context: ActContext,
  policyId: string,
  seen: number,
  directiveId: string | null,
): Promise<number> {
  accountOf(context);
  const { directive_id: before } = await livePolicy(context, policyId, 'held');
  // What was written stands beside clauses of the text before; under another text it would stand beside other clauses.
  if (before !== null && before !== directiveId && (await isWritten(context, policyId)))
    throw conflict(say.attachWritten());
  if (directiveId !== null && !(await titlesOf(context, [directiveId])).has(directiveId))
    throw invalid(say.directiveUnknown(), { field: 'directiveId' });
  return writePolicy(context, policyId, seen, { directive_id: directiveId });
}

/**
 * Merges a double into another entry, which takes over its text where it has none. Citations go on naming what they were
 * registered as and are found through it.
 */
export async function mergePolicy(
  context: ActContext,
  policyId: string,
  { seenVersion, intoId }: { seenVersion: number; intoId: string },
): Promise<number> {
  accountOf(context);
  if (policyId === intoId) throw invalid(say.mergeSelf(), { field: 'intoId' });
  // Always in one order, so that two who merge each other's cannot block.
  const [first = '', second = ''] = [policyId, intoId].toSorted();
  const held = [await livePolicy(context, first, 'held'), await livePolicy(context, second, 'held')];
  const [double, target] = policyId === first ? held : held.toReversed();
  if (!double || !target) throw conflict(say.changedMeanwhile());
  if (double.directive_id !== null && target.directive_id !== null && double.directive_id !== target.directive_id)
    throw conflict(say.mergeTexts());
  if (await isWritten(context, policyId)) throw conflict(say.mergeWritten());
  const version = await writePolicy(context, policyId, seenVersion, { merged_into: intoId });
  await context.db
    .updateTable('upstream_policies')
    .set((of) => ({ merged_into: intoId, version: of('version', '+', 1) }))
    .where('merged_into', '=', policyId)
    .execute();
  if (target.directive_id === null && double.directive_id !== null)
    await writePolicy(context, intoId, target.version, { directive_id: double.directive_id });
  return version;
}

/** A title as it is kept: without the brackets around the whole of it. */
export function bareTitle(title: string): string {
  const plain = title.trim();
  let depth = 0;
  for (const [at, sign] of [...plain].entries()) {
    if (sign === '《') depth += 1;
    if (sign === '》') depth -= 1;
    // Closed before the end: the brackets are around a part.
    if (depth === 0 && at < [...plain].length - 1) return plain;
  }
  return plain.startsWith('《') ? plain.slice(1, -1) : plain;
}

function columnsOf({ title, documentNumber, issuerName, issuedOn }: Head) {
  // Brackets around nothing are no title.
  if (titleKey(title) === '' || bareTitle(title) === '') throw invalid(say.titleEmpty(), { field: 'title' });
  const number = documentNumber === '' ? null : documentNumber;
  return {
    ...{ title: bareTitle(title), title_key: titleKey(title), document_number: number, number_key: numberKey(number) },
    ...{ issuer_name: issuerName, issued_on: issuedOn },
  };
}

async function onlyOnce<T>(title: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedConstraint(error) !== 'upstream_policies_key_idx') throw error;
    throw conflict(say.taken({ title: bareTitle(title) }), { field: 'title' });
  }
}
