import type { ReadContext } from '../../platform/context.ts';
import { conflict } from '../../platform/http/problems.ts';
import {
  type ChosenTemplate,
  missingFields,
  newestTemplate,
  templatesFor,
  templateVersion,
} from '../templates/index.ts';
import type { PaperKind } from './contract.ts';
import { say } from './messages.ts';
import type { PaperRow } from './store.ts';

type SetPaper = Pick<PaperRow, 'kind' | 'issuer_id' | 'template_id' | 'template_version_id'>;

/** What a paper's file is set in: an issued one in the version it was issued with, a draft in the newest; null: the standard. */
export async function templateOf(context: ReadContext, paper: SetPaper): Promise<ChosenTemplate | null> {
  const { template_id: templateId, template_version_id: versionId } = paper;
  if (templateId === null) return null;
  const template = versionId ? await templateVersion(context, versionId) : await newestTemplate(context, templateId);
  if (!template) throw new Error(`The template ${templateId} of a paper is gone`);
  return template;
}

/** The templates that a paper of this kind and issuer can be set in. */
export function usableFor(context: ReadContext, paper: SetPaper): Promise<ChosenTemplate[]> {
  return templatesFor(context, paper.issuer_id, paper.kind as PaperKind);
}

/** @throws Problem conflict where the paper cannot be set in the template any more, or never could */
export async function assertInUse(context: ReadContext, paper: SetPaper, templateId: string): Promise<ChosenTemplate> {
  const template = (await usableFor(context, paper)).find((one) => one.templateId === templateId);
  if (!template) throw conflict(say.noTemplate(), { field: 'templateId' });
  return template;
}

/** What the page of a paper says of its setting. */
export function settingView(template: ChosenTemplate, kind: PaperKind, usable: readonly ChosenTemplate[]) {
  const { templateId: id, name, number, fields } = template;
  const inUse = usable.some((one) => one.templateId === id);
  return { id, name, number, inUse, missing: missingFields(fields, kind) };
}
