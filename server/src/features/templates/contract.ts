import { z } from 'zod';
import { contract, dataNumber, id, instant, seenVersion } from '../../platform/http/contract.ts';
import { sha256 } from '../evidence/contract.ts';

export const paperKind = z.enum(['progressCircular', 'dispatchNotice', 'urgingLetter']);
export type PaperKind = z.output<typeof paperKind>;

/** Said before the upload starts. */
export const templateLimitBytes = 10 * 1024 * 1024;

const name = z.string().trim().min(1).max(60);
const kinds = z.array(paperKind).min(1).max(3);
const file = { sha256, fileName: z.string().trim().min(1).max(255) };

const Finding = z.object({
  severity: z.enum(['error', 'warning']),
  /** Holds for papers of this kind alone; null for all. */
  kind: paperKind.nullable(),
  field: z.string(),
  detail: z.string(),
});

const Template = z.object({
  id,
  name: z.string(),
  kinds,
  organisation: z.string(),
  /** How many times its file was replaced, and one. */
  number: dataNumber('version of a template, counted from one'),
  fileName: z.string(),
  /** Names of the fields it holds. */
  fields: z.array(z.string()),
  version: seenVersion,
  recordedAt: instant,
  recordedBy: z.string(),
  endedAt: instant.nullable(),
});

const params = z.object({ templateId: id });
const changed = z.object({ version: seenVersion });

export const templatesContract = contract({
  'GET /api/paper-templates': {
    permission: 'paperTemplate.manage',
    summary: { zh: '公文模板列表', en: 'Templates of papers' },
    response: z.object({ items: z.array(Template) }),
  },
  'GET /api/paper-templates/fields': {
    permission: 'paperTemplate.manage',
    summary: { zh: '模板可用的字段', en: 'Fields a template can hold' },
    response: z.object({
      items: z.array(
        z.object({
          name: z.string(),
          meaning: z.string(),
          sort: z.enum(['text', 'block', 'table']),
          kinds,
          needed: z.boolean(),
          /** Of a table: the names of its columns, for a row that is repeated. */
          columns: z.array(z.string()),
        }),
      ),
    }),
  },
  'GET /api/paper-templates/starter': {
    permission: 'paperTemplate.manage',
    summary: { zh: '下载起始模板', en: 'Download a template to begin with' },
    query: z.object({ kind: paperKind }),
    response: z.any(),
    download: true,
  },
  'POST /api/paper-templates/check': {
    permission: 'paperTemplate.manage',
    summary: { zh: '检查模板', en: 'Check a template' },
    repeat: 'open',
    upload: { limit: templateLimitBytes },
    response: z.object({
      /** Names the uploaded file when it is saved. */
      file: z.object(file),
      fields: z.array(z.string()),
      findings: z.array(Finding),
    }),
  },
  'POST /api/paper-templates': {
    permission: 'paperTemplate.manage',
    summary: { zh: '保存公文模板', en: 'Save a template' },
    body: z.object({ name, kinds, file: z.object(file) }),
    response: z.object({ templateId: id }),
  },
  'POST /api/paper-templates/:templateId/change': {
    permission: 'paperTemplate.manage',
    summary: { zh: '更换或修改公文模板', en: 'Replace or change a template' },
    params,
    /** Without a file the present one stays. */
    body: z.object({ version: seenVersion, name, kinds, file: z.object(file).nullable() }),
    response: changed,
  },
  'POST /api/paper-templates/:templateId/end': {
    permission: 'paperTemplate.manage',
    summary: { zh: '停用公文模板', en: 'End a template' },
    params,
    body: changed,
    response: changed,
  },
  'POST /api/paper-templates/:templateId/restore': {
    permission: 'paperTemplate.manage',
    summary: { zh: '恢复公文模板', en: 'Bring a template back' },
    params,
    body: changed,
    response: changed,
  },
  'GET /api/paper-templates/:templateId/file': {
    permission: 'paperTemplate.manage',
    summary: { zh: '下载公文模板', en: 'Download a template' },
    params,
    response: z.any(),
    download: true,
  },
});
