import { z } from 'zod';
import { contract, day } from '../platform/http/contract.ts';

export const demoContract = contract({
  'POST /api/demo/clock': {
    permission: 'public',
    demoOnly: true,
    repeat: 'open',
    summary: { zh: '拨动演示时钟（只能向后）', en: 'Move the demo clock, forward only' },
    body: z.object({ date: day }),
    response: z.object({ today: day }),
  },
  'POST /api/demo/reset': {
    permission: 'public',
    demoOnly: true,
    repeat: 'open',
    summary: { zh: '重置演示城市', en: 'Reset the demo city' },
    response: z.object({ today: day }),
  },
});
