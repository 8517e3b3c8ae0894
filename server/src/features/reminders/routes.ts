import { implement } from '../../platform/http/pipeline.ts';
import { notFound } from '../../platform/http/problems.ts';
import { languageOf } from '../../platform/locale/messages.ts';
import { deliverySettings } from '../../platform/notify/index.ts';
import { stateWord } from '../tasks/index.ts';
import { remindersContract } from './contract.ts';
import { remindedStates, stepsOf } from './ladder.ts';
import { say } from './messages.ts';
import { countUnread, listNotices, markAllRead, markRead } from './notices.ts';
import { changePreferences, ownPreferences } from './preferences.ts';
import { escalatingRoles, reportingRoles } from './recipients.ts';

/** What the program reminded the reader of; each sees his own and no others. */
export const remindersRoutes = implement(remindersContract, {
  'GET /api/notices': { handle: (context, { query }) => listNotices(context, query.cursor) },
  'GET /api/notices/unread': { handle: async (context) => ({ unread: await countUnread(context) }) },
  'GET /api/notices/ladder': {
    async handle(context, { visitor }) {
      const { wakesAt, sleepsAt } = await deliverySettings(context.db);
      const language = languageOf(visitor.language) === 'en' ? 'en' : 'zh';
      return {
        steps: stepsOf(),
        states: remindedStates.map((state) => stateWord[state][language]),
        reporting: [...reportingRoles],
        escalating: [...escalatingRoles],
        ...{ wakesAt, sleepsAt },
      };
    },
  },
  'GET /api/notices/preferences': { handle: ownPreferences },
  'POST /api/notices/preferences': { handle: (context, { body }) => changePreferences(context, body) },
  'POST /api/notices/:noticeId/read': {
    async handle(context, { params }) {
      if (!(await markRead(context, params.noticeId))) throw notFound(say.notFound());
      return { id: params.noticeId };
    },
  },
  'POST /api/notices/read-all': {
    async handle(context, { body }) {
      await markAllRead(context, body.until);
      return body;
    },
  },
});
