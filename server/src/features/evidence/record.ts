import { findSecrecyMark } from '@xieli/directive';
import { dayRange } from '../../platform/clock/days.ts';
import type { ActContext } from '../../platform/context.ts';
import { invalid, refused } from '../../platform/http/problems.ts';
import type { EvidenceInput } from './contract.ts';
import { cleanFileName } from './file-name.ts';
import { brokenPromise } from './file-types.ts';
import { say } from './messages.ts';
import { insertEvidence, insertLink, insertRevision, type NewRevision, storedType } from './store.ts';

/** What was handed in, as a revision; the file must have been uploaded before. @throws Problem invalid, refused (secrecy) */
export async function asRevision(
  context: ActContext,
  input: EvidenceInput,
  onBehalfSource: string | null,
): Promise<NewRevision> {
  const mediaType = input.fileSha256 === null ? null : await storedType(context.db, input.fileSha256);
  if (input.fileSha256 !== null && mediaType === null) throw invalid(say.fileUnknown(), { field: 'fileSha256' });
  const mark = findSecrecyMark(input.body);
  if (mark) throw refused(say.secretText({ mark: mark.line }), { field: 'body' });
  const fileName = input.fileName === null ? null : cleanFileName(input.fileName);
  const ending = mediaType === null ? null : brokenPromise(fileName ?? '', mediaType);
  if (ending !== null) throw refused(say.otherContent({ ending }), { field: 'fileName' });
  return {
    kind: input.kind,
    title: input.title.trim() || fileName || input.body.trim().slice(0, 60),
    body: input.body.trim(),
    fileSha256: input.fileSha256,
    fileName,
    about: dayRange(input.aboutFrom, input.aboutTo),
    onBehalfSource,
  };
}

/**
 * Takes evidence in within the caller's act and links it to the task that the act is about.
 * @param task the task's revision at this moment; the link remembers it
 * @returns the id of the new evidence
 */
export async function handInEvidence(
  context: ActContext,
  input: EvidenceInput,
  task: { id: string; revision: number; leadOrganisationId: string },
  by: { actId: string; ownerOrganisationId?: string; onBehalfSource?: string | null },
): Promise<string> {
  const evidenceId = context.newId();
  const revision = await asRevision(context, input, by.onBehalfSource ?? null);
  await insertEvidence(context, evidenceId, by.ownerOrganisationId ?? task.leadOrganisationId);
  await insertRevision(context, evidenceId, 1, revision);
  await insertLink(context, {
    taskId: task.id,
    taskRevision: task.revision,
    evidenceId,
    evidenceRevision: 1,
    actId: by.actId,
  });
  return evidenceId;
}
