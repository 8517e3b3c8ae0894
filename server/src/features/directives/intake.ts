import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { FILE_LIMIT_BYTES, TEXT_LIMIT_BYTES } from '@xieli/directive';
import type { ActContext, ReadContext } from '../../platform/context.ts';
import type { Input, Output } from '../../platform/http/contract.ts';
import type { Upload } from '../../platform/http/pipeline.ts';
import { invalid, Problem, refused } from '../../platform/http/problems.ts';
import { bodiesOf, organisationNames, ownerResolver, partsOf } from '../organisations/index.ts';
import type { RequirementContent } from './content.ts';
import type { Audience, directivesContract, Source } from './contract.ts';
import { checkOrganisations } from './deciding.ts';
import {
  issuerOfHead,
  issuerOfSignature,
  issuerOfTitle,
  kindOfTitle,
  numberOfHead,
  titleBelowHead,
} from './guesses.ts';
import { accountOf } from './holding.ts';
import { say } from './messages.ts';
import { actionWords, asksSomething, ownerKey, proposalOf, reasonsOf, shortened } from './proposal.ts';
import { type ReadDocument, readFileSafely, readTextSafely } from './reading.ts';
import type { Reading } from './store.ts';
import { insertRows } from './writing.ts';

type Preview = Output<(typeof directivesContract)['POST /api/directives/read']>;
export type NewDirective = Input<(typeof directivesContract)['POST /api/directives']>['body'];

const mediaTypes: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  pdf: 'application/pdf',
  txt: 'text/plain',
};

/**
 * Reads what was uploaded and says what was found and what was left out. A file that can be read waits under its hash for the
 * import that names it and is swept away if none does; refused bytes are never written anywhere.
 */
export async function previewUpload(
  context: ReadContext,
  upload: Upload,
  { pasted, keepBreaks }: { pasted: boolean; keepBreaks: boolean },
): Promise<Preview> {
  const choices = { keepBreaks, kept: [] };
  if (pasted) {
    const text = (await collect(upload.bytes, TEXT_LIMIT_BYTES)).toString('utf8');
    return previewOf(context, await readTextSafely(text, context.today, choices), null);
  }
  const fileName = upload.fileName.slice(0, 255) || 'document.txt';
  const bytes = await collect(upload.bytes, FILE_LIMIT_BYTES);
  const document = await readFileSafely(bytes, fileName, context.today, choices);
  const file = await context.app.files.receive(context.tenantId, Readable.from([bytes]), FILE_LIMIT_BYTES);
  await file.keep();
  return previewOf(context, document, { sha256: file.sha256, fileName });
}

async function previewOf(context: ReadContext, document: ReadDocument, file: Preview['file']): Promise<Preview> {
  const { parsed, text, format, notes } = document;
  const { datedBy } = parsed;
  const title = titleBelowHead(text) ?? parsed.title;
  return {
    file,
    text,
    format,
    title,
    kind: title === null ? null : kindOfTitle(title),
    issuerName:
      (title === null ? null : issuerOfTitle(title)) ??
      issuerOfHead(text) ??
      issuerOfSignature(text, datedBy?.span ?? null),
    documentNumber: numberOfHead(text),
    date: datedBy && { day: datedBy.date, text: datedBy.text, start: datedBy.span.start, end: datedBy.span.end },
    audience: await audienceOf(context, parsed.addressee),
    leftOut: parsed.leftOut,
    notes,
  };
}

/** Whom the line of the addressee names, for a person to check. Null where there is none, or it greets a room: 同志们. */
async function audienceOf(context: ReadContext, addressee: string | null): Promise<Preview['audience']> {
  const bodyId = addressee === null ? null : await ownBody(context);
  if (addressee === null || !bodyId) return null;
  const resolve = await ownerResolver(context, { bodyId, on: context.today });
  const parts = partsOf(addressee).map((text) => ({ text, found: resolve({ text }) }));
  if (parts.some(({ found }) => found.audience)) return null;
  const ids = [...new Set(parts.flatMap(({ found }) => found.organisationIds))];
  const names = await organisationNames(context, ids);
  return {
    text: shortened(parts.map(({ text }) => text).join('、'), 200),
    organisations: ids.map((id) => ({ id, name: names.get(id) ?? '' })),
    unknown: parts.filter(({ found }) => found.organisationIds.length === 0).map(({ text }) => text),
  };
}

