import type { App } from '../context.ts';
import { Problem } from '../http/problems.ts';
import { messages } from '../locale/messages.ts';

const say = messages('tenant', {
  none: {
    zh: '系统尚未完成初始化，请联系系统管理员',
    en: 'This installation is not set up yet; tell the administrator',
  },
  unknownHost: { zh: '没有与此网址对应的单位，请核对网址', en: 'No city belongs to this address; check it' },
});

interface KnownTenant {
  tenantId: string;
  host: string | null;
}

const keptFor = 10_000;
const lists = new WeakMap<App, { at: number; tenants: Promise<KnownTenant[]> }>();

/** Every tenant of the installation; read anew after some seconds. */
export function knownTenants(app: App): Promise<KnownTenant[]> {
  const kept = lists.get(app);
  if (kept && Date.now() - kept.at < keptFor) return kept.tenants;
  const tenants = app.connections.shared.selectFrom('tenants').select(['tenant_id as tenantId', 'host']).execute();
  lists.set(app, { at: Date.now(), tenants });
  tenants.catch(() => lists.delete(app));
  return tenants;
}

/**
 * The tenant of a request, before the first statement about it: by the host name, or the only one, or the one that the
 * cookie names where hosts say nothing (stack.md 5).
 * @param named the tenant that a cookie or an invitation carries
 * @throws Problem when the address belongs to nobody
 */
export async function tenantOf(app: App, host: string, named: string | null): Promise<string> {
  const tenants = await knownTenants(app);
  const byHost = tenants.find((tenant) => tenant.host === host);
  if (byHost) return byHost.tenantId;
  const [only] = tenants;
  if (!only) {
    lists.delete(app);
    throw new Problem('unavailable', say.none(), { retryAfterSeconds: 10 });
  }
  if (tenants.length === 1) return only.tenantId;
  const byName = tenants.find((tenant) => tenant.tenantId === named && tenant.host === null);
  if (byName) return byName.tenantId;
  throw new Problem('notFound', say.unknownHost());
}
