import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  broadcast,
  contains,
  formatIpv4,
  formatPrefix,
  IPV4_BROADCAST,
  IPV4_LOOPBACK,
  isLoopback,
  isMulticast,
  netmask,
  network,
  overlaps,
  parseIpv4,
  parsePrefix,
} from './ipv4';

const address = fc.nat(0xffffffff);
const prefix = fc.record({ address, length: fc.nat(32) });
const ip = (text: string): number => parseIpv4(text) ?? -1;
const net = (text: string) => parsePrefix(text) ?? { address: -1, length: -1 };

test('reads four decimal octets and nothing else', () => {
  expect(parseIpv4('172.17.0.2')).toBe(0xac110002);
  expect(parseIpv4('255.255.255.255')).toBe(IPV4_BROADCAST);
  expect(formatIpv4(IPV4_LOOPBACK)).toBe('127.0.0.1');
  for (const text of [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.-4',
    '1.2.3.4 ',
    '1.2..4',
    '0x1.2.3.4',
    '1e1.2.3.4',
  ]) {
    expect(parseIpv4(text), text).toBeNull();
  }
});

test('every address survives its text', () => {
  fc.assert(
    fc.property(address, (a) => {
      expect(parseIpv4(formatIpv4(a))).toBe(a);
    }),
  );
});

test('reads a prefix with its host bits, a bare address only where it is allowed', () => {
  expect(parsePrefix('172.17.0.1/16')).toEqual({ address: 0xac110001, length: 16 });
  expect(parsePrefix('0.0.0.0/0')).toEqual({ address: 0, length: 0 });
  expect(parsePrefix('10.0.0.1')).toBeNull();
  expect(parsePrefix('10.0.0.1', true)).toEqual({ address: 0x0a000001, length: 32 });
  for (const text of ['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '10.0.0.0/-1', '10.0.0/8', '10.0.0.0/8/8']) {
    expect(parsePrefix(text), text).toBeNull();
  }
});

test('a network spans from its first address to its broadcast', () => {
  expect(formatPrefix(network(net('172.18.5.9/16')))).toBe('172.18.0.0/16');
  expect(formatIpv4(broadcast(net('172.18.5.9/16')))).toBe('172.18.255.255');
  expect(formatIpv4(netmask(28))).toBe('255.255.255.240');
  fc.assert(
    fc.property(prefix, (p) => {
      const { address: first } = network(p);
      const last = broadcast(p);
      expect(last - first + 1).toBe(2 ** (32 - p.length));
      expect(contains(p, first) && contains(p, last) && contains(p, p.address)).toBe(true);
      if (first > 0) expect(contains(p, first - 1)).toBe(false);
      if (last < IPV4_BROADCAST) expect(contains(p, last + 1)).toBe(false);
    }),
  );
});

test('two prefixes overlap exactly where one holds the first address of the other', () => {
  expect(overlaps(net('172.16.0.0/12'), net('172.17.0.0/16'))).toBe(true);
  expect(overlaps(net('172.17.0.0/16'), net('172.18.0.0/16'))).toBe(false);
  fc.assert(
    fc.property(prefix, prefix, (a, b) => {
      const shares = contains(a, network(b).address) || contains(b, network(a).address);
      expect(overlaps(a, b)).toBe(shares);
      expect(overlaps(b, a)).toBe(shares);
    }),
  );
});

test('knows the loopback and multicast ranges at their edges', () => {
  expect(['126.255.255.255', '127.0.0.0', '127.255.255.255', '128.0.0.0'].map((a) => isLoopback(ip(a)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(['223.255.255.255', '224.0.0.0', '239.255.255.255', '240.0.0.0'].map((a) => isMulticast(ip(a)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