/** The body of the organisation from which the caller acts. */
async function ownBody(context: ReadContext): Promise<string | null> {
  const home = context.actor.roles[0]?.organisationId;
  return (home && (await bodiesOf(context, [home])).get(home)) || null;
}

/** @throws Problem tooLarge beyond the limit, whatever the sender declared */
async function collect(bytes: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new Problem('tooLarge', say.tooLarge());
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Takes a document in: the directive, its first version with clauses, and every requirement as a proposal that nobody has
 * decided yet. A document that asks nothing of anyone is taken in as well and says so.
 * @param document as `readSource` read it
 * @throws Problem invalid naming the field
 */
export async function importDirective(context: ActContext, input: NewDirective, document: ReadDocument) {
  const recordedBy = accountOf(context);
  const ownerBodyId = await bodyFor(context, input.ownerBodyId);
  const horizon = input.horizon ?? `${input.issuedOn.slice(0, 4)}-12-31`;
  if (horizon < input.issuedOn) throw invalid(say.horizonTooEarly(), { field: 'horizon' });
  if (!input.audience.organisationIds.length) throw invalid(say.audienceEmpty(), { field: 'audience' });
  await checkOrganisations(context, input.audience.organisationIds, 'audience');
  const directiveId = context.actionId;
  const versionId = context.newId();
  await context.db
    .insertInto('directives')
    .values({
      ...{
        id: directiveId,
        kind: input.kind,
        title: input.title,
        issuer_name: input.issuerName,
        owner_body_id: ownerBodyId,
      },
      ...{
        document_number: input.documentNumber || null,
        issued_on: input.issuedOn,
        horizon,
        audience: JSON.stringify(input.audience),
      },
      ...{ sample: input.sample, recorded_at: context.now, recorded_by: recordedBy },
    })
    .execute();
  const requirements = await proposals(context, document, input.audience, { directiveId, versionId, ownerBodyId });
  const fileHash = await namedFile(context, input.source, document.format);
  await insertVersion(
    context,
    { id: versionId, directiveId, number: 1, text: document.text, format: document.format, fileHash },
    readingOf(document, Object.fromEntries(requirements.map(({ row, reasons }) => [row.id, reasons]))),
  );
  await insertClauses(context, versionId, document.parsed.clauses);
  await insertRows(
    context,
    'requirements',
    requirements.map(({ row }) => row),
  );
  return { id: directiveId, versionId, asksSomething: requirements.length > 0 };
}

async function bodyFor(context: ActContext, wanted: string | undefined): Promise<string> {
  if (wanted) {
    await checkOrganisations(context, [wanted], 'ownerBodyId');
    return wanted;
  }
  const body = await ownBody(context);
  if (!body) throw invalid(say.noBody(), { field: 'ownerBodyId' });
  return body;
}

/**
 * Reads what an act takes in, before the act: a reader may take a minute, and no transaction is to wait for it.
 * @throws Problem as `previewUpload`
 */
export async function readSource(
  context: ReadContext,
  { source, issuedOn }: Pick<NewDirective, 'source' | 'issuedOn'>,
): Promise<ReadDocument> {
  if (source.kind === 'file') {
    const bytes = await collect(context.app.files.read(context.tenantId, source.sha256), FILE_LIMIT_BYTES).catch(gone);
    return readFileSafely(bytes, source.fileName, issuedOn, source);
  }
  if (Buffer.byteLength(source.text) > TEXT_LIMIT_BYTES) throw new Problem('tooLarge', say.textTooLarge());
  return readTextSafely(source.text, issuedOn, source);
}

/** @throws Problem refused: a waiting file that nothing named in time is swept away */
function gone(error: NodeJS.ErrnoException): never {
  throw error.code === 'ENOENT' ? refused(say.fileGone()) : error;
}

/** Names the waiting file of a source by a row, so that it is kept. @returns its hash; null for pasted text */
export async function namedFile(context: ActContext, source: Source, format: string): Promise<string | null> {
  if (source.kind !== 'file') return null;
  const { sha256 } = source;
  const { size } = await stat(context.app.files.path(context.tenantId, sha256)).catch(gone);
  await context.db
    .insertInto('files')
    .values({
      sha256,
      size: String(size),
      media_type: mediaTypes[format] ?? 'application/octet-stream',
      stored_at: context.now,
    })
    .onConflict((same) => same.columns(['tenant_id', 'sha256']).doNothing())
    .execute();
  return sha256;
}

export interface ProposalRow {
  id: string;
  clause_key: string | null;
  start_at: number;
  end_at: number;
  proposal: RequirementContent;
  content: RequirementContent;
  confidence: number;
  [column: string]: unknown;
}

interface Proposal {
  row: ProposalRow;
  reasons: Reading['reasons'][string];
}

/** What a document asks, as rows that nobody has decided yet. */
export async function proposals(
  context: ActContext,
  document: ReadDocument,
  audience: Audience,
  ids: { directiveId: string; versionId: string; ownerBodyId: string },
): Promise<Proposal[]> {
  const obligations = document.parsed.obligations.filter(asksSomething);
  const resolve = await ownerResolver(context, { bodyId: ids.ownerBodyId, on: context.today });
  const resolved = new Map<string, ReturnType<typeof resolve>>();
  for (const owner of obligations.flatMap((obligation) => obligation.owners)) {
    if (!resolved.has(ownerKey(owner))) resolved.set(ownerKey(owner), resolve(owner));
  }
  return obligations.map((obligation, position) => {
    const content = proposalOf({ ...obligation, quote: actionWords(document.text, obligation) }, resolved, audience);
    return {
      row: {
        ...{
          id: context.newId(),
          directive_id: ids.directiveId,
          version_id: ids.versionId,
          clause_key: obligation.clauseKey,
        },
        ...{ position, start_at: obligation.start, end_at: obligation.end, proposal: content, content },
        ...{ confidence: obligation.confidence, decision: 'undecided', last_seq: 0, recorded_at: context.now },
      },
      reasons: reasonsOf(
        document.text,
        obligation,
        obligation.owners.filter((owner) => resolved.get(ownerKey(owner))?.remembered),
      ),
    };
  });
}

/** What is kept with a version besides clauses and requirements. @param reasons by requirement */
export function readingOf({ parsed, notes }: ReadDocument, reasons: Reading['reasons']): Reading {
  return {
    leftOut: parsed.leftOut,
    problems: parsed.problems.map(({ start, end }) => ({ start, end })),
    references: parsed.references.map(({ start, end, title, number, role }) => ({ start, end, title, number, role })),
    reasons,
    notes,
  };
}

export async function insertClauses(
  context: ActContext,
  versionId: string,
  clauses: ReadDocument['parsed']['clauses'],
): Promise<void> {
  await insertRows(
    context,
    'clauses',
    clauses.map((clause, position) => ({
      ...{ id: context.newId(), version_id: versionId, key: clause.key, parent_key: clause.parentKey, position },
      ...{ level: clause.level, number: clause.number, title: clause.title, kind: clause.kind },
      ...{ start_at: clause.start, end_at: clause.end, scope_end: clause.scopeEnd },
    })),
  );
}

/** Writes a version. `text` is kept whole; what the reading left out is marked in `reading` and still shown. */
export async function insertVersion(
  context: ActContext,
  version: { id: string; directiveId: string; number: number; text: string; format: string; fileHash: string | null },
  reading: Reading,
): Promise<void> {
  await context.db
    .insertInto('directive_versions')
    .values({
      ...{ id: version.id, directive_id: version.directiveId, number: version.number },
      ...{ text: version.text, format: version.format },
      ...{ text_sha256: createHash('sha256').update(version.text).digest('hex'), file_sha256: version.fileHash },
      ...{ reading: JSON.stringify(reading), recorded_at: context.now },
    })
    .execute();
}
