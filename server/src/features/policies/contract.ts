import { z } from 'zod';
import { Figure } from '../../platform/figures/figure.ts';
import {
  contract,
  dataNumber,
  day,
  id,
  instant,
  largestStored,
  pageOf,
  seenVersion,
} from '../../platform/http/contract.ts';
import { sheetLimitBytes } from '../../platform/sheets/limit.ts';
import { GapComparison, GapRow, linkState, PolicyLink, policyState } from './shapes.ts';

const params = z.object({ policyId: id });
const version = dataNumber('optimistic lock');
const revision = dataNumber('counts changes of meaning');
const line = (max: number) => z.string().trim().max(max);

const head = {
  title: line(300).min(1),
  documentNumber: line(100).nullable(),
  issuerName: line(200),
  issuedOn: day.nullable(),
};

const Named = z.object({ id, title: z.string() });
const Policy = z.object({
  id,
  ...head,
  state: policyState,
  repealedOn: day.nullable(),
  /** The imported document that is its text. */
  directive: Named.nullable(),
});

/** Where one of our documents names another one. */
const citation = {
  /** As written. */
  title: z.string(),
  documentNumber: z.string().nullable(),
  /** The clause that it stands in; null outside of all. */
  clause: z.string().nullable(),
  clauseKey: z.string().nullable(),
};

const sheet = z.object({ policyId: id, bodyId: id });
/** What the office writes beside a clause. */
const written = {
  gap: line(1000),
  measure: line(1000),
  ownerId: id.nullable(),
  dueOn: day.nullable(),
};

