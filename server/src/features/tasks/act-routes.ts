import { reaches } from '../../platform/access/actor.ts';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import { conflict, forbidden, invalid, refused } from '../../platform/http/problems.ts';
import { speak } from '../../platform/locale/messages.ts';
import type { EvidenceInput } from '../evidence/contract.ts';
import { findEvidence, handInEvidence, linkEvidence, liveEvidenceOf } from '../evidence/index.ts';
import type { Payloads } from './acts.ts';
import { amendTask, officeOf, reassignTask } from './amend.ts';
import { findDifferenceOfTask } from './differences.ts';
import { newestRevision } from './following.ts';
import { failedGates } from './gates.ts';
import { say } from './messages.ts';
import { type HeldTask, holdTask, recordAct } from './record-act.ts';
import type { Receipt } from './shapes.ts';
import { findLink, organisationsOfTask, withdrawLink } from './store.ts';

type Addressed = { params: { taskId: string } };
type With<B> = Addressed & { body: B };

/** Acts of the lead. A supporter, who reads the task, is told whose part this is instead of that there is no such task. */
export async function concernsLead(context: ReadContext, { params }: Addressed): Promise<string[]> {
  const { lead, parties } = await organisationsOfTask(context.db, params.taskId);
  const reading = await context.reach('task.read');
  if (reaches(reading, parties) && !reaches(reading, lead)) throw forbidden(say.onlyLead());
  return lead;
}

/** Acts and reads of the lead and the supporters. */
export async function concernsParties(context: ReadContext, { params }: Addressed): Promise<string[]> {
  return (await organisationsOfTask(context.db, params.taskId)).parties;
}

interface Report {
  text: string;
  occurredOn?: string | undefined;
  evidenceIds: string[];
  evidence: EvidenceInput[];
}

/** Takes in what came with an act: new records are made and linked, known ones linked. */
async function attach(
  context: ActContext,
  held: HeldTask,
  report: Pick<Report, 'evidence' | 'evidenceIds'>,
  by: { actId: string; organisationId: string; source: string | null },
) {
  const target = {
    id: held.task.id,
    revision: held.summary.revision,
    leadOrganisationId: held.summary.leadOrganisationId,
  };
  for (const input of report.evidence) {
    await handInEvidence(context, input, target, {
      actId: by.actId,
      ownerOrganisationId: by.organisationId,
      onBehalfSource: by.source,
    });
  }
  for (const evidenceId of report.evidenceIds) await linkKnown(context, held, evidenceId, by.actId);
}

/** @throws Problem invalid where the record is unknown, withdrawn, out of reach or linked already */
async function linkKnown(context: ActContext, held: HeldTask, evidenceId: string, actId: string): Promise<void> {
  const found = await findEvidence(context.db, evidenceId);
  if (!found || found.withdrawnAt) throw invalid(say.evidenceUnknown(), { field: 'evidenceId' });
  if (!reaches(await context.reach('evidence.read'), [found.ownerOrganisationId]))
    throw invalid(say.evidenceOfOther(), { field: 'evidenceId' });
  if (await findLink(context.db, held.task.id, evidenceId)) throw conflict(say.evidenceLinked());
  await linkEvidence(context, {
    taskId: held.task.id,
    taskRevision: held.summary.revision,
    evidenceId,
    evidenceRevision: found.revision,
    actId,
  });
}

/** 报送进展 or 提交核验, with what came along. */
async function report(
  context: ActContext,
  taskId: string,
  kind: 'progress' | 'submit',
  said: Report,
  source: string | null = null,
): Promise<Receipt> {
  const held = await holdTask(context, taskId);
  const receipt = await recordAct(context, held, {
    kind,
    payload: { text: said.text },
    occurredOn: said.occurredOn,
    onBehalfSource: source,
  });
  await attach(context, held, said, { actId: receipt.actId, organisationId: held.summary.leadOrganisationId, source });
  return receipt;
}

