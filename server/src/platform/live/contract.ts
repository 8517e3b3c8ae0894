import { z } from 'zod';
import { contract } from '../http/contract.ts';

export const liveContract = contract({
  'GET /api/live': {
    permission: 'signedIn',
    summary: { zh: '数据变化通知（事件流）', en: 'What changed, as server-sent events' },
    response: z.any(),
    download: true,
  },
});
