import { v7 } from 'uuid';
import { programActor, runAct } from '../platform/acts.ts';
import { type FeatureRoutes, implement } from '../platform/http/pipeline.ts';
import { refused } from '../platform/http/problems.ts';
import { messages } from '../platform/locale/messages.ts';
import { demoContract } from './contract.ts';

const say = messages('demo', {
  onlyForward: {
    zh: '演示时钟只能向后拨（现在是 {today}）；要回到起点请“重置演示”',
    en: 'The demo clock only moves forward (it is {today}); reset the demo to go back',
  },
  tooFar: { zh: '一次最多向后拨两年', en: 'At most two years at a time' },
});

const longestStepMs = 2 * 366 * 86_400_000;

/**
 * The demo's own controls: its clock and the way back to its beginning.
 * @param moved told of the tenant whose clock was moved, before the answer: what a day brings by itself has then come
 */
export function demoRoutes(reset: () => Promise<void>, moved: (tenantId: string) => Promise<void>): FeatureRoutes {
  return implement(demoContract, {
    'POST /api/demo/clock': {
      async handle(context, { body }) {
        const { app, tenantId } = context;
        const moveBy = Date.parse(`${body.date}T09:00:00+08:00`) - Date.parse(context.now);
        if (body.date <= context.today) throw refused(say.onlyForward({ today: context.today }), { field: 'date' });
        if (moveBy > longestStepMs) throw refused(say.tooFar(), { field: 'date' });
        const request = {
          tenantId,
          actor: programActor('demo'),
          actionId: v7(),
          action: 'demo.clock',
          input: body,
          requestId: context.requestId,
        };
        await runAct(app, request, async (act) => {
          const clock = await act.db.selectFrom('tenant_clocks').select('offset_ms').executeTakeFirstOrThrow();
          await act.db
            .updateTable('tenant_clocks')
            .set({ offset_ms: String(Number(clock.offset_ms) + moveBy) })
            .execute();
          return null;
        });
        await app.clock.reload();
        app.scopes.forget(tenantId);
        await moved(tenantId);
        return { today: app.clock.today(tenantId) };
      },
    },
    'POST /api/demo/reset': {
      async handle({ app }) {
        await reset();
        const tenant = await app.connections.shared.selectFrom('tenants').select('tenant_id').executeTakeFirstOrThrow();
        return { today: app.clock.today(tenant.tenant_id) };
      },
    },
  });
}