async function acknowledge(
  context: ActContext,
  taskId: string,
  occurredOn: string | undefined,
  source: string | null = null,
): Promise<Receipt> {
  const held = await holdTask(context, taskId);
  return recordAct(context, held, { kind: 'acknowledge', payload: {}, occurredOn, onBehalfSource: source });
}

type ExtensionRequest = Payloads['askExtension'] & { occurredOn?: string | undefined };

async function askExtension(
  context: ActContext,
  taskId: string,
  { wantedOn, reason, occurredOn }: ExtensionRequest,
  source: string | null = null,
): Promise<Receipt> {
  const held = await holdTask(context, taskId);
  return recordAct(context, held, {
    kind: 'askExtension',
    payload: { wantedOn, reason },
    occurredOn,
    onBehalfSource: source,
  });
}

type BehalfAct =
  | { kind: 'acknowledge'; occurredOn: string }
  | ({ kind: 'progress' | 'submit'; occurredOn: string } & Report)
  | ({ kind: 'askExtension'; occurredOn: string } & ExtensionRequest);

/** 代录: the same act, entered by the office, with where it is known from (spine.md 4.3). */
function onBehalf(context: ActContext, taskId: string, act: BehalfAct, source: string): Promise<Receipt> {
  if (act.kind === 'acknowledge') return acknowledge(context, taskId, act.occurredOn, source);
  if (act.kind === 'askExtension') return askExtension(context, taskId, act, source);
  return report(context, taskId, act.kind, act, source);
}

/** For which of the task's organisations the actor speaks: the lead where both are in reach. */
async function partyOf(context: ActContext, held: HeldTask): Promise<string> {
  const reach = await context.reach('task.support');
  const { parties } = await organisationsOfTask(context.db, held.task.id);
  return parties.find((id) => reaches(reach, [id])) ?? held.summary.leadOrganisationId;
}

/** For which supporter the actor speaks. @throws Problem refused where he speaks for none, such as the lead's own clerk */
async function supporterOf(context: ActContext, held: HeldTask): Promise<string> {
  const reach = await context.reach('task.support');
  const { lead, parties } = await organisationsOfTask(context.db, held.task.id);
  const supporter = parties.find((id) => !lead.includes(id) && reaches(reach, [id]));
  if (supporter === undefined) throw refused(say.onlySupporters());
  return supporter;
}

/** 销号. @throws Problem invalid with every gate that does not hold */
async function close(
  context: ActContext,
  taskId: string,
  body: { seenVersion: number } & Omit<Payloads['close'], 'evidenceIds'>,
): Promise<Receipt> {
  const held = await holdTask(context, taskId, body.seenVersion);
  const live = await liveEvidenceOf(context, taskId);
  const { guidance, standardMet, values, finding } = body;
  const failures = failedGates(
    { guidance, standardMet, values, finding },
    {
      hardness: held.task.hardness as 'hard' | 'semi' | 'soft',
      quantities: (held.task.quantity ?? []) as never,
      evidenceDemand: held.task.evidence_demand as never,
      evidence: live,
      guidanceActIds: new Set(held.acts.filter((act) => act.kind === 'giveGuidance').map((act) => act.id)),
    },
  );
  const first = failures[0];
  if (first && held.summary.state === 'submitted') {
    throw invalid(first.why, {
      field: first.field,
      errors: failures.map(({ field, why }) => ({ field, message: why })),
    });
  }
  return recordAct(context, held, {
    kind: 'close',
    payload: { guidance, standardMet, values, finding, evidenceIds: live.map((item) => item.id) },
    organisationId: officeOf(context),
  });
}

async function keep(
  context: ActContext,
  taskId: string,
  body: { seenVersion: number; about: 'revision' | 'difference'; reason: string },
): Promise<Receipt> {
  const held = await holdTask(context, taskId, body.seenVersion);
  const newest = await newestRevision(context, held.task.requirement_id);
  const before = held.summary.requirementRevision;
  if (body.about === 'revision' && newest.revision === before) throw invalid(say.nothingToRecheck());
  if (body.about === 'difference' && !(await differenceOfHeld(context, held))) throw invalid(say.noDifference());
  const requirementRevision = body.about === 'revision' ? newest.revision : before;
  return recordAct(context, held, {
    kind: 'keep',
    payload: { about: body.about, requirementRevision, reason: body.reason },
    organisationId: officeOf(context),
  });
}

