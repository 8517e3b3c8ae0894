import type { ReadContext } from '../../platform/context.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { conflict } from '../../platform/http/problems.ts';
import { languageOf, speak } from '../../platform/locale/messages.ts';
import { organisationNames } from '../organisations/index.ts';
import { templatesContract } from './contract.ts';
import { fieldNames, type TemplateField, templateFields } from './fields.ts';
import {
  addTemplate,
  changeTemplate,
  checkedFields,
  checkUpload,
  docx,
  templateBytes,
  templateOf,
  writeTemplate,
} from './keeping.ts';
import { findingMessage, say } from './messages.ts';
import { starterTemplate } from './starter.ts';
import * as store from './store.ts';

const concerns = async (context: ReadContext, { params }: { params: { templateId: string } }) => [
  (await templateOf(context, params.templateId)).organisation_id,
];

export const templatesRoutes: FeatureRoutes = implement(templatesContract, {
  'GET /api/paper-templates': {
    async handle(context) {
      const reach = await context.reach('paperTemplate.manage');
      const rows = await store.listTemplates(context, reach.city ? null : [...reach.organisationIds]);
      const names = await organisationNames(context, [...new Set(rows.map((row) => row.organisation_id))]);
      return {
        items: rows.map((row) => ({
          ...{ id: row.id, name: row.name, kinds: row.kinds, organisation: names.get(row.organisation_id) ?? '' },
          ...{ number: row.number, fileName: row.file_name, fields: row.fields, version: row.version },
          ...{ recordedAt: row.recorded_at, recordedBy: row.display_name ?? '', endedAt: row.ended_at },
        })),
      };
    },
  },
  'GET /api/paper-templates/fields': {
    async handle(_context, { visitor }) {
      const language = languageOf(visitor?.language);
      return {
        items: fieldNames.map((name) => {
          const { sort, kinds, zh, en, needed, columns = [] }: TemplateField = templateFields[name];
          const meaning = language === 'en' ? en : zh;
          return { name, meaning, sort, kinds: [...kinds], needed: needed === true, columns: [...columns] };
        }),
      };
    },
  },
  'GET /api/paper-templates/starter': {
    async handle(_context, { query }) {
      const names = { progressCircular: '进展通报', dispatchNotice: '任务通知', urgingLetter: '督办函' };
      const body = Buffer.from(await starterTemplate(query.kind));
      return { fileName: `${names[query.kind]}模板.docx`, mediaType: docx, body };
    },
  },
  'POST /api/paper-templates/check': {
    async handle(context, { upload, visitor }) {
      const { findings, ...checked } = await checkUpload(context, upload);
      const language = languageOf(visitor?.language);
      return {
        ...checked,
        findings: findings.map((finding) => {
          const { severity, kind, field } = finding;
          return { severity, kind, field, detail: speak(findingMessage(finding), language) };
        }),
      };
    },
  },
  'POST /api/paper-templates': {
    async prepare(reading, { body }) {
      const named = { name: body.name, kinds: once(body.kinds) };
      const fields = await checkedFields(reading, body.file.sha256, named.kinds);
      return async (context) => ({ templateId: await addTemplate(context, named, body.file, fields) });
    },
  },
  'POST /api/paper-templates/:templateId/change': {
    concerns,
    async prepare(reading, { params, body }) {
      const { templateId } = params;
      const named = { name: body.name, kinds: once(body.kinds) };
      const template = await templateOf(reading, templateId);
      if (template.ended_at !== null) throw conflict(say.ended());
      const sha256 = body.file?.sha256 ?? template.file_sha256;
      const checked = { sha256, fields: await checkedFields(reading, sha256, named.kinds) };
      return async (context) => ({
        version: await changeTemplate(context, templateId, body.version, named, body.file, checked),
      });
    },
  },
  'POST /api/paper-templates/:templateId/end': {
    concerns,
    async handle(context, { params, body }) {
      const template = await templateOf(context, params.templateId);
      if (template.ended_at !== null) throw conflict(say.ended());
      const ended = { ended_at: context.now, ended_by: context.actor.accountId };
      return { version: await writeTemplate(context, params.templateId, body.version, ended) };
    },
  },
  'POST /api/paper-templates/:templateId/restore': {
    concerns,
    async handle(context, { params, body }) {
      const restored = { ended_at: null, ended_by: null };
      return { version: await writeTemplate(context, params.templateId, body.version, restored) };
    },
  },
  'GET /api/paper-templates/:templateId/file': {
    concerns,
    async handle(context, { params }) {
      const template = await templateOf(context, params.templateId);
      const body = await templateBytes(context, template.file_sha256);
      return { fileName: template.file_name, mediaType: docx, body };
    },
  },
});

const once = <T>(values: readonly T[]): T[] => [...new Set(values)];
