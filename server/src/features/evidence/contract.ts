import { z } from 'zod';
import { can, contract, dataNumber, day, id, instant, saying, seenVersion } from '../../platform/http/contract.ts';

/** Spine 7.3: evidence up to 50 MB, said before the upload starts. */
export const evidenceLimit = 50 * 1024 * 1024;

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a person hands in: a sentence, a document number or a file, and the days it is about. */
export const EvidenceInput = z
  .object({
    kind: z.enum(['text', 'file', 'documentNumber']),
    title: z.string().max(200),
    body: z.string().max(5000),
    fileSha256: sha256.nullable(),
    fileName: z.string().max(400).nullable(),
    aboutFrom: day,
    aboutTo: day,
  })
  .refine((input) => (input.kind === 'file' ? input.fileSha256 !== null : input.body.trim() !== ''), {
    ...saying({ zh: '请写一句说明，或附上文件', en: 'write a sentence, or attach a file' }),
    path: ['body'],
  })
  .refine((input) => input.aboutFrom <= input.aboutTo, {
    ...saying({ zh: '止日不能早于起日', en: 'the last day must not lie before the first' }),
    path: ['aboutTo'],
  })
  .meta({ id: 'NewEvidence' });
export type EvidenceInput = z.output<typeof EvidenceInput>;

export const EvidenceView = z
  .object({
    id,
    ownerOrganisationId: id,
    ownerOrganisationName: z.string(),
    kind: z.enum(['text', 'file', 'documentNumber', 'record']),
    title: z.string(),
    body: z.string(),
    fileSha256: sha256.nullable(),
    fileName: z.string().nullable(),
    mediaType: z.string().nullable(),
    fileSize: dataNumber('bytes of the file').nullable(),
    aboutFrom: day,
    aboutTo: day,
    arrivedAt: instant,
    enteredBy: z.string(),
    /** Who entered it for the organisation, and from what (代录). */
    onBehalfSource: z.string().nullable(),
    revision: dataNumber('revision of the record'),
    version: dataNumber('optimistic lock'),
    withdrawnAt: instant.nullable(),
    withdrawnReason: z.string().nullable(),
    can,
  })
  .meta({ id: 'Evidence' });
export type EvidenceView = z.output<typeof EvidenceView>;

export const evidenceContract = contract({
  'POST /api/files': {
    permission: 'evidence.add',
    summary: { zh: '上传文件', en: 'Upload a file' },
    query: z.object({ purpose: z.literal('evidence') }),
    response: z.object({ sha256, fileName: z.string(), mediaType: z.string(), size: dataNumber('bytes of the file') }),
    repeat: 'open',
    upload: { limit: evidenceLimit },
  },
  'GET /api/evidence/:evidenceId': {
    permission: 'evidence.read',
    summary: { zh: '查看佐证', en: 'Read one piece of evidence' },
    params: z.object({ evidenceId: id }),
    response: EvidenceView.extend({
      revisions: z.array(
        z.object({ revision: dataNumber('revision of the record'), title: z.string(), arrivedAt: instant }),
      ),
      tasks: z.array(z.object({ id, action: z.string(), organisation: z.string(), withdrawn: z.boolean() })),
    }),
  },
  'GET /api/evidence/:evidenceId/file': {
    permission: 'evidence.read',
    summary: { zh: '下载佐证原件', en: 'Download the original file' },
    params: z.object({ evidenceId: id }),
    response: z.any(),
    download: true,
    audited: true,
  },
  'GET /api/evidence/:evidenceId/picture': {
    permission: 'evidence.read',
    summary: { zh: '查看佐证图片', en: 'Look at a re-encoded copy of the picture' },
    params: z.object({ evidenceId: id }),
    query: z.object({ width: z.coerce.number().int().min(64).max(1600).default(1200) }),
    response: z.any(),
    download: true,
  },
  'POST /api/evidence/:evidenceId/revise': {
    permission: 'evidence.add',
    summary: { zh: '更新佐证', en: 'Revise evidence' },
    params: z.object({ evidenceId: id }),
    body: z.object({
      seenVersion,
      content: EvidenceInput,
      onBehalfSource: z.string().min(1).max(300).nullable().default(null),
    }),
    response: EvidenceView,
  },
  'POST /api/evidence/:evidenceId/withdraw': {
    permission: 'evidence.withdraw',
    summary: { zh: '撤回佐证', en: 'Withdraw evidence' },
    params: z.object({ evidenceId: id }),
    body: z.object({ seenVersion, reason: z.string().trim().min(1).max(500) }),
    response: EvidenceView,
  },
});