const differenceOfHeld = (context: ActContext, { task }: HeldTask) =>
  findDifferenceOfTask(context, { id: task.id, directiveId: task.directive_id, requirementId: task.requirement_id });

/**
 * The organisation has fulfilled what made it responsible: its founding becomes the evidence and the task goes to the
 * verifier, entered by the office with the register as its source (spine.md 4.4).
 */
async function askVerification(
  context: ActContext,
  taskId: string,
  body: { seenVersion: number; foundedOrganisationId: string },
): Promise<Receipt> {
  const held = await holdTask(context, taskId, body.seenVersion);
  const difference = await differenceOfHeld(context, held);
  const founding = difference?.founding;
  if (!founding || founding.organisationId !== body.foundedOrganisationId)
    throw invalid(say.notTheFounding(), { field: 'foundedOrganisationId' });
  const source = speak(say.foundingSource({ name: founding.name, day: founding.foundedOn }), 'zh-CN');
  const receipt = await recordAct(context, held, {
    kind: 'submit',
    payload: { text: source },
    occurredOn: founding.foundedOn,
    onBehalfSource: source,
  });
  await handInEvidence(
    context,
    {
      kind: founding.approvalDocument ? 'documentNumber' : 'text',
      title: speak(say.foundingTitle({ name: founding.name }), 'zh-CN'),
      body: founding.approvalDocument ?? source,
      fileSha256: null,
      fileName: null,
      aboutFrom: founding.foundedOn,
      aboutTo: founding.foundedOn,
    },
    { id: taskId, revision: held.summary.revision, leadOrganisationId: held.summary.leadOrganisationId },
    { actId: receipt.actId, onBehalfSource: source },
  );
  return receipt;
}

/** Acts of the office on a held task whose payload is the body without its version. */
async function officeAct<K extends 'return' | 'withdraw' | 'refuseExtension'>(
  context: ActContext,
  taskId: string,
  kind: K,
  { seenVersion, reason }: { seenVersion: number; reason: string },
): Promise<Receipt> {
  const held = await holdTask(context, taskId, seenVersion);
  return recordAct(context, held, { kind, payload: { reason } as Payloads[K], organisationId: officeOf(context) });
}

