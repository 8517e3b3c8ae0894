import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { DeliveryFailure } from './failure.ts';

/** Networks that an administrator opened, in CIDR form. */
export type Networks = readonly string[];

/** Whether a text is a network in CIDR form, of either version. */
export function isNetwork(text: string): boolean {
  return ipaddr.isValidCIDR(text);
}

/**
 * Whether messages may go to an address: public ones always, all others (private, loopback, link-local, of the machine
 * itself) only inside a network that the administrator opened. Else whoever names a receiver could make the server knock at
 * doors of the inner network.
 */
export function mayReach(address: string, opened: Networks): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'unicast') return true;
  return opened.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

/**
 * The address behind a host name, looked up once and to be connected to as it is: a name that answers differently a moment
 * later leads nowhere else.
 * @throws DeliveryFailure unreachable, or privateAddress where any of its addresses is closed
 */
export async function vettedAddress(host: string, opened: Networks): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  const found = ipaddr.isValid(bare) ? [{ address: bare }] : await lookUp(bare);
  for (const { address } of found) if (!mayReach(address, opened)) throw new DeliveryFailure('privateAddress', address);
  const [first] = found;
  if (!first) throw new DeliveryFailure('unreachable', bare);
  return first.address;
}

async function lookUp(host: string) {
  try {
    // Networks without a way out over IPv6 still get such addresses from their name servers.
    return await lookup(host, { all: true, order: 'ipv4first' });
  } catch (error) {
    throw new DeliveryFailure('unreachable', `${host}: ${(error as NodeJS.ErrnoException).code}`);
  }
}
