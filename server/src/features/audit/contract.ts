import { z } from 'zod';
import { findingKinds } from '../../platform/audit/findings.ts';
import { contract, dataNumber, day, id, instant, pageOf } from '../../platform/http/contract.ts';

const Act = z.object({
  id: z.string(),
  action: z.string(),
  /** What the action is called on screens. */
  actionName: z.string(),
  accountName: z.string(),
  at: instant.nullable(),
});

export const AuditFinding = z
  .object({
    kind: z.enum(findingKinds),
    table: z.string(),
    id: z.string(),
    label: z.string().nullable(),
    act: Act.nullable(),
    /** The finding as a sentence. */
    sentence: z.string(),
  })
  .meta({ id: 'AuditFinding' });

/** What the entries are narrowed to, and their order: the newest first where none is named. */
const AuditFilter = z.object({
  /** Part of the action's name, or the whole of its key. */
  action: z.string().max(120).optional(),
  accountId: id.optional(),
  account: z.string().max(60).optional(),
  outcome: z.enum(['done', 'refused', 'read']).optional(),
  from: day.optional(),
  until: day.optional(),
  /** Id of a record that the act wrote. */
  record: z.string().max(120).optional(),
  sort: z.enum(['at', '-at']).optional(),
});

export const auditContract = contract({
  'GET /api/audit': {
    permission: 'audit.read',
    summary: { zh: '审计记录', en: 'Audit entries' },
    query: AuditFilter.extend({ cursor: z.string().max(200).optional() }),
    response: pageOf(
      z.object({
        id,
        action: z.string(),
        actionName: z.string(),
        accountName: z.string(),
        roleName: z.string(),
        outcome: z.enum(['done', 'refused', 'read']),
        details: z.array(z.object({ name: z.string(), value: z.string() })),
        records: z.array(z.object({ table: z.string(), id: z.string(), removed: z.boolean() })),
        at: instant,
        businessAt: instant,
        sealed: z.boolean(),
      }),
    ),
  },
  'GET /api/audit/export': {
    permission: 'audit.export',
    summary: { zh: '导出审计记录', en: 'Export the audit entries as .xlsx' },
    query: AuditFilter,
    response: z.any(),
    download: true,
    audited: true,
  },
  'POST /api/audit/verify': {
    permission: 'audit.verify',
    summary: { zh: '校验审计链', en: 'Verify the audit chain' },
    repeat: 'open',
    perMinute: 12,
    audited: true,
    response: z.object({
      checkedAt: instant,
      clean: z.boolean(),
      entries: dataNumber('sealed entries recomputed in this check'),
      records: dataNumber('records compared in this check'),
      olderShape: dataNumber('records whose digest is of an older shape'),
      head: z.object({ seq: dataNumber('place in the chain'), hash: z.string() }).nullable(),
      unsealed: z.object({
        count: dataNumber('entries that wait for their seal'),
        oldestAt: instant.nullable(),
        ageSeconds: dataNumber('age of the oldest entry without seal').nullable(),
      }),
      findings: z.array(AuditFinding),
      moreFindings: dataNumber('findings beyond the listed ones'),
    }),
  },
});
