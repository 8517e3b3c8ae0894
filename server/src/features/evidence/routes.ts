import sharp from 'sharp';
import type { ReadContext } from '../../platform/context.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { conflict, notFound } from '../../platform/http/problems.ts';
import { type Language, languageOf } from '../../platform/locale/messages.ts';
import { organisationNames } from '../organisations/index.ts';
import { canOf } from './can.ts';
import { type EvidenceView, evidenceContract } from './contract.ts';
import { shownPictures } from './file-types.ts';
import { takeIn } from './intake.ts';
import { say } from './messages.ts';
import { asRevision } from './record.ts';
import {
  type EvidenceRow,
  findEvidence,
  insertRevision,
  markWithdrawn,
  organisationsOfEvidence,
  raiseRevision,
  revisionsOfEvidence,
  tasksOfEvidence,
} from './store.ts';

type Addressed = { params: { evidenceId: string } };
const concernsReaders = (context: ReadContext, { params }: Addressed) =>
  organisationsOfEvidence(context.db, params.evidenceId);

/** Only the owner changes a record; whoever it is linked to may read it. */
async function concernsOwner(context: ReadContext, { params }: Addressed): Promise<string[]> {
  const found = await findEvidence(context.db, params.evidenceId);
  return found ? [found.ownerOrganisationId] : [];
}

async function existing(context: ReadContext, evidenceId: string): Promise<EvidenceRow> {
  const found = await findEvidence(context.db, evidenceId);
  if (!found) throw notFound(say.notFound());
  return found;
}

/** The record as the web shows it, with what the viewer may do. */
async function viewOf(context: ReadContext, row: EvidenceRow, language: Language): Promise<EvidenceView> {
  const names = await organisationNames(context, [row.ownerOrganisationId]);
  return {
    ...row,
    ownerOrganisationName: names.get(row.ownerOrganisationId) ?? '',
    can: await canOf(context, row, language),
  };
}

/** The reader's language; a performance without HTTP speaks Chinese. */
const languageFor = (visitor: { language: string } | undefined): Language => languageOf(visitor?.language);

export const evidenceRoutes: FeatureRoutes = implement(evidenceContract, {
  'POST /api/files': {
    handle: (context, { upload }) => takeIn(context, upload),
  },
  'GET /api/evidence/:evidenceId': {
    concerns: concernsReaders,
    async handle(context, { params, visitor }) {
      const row = await existing(context, params.evidenceId);
      const tasks = await tasksOfEvidence(context.db, row.id);
      const names = await organisationNames(
        context,
        tasks.map((task) => task.lead_organisation_id),
      );
      const revisions = await revisionsOfEvidence(context.db, row.id);
      return {
        ...(await viewOf(context, row, languageFor(visitor))),
        revisions: revisions.map((revision) => ({
          revision: revision.revision,
          title: revision.title,
          arrivedAt: revision.arrived_at,
        })),
        tasks: tasks.map((task) => ({
          id: task.id,
          action: task.action,
          organisation: names.get(task.lead_organisation_id) ?? '',
          withdrawn: task.withdrawing_act_id !== null,
        })),
      };
    },
  },
  'GET /api/evidence/:evidenceId/file': {
    concerns: concernsReaders,
    async handle(context, { params }) {
      const row = await existing(context, params.evidenceId);
      if (!row.fileSha256) throw notFound(say.notFound());
      return {
        fileName: row.fileName ?? 'file',
        mediaType: row.mediaType ?? 'application/octet-stream',
        body: context.app.files.read(context.tenantId, row.fileSha256),
      };
    },
  },
  'GET /api/evidence/:evidenceId/picture': {
    concerns: concernsReaders,
    async handle(context, { params, query }) {
      const row = await existing(context, params.evidenceId);
      if (!row.fileSha256 || !shownPictures.has(row.mediaType ?? '')) throw notFound(say.noPicture());
      const path = context.app.files.path(context.tenantId, row.fileSha256);
      // Turned upright first, because the copy carries none of the original's metadata, place and device included.
      const body = await sharp(path, { limitInputPixels: 80_000_000 })
        .rotate()
        .resize({ width: query.width, withoutEnlargement: true })
        .webp({ quality: 80 })
        .toBuffer();
      return { fileName: 'picture.webp', mediaType: 'image/webp', body, inline: true };
    },
  },
  'POST /api/evidence/:evidenceId/revise': {
    concerns: concernsOwner,
    async handle(context, { params, body, visitor }) {
      const language = languageFor(visitor);
      const before = await existing(context, params.evidenceId);
      if (before.withdrawnAt) throw conflict(say.withdrawn());
      if (!(await raiseRevision(context, before.id, body.seenVersion)))
        throw conflict(say.changedMeanwhile(), { current: await viewOf(context, before, language) });
      await insertRevision(
        context,
        before.id,
        before.revision + 1,
        await asRevision(context, body.content, body.onBehalfSource),
      );
      return viewOf(context, await existing(context, before.id), language);
    },
  },
  'POST /api/evidence/:evidenceId/withdraw': {
    concerns: concernsOwner,
    async handle(context, { params, body, visitor }) {
      const language = languageFor(visitor);
      const before = await existing(context, params.evidenceId);
      if (before.withdrawnAt) throw conflict(say.withdrawn());
      if (!(await markWithdrawn(context, before.id, body.seenVersion, body.reason))) {
        throw conflict(say.changedMeanwhile(), { current: await viewOf(context, before, language) });
      }
      return viewOf(context, await existing(context, before.id), language);
    },
  },
});
