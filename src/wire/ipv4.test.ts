import { expect, test } from 'vitest';
import {
  ipv4Checksum,
  ipv4Extent,
  ipv4HeaderLength,
  isFragment,
  protocolName,
  readIpv4,
  writeIpv4Header,
} from './ipv4';
import { type Ipv4Packet, NO_BYTES } from './packet';

const packet: Ipv4Packet = {
  kind: 'ipv4',
  tos: 0,
  totalLength: null,
  identification: 0x775f,
  flags: 2,
  fragmentOffset: 0,
  ttl: 64,
  protocol: 1,
  checksum: null,
  src: 0xac110002,
  dst: 0xac110003,
  options: NO_BYTES,
  payload: NO_BYTES,
};
/** The header of an 84-byte echo request, as a real kernel sent it. */
const HEADER = '45000054775f400040016b22ac110002ac110003';
const bytesOnly = (_: number, bytes: Uint8Array, start: number, end: number): Uint8Array => bytes.subarray(start, end);

function header(change: Partial<Ipv4Packet>, total = 84): Uint8Array {
  const out = new Uint8Array(total);
  writeIpv4Header({ ...packet, ...change }, out, 0, total);
  return out;
}

test('a header is written with its length and checksum, or with those it is given', () => {
  expect(Buffer.from(header({}).subarray(0, 20)).toString('hex')).toBe(HEADER);
  const given = header({ totalLength: 1500, checksum: 0x1234 });
  expect([given[2], given[3], given[10], given[11]]).toEqual([0x05, 0xdc, 0x12, 0x34]);
  expect(ipv4Checksum(header({ checksum: 0xffff }), 0, 20)).toBe(0x6b22);
});

test('options are filled up to whole words and counted in the header', () => {
  const options = Uint8Array.of(7, 7, 4, 0, 0, 0, 0);
  const bytes = header({ options });
  expect(ipv4HeaderLength({ options })).toBe(28);
  expect(bytes[0]).toBe(0x47);
  expect(ipv4Checksum(bytes, 0, 28)).toBe((bytes[10]! << 8) | bytes[11]!);
  const read = readIpv4(bytes, 0, 84, bytesOnly);
  expect(read?.options).toEqual(Uint8Array.of(...options, 0));
  expect(read?.payload).toHaveLength(56);
});

test('flags and offset share a word', () => {
  const read = readIpv4(header({ flags: 1, fragmentOffset: 185 }), 0, 84, bytesOnly);
  expect(read).toMatchObject({ flags: 1, fragmentOffset: 185 });
  expect([
    isFragment(read!),
    isFragment({ flags: 1, fragmentOffset: 0 }),
    isFragment({ flags: 2, fragmentOffset: 0 }),
  ]).toEqual([true, true, false]);
});

test('the payload ends where the total length says, if the bytes reach that far', () => {
  const bytes = new Uint8Array(100);
  bytes.set(header({}));
  expect(ipv4Extent(bytes, 0, 100)).toEqual({ payload: 20, end: 84, isWhole: true });
  expect(ipv4Extent(bytes, 0, 60)).toEqual({ payload: 20, end: 60, isWhole: false });
  expect(ipv4Extent(bytes, 0, 19)).toBeNull();
  bytes[3] = 19;
  expect(ipv4Extent(bytes, 0, 100)).toEqual({ payload: 20, end: 100, isWhole: false });
});

test('protocols have the names that fragments show', () => {
  expect([1, 6, 17, 200].map(protocolName)).toEqual(['ICMP', 'TCP', 'UDP', 'Unknown']);
});
