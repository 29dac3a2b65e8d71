import { expect, test } from 'vitest';
import { dissections } from '../../tests/tshark';
import type { Udp } from './packet';
import { decodeUdp, decodeUdpHead, pseudoHeaderSum, summarizeUdp, udpChecksum, udpLayer, writeUdp } from './udp';

const SRC = 0x0a000001;
const DST = 0x0a000002;
const datagram: Udp = {
  kind: 'udp',
  srcPort: 1000,
  dstPort: 2000,
  length: null,
  checksum: null,
  payload: Uint8Array.of(0x68, 0x69),
};

function written(udp: Udp): Uint8Array {
  const out = new Uint8Array(8 + udp.payload.length);
  writeUdp(udp, SRC, DST, out, 0);
  return out;
}

test('a datagram is written with the length and the checksum that tshark finds right', () => {
  const real = dissections()
    .find(({ title }) => title === 'UDP in a padded frame')!
    .bytes.subarray(34, 44);
  expect(written(datagram)).toEqual(real);
  expect(decodeUdp(real)).toEqual({ ...datagram, length: 10, checksum: (real[6]! << 8) | real[7]! });
});

test('a checksum that would be 0 is sent as its other form; one that was left out stays 0', () => {
  const sum = pseudoHeaderSum(SRC, DST, 17, 10) + 1000 + 2000 + 10;
  const last = 0xffff - (sum % 0xffff);
  const unlucky = written({ ...datagram, payload: Uint8Array.of(last >>> 8, last & 255) });
  expect([unlucky[6], unlucky[7]]).toEqual([0xff, 0xff]);
  expect(written({ ...datagram, checksum: 0 })[7]).toBe(0);
  const layer = udpLayer(written({ ...datagram, checksum: 0 }), 0, 10, 0x1234);
  expect(layer.rows[3]).toMatchObject({ value: '0x0000 [zero-value ignored]', note: 'checksum-unverified' });
});

test('the checksum field itself does not count', () => {
  const right = udpChecksum(SRC, DST, written(datagram), 0, 10);
  expect(udpChecksum(SRC, DST, written({ ...datagram, checksum: 0xbeef }), 0, 10)).toBe(right);
});

test('a datagram is read where its length is that of the bytes; its head in any case', () => {
  const bytes = written(datagram);
  expect(decodeUdp(bytes.subarray(0, 9))).toBeNull();
  expect(decodeUdp(Uint8Array.from([...bytes, 0]))).toBeNull();
  expect(decodeUdpHead(bytes.subarray(0, 9))).toMatchObject({
    srcPort: 1000,
    length: 10,
    payload: Uint8Array.of(0x68),
  });
  expect(decodeUdpHead(bytes.subarray(0, 7))).toBeNull();
  expect(summarizeUdp(decodeUdpHead(bytes.subarray(0, 9))!)).toBe('1000 → 2000 Len=2');
});
