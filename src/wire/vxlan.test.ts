import { expect, test } from 'vitest';
import { dissections } from '../../tests/tshark';
import { decodeFrame } from './frame';
import { decodeVxlan, writeVxlan } from './vxlan';

const tunnel = dissections().find(({ title }) => title === 'ping in VXLAN')!.bytes;

test('a real datagram names its network and holds a frame', () => {
  const read = decodeVxlan(tunnel.subarray(42))!;
  expect(read.vni).toBe(4097);
  expect(decodeFrame(read.frame)).toMatchObject({ payload: { ttl: 64, payload: { kind: 'icmp', type: 8 } } });
  const out = new Uint8Array(9).fill(0xa5);
  expect(writeVxlan(4097, out, 0)).toBe(8);
  expect(out).toEqual(Uint8Array.of(...tunnel.subarray(42, 50), 0xa5));
});

test('what is too short or names no network is none', () => {
  expect(decodeVxlan(tunnel.subarray(42, 49))).toBeNull();
  expect(decodeVxlan(Uint8Array.of(0, 0, 0, 0, 0, 1, 0, 0))).toBeNull();
});