/** The routes that do one act on one task. */
export const actRoutes = {
  'POST /api/tasks/:taskId/acknowledge': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<{ occurredOn?: string | undefined }>) =>
      acknowledge(context, params.taskId, body.occurredOn),
  },
  'POST /api/tasks/:taskId/progress': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<Report>) => report(context, params.taskId, 'progress', body),
  },
  'POST /api/tasks/:taskId/submit': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<Report>) => report(context, params.taskId, 'submit', body),
  },
  'POST /api/tasks/:taskId/ask-extension': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<ExtensionRequest>) =>
      askExtension(context, params.taskId, body),
  },
  'POST /api/tasks/:taskId/on-behalf': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<{ act: BehalfAct; source: string }>) =>
      onBehalf(context, params.taskId, body.act, body.source),
  },
  'POST /api/tasks/:taskId/note': {
    concerns: concernsParties,
    async handle(context: ActContext, { params, body }: With<Report>) {
      const held = await holdTask(context, params.taskId);
      const organisationId = await supporterOf(context, held);
      const receipt = await recordAct(context, held, {
        kind: 'note',
        payload: { text: body.text },
        occurredOn: body.occurredOn,
        organisationId,
      });
      await attach(context, held, body, { actId: receipt.actId, organisationId, source: null });
      return receipt;
    },
  },
  'POST /api/tasks/:taskId/link-evidence': {
    concerns: concernsParties,
    async handle(context: ActContext, { params, body }: With<{ evidenceId: string; text: string }>) {
      const held = await holdTask(context, params.taskId);
      const organisationId = await partyOf(context, held);
      const receipt = await recordAct(context, held, { kind: 'linkEvidence', payload: body, organisationId });
      await linkKnown(context, held, body.evidenceId, receipt.actId);
      return receipt;
    },
  },
  'POST /api/tasks/:taskId/withdraw-evidence': {
    concerns: concernsParties,
    async handle(context: ActContext, { params, body }: With<Payloads['withdrawEvidence']>) {
      const held = await holdTask(context, params.taskId);
      const link = await findLink(context.db, params.taskId, body.evidenceId);
      if (!link) throw invalid(say.evidenceNotLinked(), { field: 'evidenceId' });
      const organisationId = await partyOf(context, held);
      const receipt = await recordAct(context, held, { kind: 'withdrawEvidence', payload: body, organisationId });
      await withdrawLink(context, link.id, receipt.actId);
      return receipt;
    },
  },
  'POST /api/tasks/:taskId/grant-extension': {
    concerns: concernsLead,
    async handle(context: ActContext, { params, body }: With<{ seenVersion: number; dueOn: string; reason: string }>) {
      const held = await holdTask(context, params.taskId, body.seenVersion);
      return recordAct(context, held, {
        kind: 'grantExtension',
        payload: { dueOn: { before: held.summary.dueOn, after: body.dueOn }, reason: body.reason },
        organisationId: officeOf(context),
      });
    },
  },
  'POST /api/tasks/:taskId/refuse-extension': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<{ seenVersion: number; reason: string }>) =>
      officeAct(context, params.taskId, 'refuseExtension', body),
  },
  'POST /api/tasks/:taskId/give-guidance': {
    concerns: concernsLead,
    async handle(context: ActContext, { params, body }: With<{ text: string; occurredOn?: string | undefined }>) {
      const held = await holdTask(context, params.taskId);
      return recordAct(context, held, {
        kind: 'giveGuidance',
        payload: { text: body.text },
        occurredOn: body.occurredOn,
        organisationId: officeOf(context),
      });
    },
  },
  'POST /api/tasks/:taskId/escalate': {
    concerns: concernsLead,
    async handle(context: ActContext, { params, body }: With<{ reason: string }>) {
      const held = await holdTask(context, params.taskId);
      return recordAct(context, held, { kind: 'escalate', payload: body, organisationId: officeOf(context) });
    },
  },
  'POST /api/tasks/:taskId/return': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<{ seenVersion: number; reason: string }>) =>
      officeAct(context, params.taskId, 'return', body),
  },
  'POST /api/tasks/:taskId/close': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<Parameters<typeof close>[2]>) =>
      close(context, params.taskId, body),
  },
  'POST /api/tasks/:taskId/withdraw': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<{ seenVersion: number; reason: string }>) =>
      officeAct(context, params.taskId, 'withdraw', body),
  },
  'POST /api/tasks/:taskId/amend': {
    concerns: concernsLead,
    handle: async (context: ActContext, { params, body }: With<Parameters<typeof amendTask>[2]>) =>
      amendTask(context, await holdTask(context, params.taskId, body.seenVersion), body),
  },
  'POST /api/tasks/:taskId/reassign': {
    concerns: concernsLead,
    handle: async (context: ActContext, { params, body }: With<Parameters<typeof reassignTask>[2]>) =>
      reassignTask(context, await holdTask(context, params.taskId, body.seenVersion), body),
  },
  'POST /api/tasks/:taskId/keep': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<Parameters<typeof keep>[2]>) =>
      keep(context, params.taskId, body),
  },
  'POST /api/tasks/:taskId/ask-verification': {
    concerns: concernsLead,
    handle: (context: ActContext, { params, body }: With<Parameters<typeof askVerification>[2]>) =>
      askVerification(context, params.taskId, body),
  },
} as const;
