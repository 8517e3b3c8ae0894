import { performance } from 'node:perf_hooks';
import type { Connections } from '../database/connections.ts';
import { dayOf } from './days.ts';

/**
 * The only "now" of the program. Business time dates facts, dues and acts and runs ahead of the machine in a demo; machine
 * time serves sessions, lockout, rates, tokens and the queue (spine.md 6.1).
 */
export interface Clock {
  machineNow(): string;
  businessNow(tenantId: string): string;
  today(tenantId: string): string;
  /** Reads the tenants' offsets again after one was moved. */
  reload(): Promise<void>;
}

/**
 * Microseconds and never backwards within one process, so that the audit can order what one row lock ordered. It goes on from the
 * time of the start: a clock that is corrected meanwhile is followed by the next start, as `xieli doctor` says.
 */
export function machineInstant(): string {
  const micros = Math.floor((performance.timeOrigin + performance.now()) * 1000);
  const millis = Math.floor(micros / 1000);
  return `${new Date(millis).toISOString().slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`;
}

export async function openClock(connections: Connections): Promise<Clock> {
  const offsets = new Map<string, number>();

  async function reload() {
    const tenants = await connections.shared.selectFrom('tenants').select('tenant_id').execute();
    for (const { tenant_id } of tenants) {
      const row = await connections
        .tenant(tenant_id)
        .selectFrom('tenant_clocks')
        .select('offset_ms')
        .executeTakeFirst();
      offsets.set(tenant_id, Number(row?.offset_ms ?? 0));
    }
  }

  const businessNow = (tenantId: string) => new Date(Date.now() + (offsets.get(tenantId) ?? 0)).toISOString();
  await reload();
  return {
    machineNow: () => new Date().toISOString(),
    businessNow,
    today: (tenantId) => dayOf(businessNow(tenantId)),
    reload,
  };
}
