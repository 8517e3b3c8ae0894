import { describe, expect, it } from 'vitest';
import { DeliveryFailure } from './failure.ts';
import { isNetwork, mayReach, vettedAddress } from './networks.ts';

describe('where messages may go', () => {
  it.each(['8.8.8.8', '2400:3200::1'])('%s is public', (address) => expect(mayReach(address, [])).toBe(true));

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.9', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1'],
    ...['not an address', ''],
  ])('%s is closed until its network is opened', (address) => expect(mayReach(address, [])).toBe(false));

  it('opens exactly the networks that are named', () => {
    const opened = ['10.20.0.0/16', 'fd12::/32'];
    expect(mayReach('10.20.255.1', opened)).toBe(true);
    expect(mayReach('::ffff:10.20.0.1', opened)).toBe(true);
    expect(mayReach('fd12::7', opened)).toBe(true);
    for (const closed of ['10.21.0.1', 'fd13::7', '127.0.0.1']) expect(mayReach(closed, opened)).toBe(false);
  });

  it('knows a network when it sees one', () => {
    const texts = ['10.0.0.0/8', 'fd00::/8', '10.0.0.0', '10.0.0.0/40', '10.0.0', 'localhost/8'];
    expect(texts.map(isNetwork)).toEqual([true, true, false, false, false, false]);
  });

  it('looks behind names, and refuses one that leads inside', async () => {
    await expect(vettedAddress('localhost', [])).rejects.toMatchObject({ kind: 'privateAddress' });
    await expect(vettedAddress('[::1]', [])).rejects.toMatchObject({ kind: 'privateAddress', detail: '::1' });
    expect(await vettedAddress('localhost', ['127.0.0.0/8', '::1/128'])).toMatch(/^(127\.0\.0\.1|::1)$/);
    await expect(vettedAddress('nowhere.invalid', [])).rejects.toBeInstanceOf(DeliveryFailure);
  });
});
