import type { ReadContext } from '../../platform/context.ts';
import type { PaperKind } from './contract.ts';
import type { TemplateContent } from './fill.ts';
import { templateBytes } from './keeping.ts';
import { fillSafely } from './reading.ts';
import { findTemplate, findVersion, templatesInUse } from './store.ts';

export { missingFields } from './check.ts';
export type { TemplateContent } from './fill.ts';
export { templatesRoutes } from './routes.ts';

/** One version of a template, as a paper is set in it. */
export interface ChosenTemplate {
  templateId: string;
  versionId: string;
  name: string;
  number: number;
  sha256: string;
  /** Names of the fields it holds. */
  fields: string[];
}

/** The templates in use that a body's papers of a kind can be set in. */
export async function templatesFor(context: ReadContext, bodyId: string, kind: PaperKind): Promise<ChosenTemplate[]> {
  return (await templatesInUse(context, bodyId, kind)).map(chosen);
}

/** The newest version of a template, whether or not it is still in use; undefined where there is none. */
export async function newestTemplate(context: ReadContext, templateId: string): Promise<ChosenTemplate | undefined> {
  const row = await findTemplate(context, templateId);
  return row && chosen(row);
}

/** The very version that a paper was issued with. */
export async function templateVersion(context: ReadContext, versionId: string): Promise<ChosenTemplate | undefined> {
  const row = await findVersion(context, versionId);
  return row && chosen({ ...row, id: row.template_id, version_id: row.id });
}

/** A template filled with a paper's content, as a Word file. @throws Problem refused where it cannot be filled */
export async function filledTemplate(
  context: ReadContext,
  { sha256 }: Pick<ChosenTemplate, 'sha256'>,
  content: TemplateContent,
): Promise<Buffer> {
  return fillSafely(await templateBytes(context, sha256), content);
}

type Row = { id: string; version_id: string; name: string; number: number; file_sha256: string; fields: string[] };

function chosen(row: Row): ChosenTemplate {
  const { id: templateId, version_id: versionId, name, number, file_sha256: sha256, fields } = row;
  return { templateId, versionId, name, number, sha256, fields };
}