export const policiesContract = contract({
  'GET /api/policies': {
    permission: 'policy.read',
    summary: { zh: '上级文件登记', en: 'Register of upstream documents' },
    query: z.object({
      search: z.string().trim().max(100).optional(),
      state: policyState.optional(),
      cursor: id.optional(),
    }),
    response: pageOf(Policy.extend({ citedBy: Figure })),
  },
  'POST /api/policies': {
    permission: 'policy.manage',
    summary: { zh: '登记上级文件', en: 'Register an upstream document' },
    body: z.object(head),
    response: z.object({ policyId: id }),
  },
  'GET /api/policies/citing': {
    permission: 'policy.read',
    summary: { zh: '文件引用的上级文件', en: 'What a document cites, and what of it is registered' },
    query: z.object({ directiveId: id }),
    response: z.object({
      directive: Named,
      versionId: id,
      confirmed: z.boolean(),
      items: z.array(
        z.object({
          ...citation,
          start: dataNumber('UTF-16 offset in the text of the document'),
          /** `registered`: kept already · `known`: will go to a registered document · `new`: will make a stub · `several`: a person has to say which. */
          fate: z.enum(['registered', 'known', 'new', 'several']),
          policy: Named.nullable(),
        }),
      ),
    }),
  },
  'POST /api/policies/cite': {
    permission: 'policy.manage',
    summary: { zh: '登记引用', en: 'Register what a document cites' },
    body: z.object({ directiveId: id, versionId: id }),
    response: z.object({
      /** Documents that were not known before; stubs to be completed. */
      stubs: z.array(id),
      citations: z.array(id),
    }),
  },
  'GET /api/policies/again': {
    permission: 'policy.read',
    summary: { zh: '自此版本起须重看', en: 'What must be looked at again since this version' },
    query: z.object({ directiveId: id }),
    response: z.object({
      directive: Named,
      versionNumber: dataNumber('number of the version in force'),
      /** Links that do not hold, at whichever end the document stands. */
      items: z.array(PolicyLink),
      /** Some link of the document holds. */
      anyHolds: z.boolean(),
    }),
  },
  'GET /api/policies/gaps/export': {
    permission: 'policy.export',
    summary: { zh: '导出对标对表', en: 'Export a gap sheet as .xlsx' },
    query: sheet,
    response: z.any(),
    download: true,
    audited: true,
  },
  'POST /api/policies/gaps/read': {
    permission: 'gap.fill',
    summary: { zh: '读取返回的对标对表并对照', en: 'Compare a returned gap sheet with what is known' },
    query: sheet,
    response: GapComparison,
    repeat: 'open',
    upload: { limit: sheetLimitBytes },
  },
  'POST /api/policies/gaps/apply': {
    permission: 'gap.fill',
    summary: { zh: '按返回的对标对表登记', en: 'Enter a returned gap sheet' },
    body: sheet.extend({ token: z.string().max(200), fileName: line(200).min(1) }),
    response: z.object({ entryIds: z.array(id) }),
  },
  'GET /api/policies/:policyId': {
    permission: 'policy.read',
    summary: { zh: '上级文件', en: 'An upstream document' },
    params,
    response: Policy.extend({
      version,
      recordedAt: instant,
      /** Where this one went, when it was found to be a double. */
      mergedInto: Named.nullable(),
      citations: z.array(z.object({ id, directive: Named, ...citation })),
      /** The clauses of its text, in their order; empty without one. */
      clauses: z.array(z.object({ key: z.string(), label: z.string(), words: z.string() })),
      /** Bodies that a gap sheet may be about: whose documents are linked, and who has tasks of them. */
      bodies: z.array(z.object({ id, name: z.string() })),
      /** Our documents that cite it or are linked to it. */
      locals: z.array(Named),
      /** Imported documents that bear its title or number. */
      maybeTexts: z.array(Named),
      /** Registered documents that may be the same. */
      maybeDoubles: z.array(Named),
    }),
  },
  'POST /api/policies/:policyId/amend': {
    permission: 'policy.manage',
    summary: { zh: '补全上级文件信息', en: 'Complete what is known of an upstream document' },
    params,
    body: z.object({ seenVersion, ...head, repealedOn: day.nullable() }),
    response: z.object({ version }),
  },
  'POST /api/policies/:policyId/attach': {
    permission: 'policy.manage',
    summary: { zh: '关联已导入的上级文件正文', en: 'Say which imported document is its text' },
    params,
    body: z.object({ seenVersion, directiveId: id.nullable() }),
    response: z.object({ version }),
  },
  'POST /api/policies/:policyId/merge': {
    permission: 'policy.manage',
    summary: { zh: '并入另一份登记', en: 'Merge a double into another entry' },
    params,
    body: z.object({ seenVersion, intoId: id }),
    response: z.object({ version }),
  },
  'GET /api/policies/:policyId/proposals': {
    permission: 'policy.read',
    summary: { zh: '对应关系', en: 'Links with one of our documents' },
    params,
    query: z.object({ directiveId: id }),
    response: z.object({
      upstream: Named,
      upstreamVersionId: id,
      localVersionId: id,
      local: Named,
      portionSize: dataNumber('requirements in a portion, in which proposals of more are asked for'),
      compared: dataNumber('requirements, from the first on, that are compared; the texts may be too long for all'),
      clauses: z.array(z.object({ key: z.string(), label: z.string(), words: z.string() })),
      requirements: z.array(z.object({ id, revision, action: z.string(), quote: z.string(), clause: z.string() })),
      links: z.array(PolicyLink),
      /** What the person decided last here and may take back. */
      undo: z
        .object({
          decision: z.enum(['confirm', 'reject']),
          items: z.array(z.object({ linkId: id, seenVersion: version })),
        })
        .nullable(),
    }),
  },
  'GET /api/policies/:policyId/proposals/portion': {
    permission: 'policy.read',
    summary: { zh: '一部分要求的对应建议', en: 'Proposals of more links, for a portion of our requirements' },
    params,
    query: z.object({
      directiveId: id,
      /** The versions in which the portions were counted. */
      upstreamVersionId: id,
      localVersionId: id,
      portion: z.coerce.number().int().min(0).max(largestStored),
    }),
    response: z.object({
      proposals: z.array(
        z.object({
          requirementId: id,
          clauseKey: z.string(),
          score: dataNumber('likeness of two clauses, 0 to 1'),
          /** The words that both say. */
          shared: z.array(z.string()),
          /** Both say what is to be done, and it is of different kinds. */
          otherAct: z.boolean(),
        }),
      ),
    }),
  },
  'POST /api/policies/:policyId/links': {
    permission: 'policy.link',
    summary: { zh: '确认或否定对应关系', en: 'Confirm or reject links' },
    params,
    body: z.object({
      directiveId: id,
      upstreamVersionId: id,
      items: z
        .array(
          z.object({
            requirementId: id,
            revision: z.int().min(1).max(largestStored).meta({ dataNumber: 'revision that was seen' }),
            clauseKey: z.string().min(1).max(200),
            decision: z.enum(['confirm', 'reject']),
          }),
        )
        .min(1)
        .max(500),
    }),
    response: z.object({ linkIds: z.array(id) }),
  },
  'POST /api/policies/:policyId/links/undo': {
    permission: 'policy.link',
    summary: { zh: '撤销刚才对对应关系的确认或否定', en: 'Take back what one decided about links last' },
    params,
    body: z.object({
      directiveId: id,
      items: z
        .array(z.object({ linkId: id, seenVersion }))
        .min(1)
        .max(500),
    }),
    response: z.object({ linkIds: z.array(id) }),
  },
  'POST /api/policy-links/:linkId/reconfirm': {
    permission: 'policy.link',
    summary: { zh: '重新确认对应关系', en: 'Confirm a link anew after a change' },
    params: z.object({ linkId: id }),
    body: z.object({
      seenVersion,
      /** What stood at both ends when the person said so: neither is confirmed unseen. */
      seenWords: z.string().max(100_000),
      seenAction: z.string().max(1000),
    }),
    response: z.object({ version, state: linkState }),
  },
  'POST /api/policy-links/:linkId/withdraw': {
    permission: 'policy.link',
    summary: { zh: '撤销对应关系', en: 'Withdraw a link' },
    params: z.object({ linkId: id }),
    body: z.object({ seenVersion, reason: line(300).min(1) }),
    response: z.object({ version }),
  },
  'GET /api/policies/:policyId/gaps': {
    permission: 'policy.read',
    summary: { zh: '对标对表', en: 'The gap sheet of an upstream document for one body' },
    params,
    query: z.object({ bodyId: id }),
    response: z.object({
      policy: Named,
      body: z.object({ id, name: z.string() }),
      directiveId: id.nullable(),
      shallow: Figure,
      deep: Figure,
      rows: z.array(GapRow),
    }),
  },
  'POST /api/policies/:policyId/gaps': {
    permission: 'gap.fill',
    summary: { zh: '填写对标对表', en: 'Write beside a clause of a gap sheet' },
    params,
    body: z.object({
      bodyId: id,
      clauseKey: z.string().min(1).max(200),
      /** 0 where nothing was written yet. */
      seenVersion: z
        .int()
        .min(0)
        .max(largestStored - 1)
        .meta({ dataNumber: 'optimistic lock' }),
      ...written,
    }),
    response: z.object({ entryId: id, version }),
  },
});
