import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ARP_FIELDS, ARP_LENGTH } from './arp';
import { DNS_LENGTH } from './dns';
import { DNS_QUERY_FIELDS, DNS_RESPONSE_FIELDS } from './dns-layer';
import { ETHERNET_FIELDS, ETHERNET_LENGTH, VLAN_FIELDS, VLAN_LENGTH } from './ethernet';
import {
  checksumChange,
  drawBits,
  type Fields,
  ipv4,
  mac,
  rowsOf,
  shared16,
  showBytes,
  showNamed,
  u16,
  u24,
  u32,
  u8,
} from './field';
import {
  ICMP_ECHO_FIELDS,
  ICMP_FIELDS,
  ICMP_FRAG_NEEDED_FIELDS,
  ICMP_LENGTH,
  ICMP_PARAMETER_FIELDS,
  ICMP_REDIRECT_FIELDS,
  ICMP_UNUSED_FIELDS,
} from './icmp';
import { IPV4_FIELDS, IPV4_LENGTH } from './ipv4';
import { TCP_FIELDS, TCP_LENGTH } from './tcp';
import { UDP_FIELDS, UDP_LENGTH } from './udp';
import { VXLAN_FIELDS, VXLAN_LENGTH } from './vxlan';

test.each<[string, Fields, number]>([
  ['Ethernet', ETHERNET_FIELDS, ETHERNET_LENGTH],
  ['802.1Q', VLAN_FIELDS, VLAN_LENGTH],
  ['ARP', ARP_FIELDS, ARP_LENGTH],
  ['IPv4', IPV4_FIELDS, IPV4_LENGTH],
  ['ICMP', ICMP_FIELDS, ICMP_LENGTH],
  ['ICMP echo', ICMP_ECHO_FIELDS, ICMP_LENGTH],
  ['ICMP unused', ICMP_UNUSED_FIELDS, ICMP_LENGTH],
  ['ICMP fragmentation needed', ICMP_FRAG_NEEDED_FIELDS, ICMP_LENGTH],
  ['ICMP redirect', ICMP_REDIRECT_FIELDS, ICMP_LENGTH],
  ['ICMP parameter problem', ICMP_PARAMETER_FIELDS, ICMP_LENGTH],
  ['UDP', UDP_FIELDS, UDP_LENGTH],
  ['TCP', TCP_FIELDS, TCP_LENGTH],
  ['DNS query', DNS_QUERY_FIELDS, DNS_LENGTH],
  ['DNS response', DNS_RESPONSE_FIELDS, DNS_LENGTH],
  ['VXLAN', VXLAN_FIELDS, VXLAN_LENGTH],
])('the fields of %s take each byte of its header once', (_, fields, length) => {
  const taken = Array<number>(length).fill(0);
  for (const { at, size } of Object.values(fields)) for (let i = at; i < at + size; i++) taken[i]!++;
  expect(taken).toEqual(Array(length).fill(1));
});

test.each<[string, Fields]>([
  ['IPv4', IPV4_FIELDS],
  ['TCP', TCP_FIELDS],
  ['802.1Q', VLAN_FIELDS],
  ['DNS', DNS_RESPONSE_FIELDS],
])('the bits of %s take each bit of a shared field once', (_, fields) => {
  for (const { start, bits, rows = [] } of rowsOf(fields, new Uint8Array(24), 0)) {
    if (bits === undefined && rows.length === 0) continue;
    const drawn = (rows.length > 0 ? rows : []).map((row) => (row.bits ?? '').replace(/ /g, ''));
    const width = drawn[0]?.length ?? 0;
    const counts = Array.from({ length: width }, (_unused, i) => drawn.filter((picture) => picture[i] !== '.').length);
    const whole = (bits ?? '1'.repeat(width)).replace(/ /g, '');
    expect(counts, `at ${start}`).toEqual(drawn.length === 0 ? [] : Array.from(whole, (bit) => (bit === '.' ? 0 : 1)));
  }
});

test('numbers and addresses are read where they were written, and nothing beside them', () => {
  const bytes6 = fc.uint8Array({ minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(0xff), fc.nat(0xffff), fc.nat(0xffffff), fc.nat(0xffffffff), bytes6, (a, b, c, d, e) => {
      const out = new Uint8Array(30).fill(0xa5);
      const text = Array.from(e, (byte) => byte.toString(16).padStart(2, '0')).join(':');
      const [A, B, C, D, E, F] = [
        u8(0, '', ''),
        u16(1, '', ''),
        u24(3, '', ''),
        u32(6, '', ''),
        mac(10, '', ''),
        ipv4(16, '', ''),
      ];
      A.set(out, 5, a);
      B.set(out, 5, b);
      C.set(out, 5, c);
      D.set(out, 5, d);
      E.set(out, 5, text);
      F.set(out, 5, d);
      const read = [A.get(out, 5), B.get(out, 5), C.get(out, 5), D.get(out, 5), E.get(out, 5), F.get(out, 5)];
      expect(read).toEqual([a, b, c, d, text, d]);
      expect(out.subarray(15, 21)).toEqual(e);
      expect([...out.subarray(0, 5), ...out.subarray(25)].every((byte) => byte === 0xa5)).toBe(true);
    }),
  );
});

test('rows show values, pictures of bits, and the bytes they stand for', () => {
  const fields = {
    both: shared16(
      0,
      { mask: 0xe000, label: 'High', filter: 'x.high' },
      { mask: 0x0001, label: 'Last', filter: 'x.last' },
      { mask: 0x1ff0, label: 'Across', filter: 'x.across', show: (value) => `<${value}>` },
    ),
    address: ipv4(2, 'Address', 'x.address'),
  };
  expect(rowsOf(fields, Uint8Array.of(0xff, 0xa0, 0x5f, 10, 0, 0, 1), 1)).toEqual([
    { label: 'High', filter: 'x.high', value: '5', start: 1, end: 2, bits: '101. ....' },
    { label: 'Last', filter: 'x.last', value: 'Set', start: 2, end: 3, bits: '.... ...1' },
    { label: 'Across', filter: 'x.across', value: '<5>', start: 1, end: 3, bits: '...0 0000 0101 ....' },
    { label: 'Address', filter: 'x.address', value: '10.0.0.1', start: 3, end: 7 },
  ]);
  expect(rowsOf(fields, new Uint8Array(5), 0).map(({ filter }) => filter)).toEqual(['x.high', 'x.last', 'x.across']);
});

test('prints as Wireshark does', () => {
  expect(drawBits(0x0fc0, 0x0840, 12)).toBe('1000 01.. ....');
  expect(showNamed({ 2: 'two' })(2)).toBe('two (2)');
  expect(showNamed({ 2: 'two' }, 4)(0x80)).toBe('Unknown (0x0080)');
  expect(showBytes(new Uint8Array(40).fill(0xab), 0, 36)).toBe('ab'.repeat(36));
  expect(showBytes(new Uint8Array(40).fill(0xab), 0, 37)).toBe(`${'ab'.repeat(36)}…`);
  expect(checksumChange(0x0102, 0x0102)).toEqual({ value: '0x0102 [correct]', note: 'checksum-good' });
  expect(checksumChange(0x0102, 0xffff)).toEqual({ value: '0x0102 incorrect, should be 0xffff', note: 'checksum-bad' });
  expect(checksumChange(0x0102, null)).toEqual({ value: '0x0102 [unverified]', note: 'checksum-unverified' });
});
