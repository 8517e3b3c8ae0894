import { implement } from '../http/pipeline.ts';
import { readPlace, writePlace } from '../http/place.ts';
import { feedbackContract } from './contract.ts';

const pageSize = 50;

/** A sentence to the office from any page, and the office's list of them. */
export const feedbackRoutes = implement(feedbackContract, {
  'POST /api/feedback': {
    async handle(context, { body }) {
      await context.db
        .insertInto('feedback')
        .values({
          id: context.actionId,
          account_id: context.actor.accountId,
          page: body.page,
          body: body.body,
          recorded_at: context.now,
        })
        .execute();
      return { id: context.actionId };
    },
  },
  'GET /api/feedback': {
    async handle(context, { query }) {
      const after = readPlace(query.cursor);
      let list = context.db
        .selectFrom('feedback')
        .leftJoin('accounts', 'accounts.id', 'feedback.account_id')
        .select(['feedback.id', 'feedback.page', 'feedback.body', 'feedback.recorded_at', 'accounts.display_name']);
      if (after) {
        list = list.where(({ eb, refTuple, tuple }) =>
          eb(refTuple('feedback.recorded_at', 'feedback.id'), '<', tuple(after.at, after.id)),
        );
      }
      const rows = await list
        .orderBy('feedback.recorded_at', 'desc')
        .orderBy('feedback.id', 'desc')
        .limit(pageSize + 1)
        .execute();
      const shown = rows.slice(0, pageSize);
      const last = rows.length > pageSize ? shown.at(-1) : undefined;
      return {
        items: shown.map((row) => ({
          id: row.id,
          page: row.page,
          body: row.body,
          recordedAt: row.recorded_at,
          accountName: row.display_name,
        })),
        next: last ? writePlace({ at: last.recorded_at, id: last.id }) : null,
      };
    },
  },
});
