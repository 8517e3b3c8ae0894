import type { ReadContext } from '../../platform/context.ts';
import { type FeatureRoutes, implement } from '../../platform/http/pipeline.ts';
import { notFound } from '../../platform/http/problems.ts';
import { languageOf } from '../../platform/locale/messages.ts';
import { readToken } from '../../platform/sheets/preview-token.ts';
import { keepUpload } from '../../platform/sheets/reading.ts';
import { directiveHeads } from '../directives/index.ts';
import { cleanFileName } from '../evidence/index.ts';
import { organisationNames } from '../organisations/index.ts';
import { taskTablesContract } from './contract.ts';
import { exportEverything } from './everything.ts';
import { bodyLedger, tableLedger } from './exporting.ts';
import { importTable, previewTable } from './importing.ts';
import { say } from './messages.ts';
import { readKept } from './reading.ts';
import { applyReturned, compareTable } from './returning.ts';
import { bodiesWithTasks } from './store.ts';

const concernsBody = async (_context: ReadContext, { query }: { query: { bodyId: string } }) => [query.bodyId];

/** A name as it is shown and kept; the bytes tell what the file is. */
const shownName = (fileName: string) => cleanFileName(fileName || 'table.xlsx');

export const taskTablesRoutes: FeatureRoutes = implement(taskTablesContract, {
  'GET /api/task-tables/export': tableLedger,
  'GET /api/task-tables/json': {
    handle: (context, { query }) => exportEverything(context, query.directiveId),
  },
  'GET /api/task-tables/bodies': {
    async handle(context, { query }) {
      const head = (await directiveHeads(context, [query.directiveId])).get(query.directiveId);
      if (!head) throw notFound(say.nothingVisible());
      const ids = await bodiesWithTasks(context.db, query.directiveId);
      const names = await organisationNames(context, ids);
      return { title: head.title, items: ids.map((id) => ({ id, name: names.get(id) ?? '' })) };
    },
  },
  'GET /api/task-tables/county': {
    concerns: concernsBody,
    ...bodyLedger,
  },
  'POST /api/task-tables/read': {
    async handle(context, { query, upload, visitor }) {
      const kept = await readKept(context, await keepUpload(context, upload));
      return previewTable(context, kept, shownName(upload.fileName), languageOf(visitor?.language), query.issuedOn);
    },
  },
  'POST /api/task-tables/import': {
    async prepare(reading, { body }) {
      const kept = await readKept(reading, readToken(body.token).sha256);
      return (context, { visitor }) => importTable(context, body, kept, languageOf(visitor?.language));
    },
  },
  'POST /api/task-tables/returned/read': {
    concerns: concernsBody,
    async handle(context, { query, upload, visitor }) {
      const kept = await readKept(context, await keepUpload(context, upload), true);
      const file = { ...query, fileName: shownName(upload.fileName) };
      return compareTable(context, file, kept, languageOf(visitor?.language));
    },
  },
  'POST /api/task-tables/returned/apply': {
    concerns: async (_context, { body }) => [body.bodyId],
    async prepare(reading, { body }) {
      const kept = await readKept(reading, readToken(body.token).sha256, true);
      return (context, { visitor }) => applyReturned(context, body, kept, languageOf(visitor?.language));
    },
  },
});
