import { readFile, stat } from 'node:fs/promises';
import type { Updateable } from 'kysely';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { violatedConstraint } from '../../platform/database/errors.ts';
import type { DB } from '../../platform/database/schema.gen.ts';
import { FileTooLarge } from '../../platform/files/store.ts';
import type { Upload } from '../../platform/http/pipeline.ts';
import { conflict, invalid, notFound, Problem, refused } from '../../platform/http/problems.ts';
import { cleanFileName, insertFile } from '../evidence/index.ts';
import { errorsFor, type TemplateFinding } from './check.ts';
import { type PaperKind, templateLimitBytes } from './contract.ts';
import { findingMessage, say } from './messages.ts';
import { checkSafely } from './reading.ts';
import * as store from './store.ts';

export const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface Named {
  name: string;
  kinds: PaperKind[];
}
interface StoredFile {
  sha256: string;
  fileName: string;
}

/** @throws Problem notFound */
export async function templateOf(context: ReadContext, templateId: string): Promise<store.TemplateRow> {
  const template = await store.findTemplate(context, templateId);
  if (!template) throw notFound(say.notFound());
  return template;
}

/**
 * Checks what was uploaded. What can be a template waits under its hash for the act that names it and is swept away if none
 * does; refused bytes are deleted at once.
 * @throws Problem tooLarge, invalid (empty), refused
 */
export async function checkUpload(context: ReadContext, upload: Upload) {
  const received = await receive(context, upload);
  try {
    if (received.size === 0) throw invalid(say.empty());
    const { fields, findings } = await checkSafely(await readFile(received.temporaryPath));
    await received.keep();
    return { file: { sha256: received.sha256, fileName: cleanFileName(upload.fileName) }, fields, findings };
  } finally {
    await received.drop();
  }
}

async function receive(context: ReadContext, upload: Upload) {
  try {
    return await context.app.files.receive(context.tenantId, upload.bytes, templateLimitBytes);
  } catch (error) {
    if (error instanceof FileTooLarge)
      throw new Problem('tooLarge', say.tooLarge({ limit: templateLimitBytes / 1024 / 1024 }));
    throw error;
  }
}

/**
 * Takes a template in, in its first version.
 * @param fields as `checkedFields` found them
 */
export async function addTemplate(
  context: ActContext,
  named: Named,
  file: StoredFile,
  fields: string[],
): Promise<string> {
  const home = await ownOrganisation(context);
  if (!home) throw refused(say.noOrganisation());
  const templateId = context.actionId;
  await namedOnce(named.name, async () => {
    await context.db
      .insertInto('paper_templates')
      .values({
        ...{ id: templateId, organisation_id: home, name: named.name, kinds: named.kinds, number: 1 },
        ...{ recorded_at: context.now, recorded_by: context.actor.accountId },
      })
      .execute();
  });
  await keepVersion(context, templateId, 1, file, fields);
  return templateId;
}

/** The organisation of the caller's own from which the right is held. */
async function ownOrganisation(context: ActContext): Promise<string | null> {
  const reach = await context.reach('paperTemplate.manage');
  const held = context.actor.roles.map(({ organisationId }) => organisationId);
  return held.find((id) => reach.city || reach.organisationIds.has(id)) ?? null;
}

/**
 * Changes name and kinds, and with a file the template itself: the version before stays for the papers issued with it.
 * @param checked the file that will serve, and its fields as `checkedFields` found them
 * @throws Problem conflict where the template was given another file meanwhile
 */
export async function changeTemplate(
  context: ActContext,
  templateId: string,
  seen: number,
  named: Named,
  file: StoredFile | null,
  checked: { sha256: string; fields: string[] },
): Promise<number> {
  const template = await templateOf(context, templateId);
  if (template.ended_at !== null) throw conflict(say.ended());
  if (!file && template.file_sha256 !== checked.sha256) throw conflict(say.changedMeanwhile());
  const number = template.number + (file ? 1 : 0);
  const version = await writeTemplate(context, templateId, seen, { ...named, number });
  if (file) await keepVersion(context, templateId, number, file, checked.fields);
  return version;
}

/** Writes a template where it is still as it was seen. @throws Problem conflict where it is not, or its name is taken */
export async function writeTemplate(
  context: ActContext,
  templateId: string,
  seen: number,
  change: Updateable<DB['paper_templates']>,
): Promise<number> {
  const { name } = change.name === undefined ? await templateOf(context, templateId) : { name: change.name };
  const row = await namedOnce(name, () =>
    context.db
      .updateTable('paper_templates')
      .set({ ...change, version: seen + 1 })
      .where('id', '=', templateId)
      .where('version', '=', seen)
      .returning('version')
      .executeTakeFirst(),
  );
  if (!row) throw conflict(say.changedMeanwhile());
  return row.version;
}

async function namedOnce<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    // The same act sent twice at one moment meets its own id, and is answered as a repeat.
    if (violatedConstraint(error) !== 'paper_templates_name_idx') throw error;
    throw conflict(say.nameTaken({ name }), { field: 'name' });
  }
}

/**
 * The fields of a stored file, read before the act that names it: a reader may take its time, and no transaction is to wait.
 * @throws Problem refused with each error that keeps it from serving the kinds
 */
export async function checkedFields(
  context: ReadContext,
  sha256: string,
  kinds: readonly PaperKind[],
): Promise<string[]> {
  const { fields, findings } = await checkSafely(await templateBytes(context, sha256));
  const errors = errorsFor(findings, kinds);
  if (errors.length > 0) throw refused(say.hasErrors(), { errors: errors.map(errorOf) });
  return fields;
}

const errorOf = (finding: TemplateFinding) => ({ field: 'file', detail: findingMessage(finding) });

async function keepVersion(
  context: ActContext,
  templateId: string,
  number: number,
  { sha256, fileName }: StoredFile,
  fields: string[],
): Promise<void> {
  const { size } = await stat(context.app.files.path(context.tenantId, sha256)).catch(gone);
  await insertFile(context, { sha256, size, mediaType: docx });
  await store.insertVersion(context, { templateId, number, sha256, fileName: cleanFileName(fileName), fields });
}

/** @throws Problem refused when the file was swept away meanwhile */
export async function templateBytes(context: ReadContext, sha256: string): Promise<Buffer> {
  return readFile(context.app.files.path(context.tenantId, sha256)).catch(gone);
}

function gone(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOENT' ? refused(say.fileGone()) : error;
}
