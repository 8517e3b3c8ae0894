import { z } from 'zod';
import { contract, id, instant, pageOf } from '../http/contract.ts';

export const feedbackContract = contract({
  'POST /api/feedback': {
    permission: 'signedIn',
    summary: { zh: '提出意见', en: 'Give feedback' },
    body: z.object({ page: z.string().max(300), body: z.string().trim().min(1).max(4000) }),
    response: z.object({ id }),
  },
  'GET /api/feedback': {
    permission: 'feedback.read',
    summary: { zh: '意见反馈', en: 'Feedback from people' },
    query: z.object({ cursor: z.string().max(200).optional() }),
    response: pageOf(
      z.object({ id, page: z.string(), body: z.string(), recordedAt: instant, accountName: z.string().nullable() }),
    ),
  },
});
