import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryFrame, damaged } from '../../tests/arbitrary-frames';
import { recordedFrames } from '../../tests/recorded';
import { decodeFrame, decodeIpv4, encodeFrame, encodeIpv4, frameLength, ipv4Length, writeFrame } from './frame';
import { echoRest } from './icmp';
import { type Frame, type Ipv4Packet, NO_BYTES } from './packet';

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (pair) => parseInt(pair, 16));
const recorded = recordedFrames();

/** One's-complement sum of 16-bit words, word by word: 0xffff where a checksum in it is right. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    sum += (bytes[i]! << 8) | (bytes[i + 1] ?? 0);
    sum = (sum & 0xffff) + (sum >>> 16);
  }
  return sum;
}

/** Every checksum of a frame's IPv4 packet, summed with what it covers; unfragmented packets only. */
function checksums(frame: Uint8Array, start: number): number[] {
  const headerLength = 4 * (frame[start]! & 15);
  const protocol = frame[start + 9]!;
  const transport = frame.subarray(start + headerLength);
  const pseudo = [
    ...frame.subarray(start + 12, start + 20),
    0,
    protocol,
    transport.length >> 8,
    transport.length & 255,
  ];
  const sums = [sumOf(frame.subarray(start, start + headerLength))];
  if (((frame[start + 6]! << 8) | frame[start + 7]!) & 0x3fff) return sums;
  return [...sums, sumOf(Uint8Array.from([...(protocol === 1 ? [] : pseudo), ...transport]))];
}

test('every recorded frame is the same bytes again', () => {
  expect(recorded.length).toBeGreaterThan(2000);
  const changed = recorded.filter(({ bytes }) => Buffer.compare(encodeFrame(decodeFrame(bytes)), bytes) !== 0);
  expect(changed.map(({ where }) => where)).toEqual([]);
});

test('a recorded frame whose checksums are right has them again when the encoder is to work them out', () => {
  let compared = 0;
  for (const { bytes, where } of recorded) {
    const frame = decodeFrame(bytes);
    const { payload } = frame;
    if (payload instanceof Uint8Array || payload.kind !== 'ipv4' || payload.payload instanceof Uint8Array) continue;
    if (checksums(bytes, 14).some((sum) => sum !== 0xffff)) continue;
    const inner = payload.payload;
    const blank = inner.kind === 'udp' ? { ...inner, checksum: null, length: null } : { ...inner, checksum: null };
    const again: Frame = { ...frame, payload: { ...payload, checksum: null, totalLength: null, payload: blank } };
    expect(encodeFrame(again), where).toEqual(bytes);
    compared++;
  }
  expect(compared).toBeGreaterThan(200);
});

test('random frames survive, their checksums and lengths worked out', () => {
  fc.assert(
    fc.property(arbitraryFrame, (frame) => {
      const bytes = encodeFrame(frame);
      expect(bytes).toHaveLength(frameLength(frame));
      const again = decodeFrame(bytes);
      expect(encodeFrame(again)).toEqual(bytes);
      expect(forgetComputed(again)).toEqual(frame);
      if (frame.payload instanceof Uint8Array || frame.payload.kind === 'arp') return;
      for (const sum of checksums(bytes, frame.vlan === null ? 14 : 18)) expect(sum).toBe(0xffff);
    }),
    { numRuns: 400 },
  );
});

/** The frame with null for all that an encoder works out. */
function forgetComputed(frame: Frame): Frame {
  const { payload } = frame;
  if (payload instanceof Uint8Array || payload.kind === 'arp') return frame;
  const inner = payload.payload;
  const transport =
    inner instanceof Uint8Array
      ? inner
      : inner.kind === 'udp'
        ? { ...inner, checksum: null, length: null }
        : { ...inner, checksum: null };
  return { ...frame, payload: { ...payload, checksum: null, totalLength: null, payload: transport } };
}

test('arbitrary bytes are read without an exception and written as they were', () => {
  const survive = (bytes: Uint8Array): void => {
    expect(encodeFrame(decodeFrame(bytes))).toEqual(bytes);
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), survive));
  fc.assert(fc.property(damaged(recorded.filter((_, i) => i % 37 === 0).map(({ bytes }) => bytes)), survive), {
    numRuns: 1000,
  });
});

const ECHO = bytesOf(
  '0242ac110003 0242ac110002 0800 4500 0054 775f 4000 40 01 6b22 ac110002 ac110003 08 00 0cb4 90a6 0001' +
    'fbbf046b00000000 95a6060000000000 101112131415161718191a1b1c1d1e1f 202122232425262728292a2b2c2d2e2f 3031323334353637',
);

test('an echo request, as a real kernel sent it', () => {
  const frame: Frame = {
    dst: '02:42:ac:11:00:03',
    src: '02:42:ac:11:00:02',
    type: 0x0800,
    vlan: null,
    payload: {
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
      payload: { kind: 'icmp', type: 8, code: 0, checksum: null, rest: echoRest(0x90a6, 1), payload: ECHO.slice(42) },
    },
    trailer: NO_BYTES,
  };
  expect(encodeFrame(frame)).toEqual(ECHO);
  expect(decodeFrame(encodeFrame(frame))).toMatchObject({ payload: { totalLength: 84, checksum: 0x6b22 } });
});

test('a frame is written into the middle of a larger buffer', () => {
  const out = new Uint8Array(120);
  expect(writeFrame(decodeFrame(ECHO), out, 10)).toBe(108);
  expect(out.subarray(10, 108)).toEqual(ECHO);
  expect([...out.subarray(0, 10), ...out.subarray(108)].every((byte) => byte === 0)).toBe(true);
});

describe('what cannot be read stays bytes at the deepest level', () => {
  const packetOf = (bytes: Uint8Array): Ipv4Packet => {
    const { payload } = decodeFrame(bytes);
    if (payload instanceof Uint8Array || payload.kind !== 'ipv4') throw new Error('no IPv4 packet');
    return payload;
  };
  const changed = (change: Record<number, number>, length = ECHO.length): Uint8Array => {
    const bytes = ECHO.slice(0, length);
    for (const [at, value] of Object.entries(change)) bytes[Number(at)] = value;
    return bytes;
  };

  test('a runt has no addresses', () => {
    expect(decodeFrame(ECHO.subarray(0, 13))).toEqual({
      dst: '',
      src: '',
      type: 0,
      vlan: null,
      payload: ECHO.subarray(0, 13),
      trailer: NO_BYTES,
    });
    expect(frameLength(decodeFrame(NO_BYTES))).toBe(0);
  });

  test.each([
    ['a header cut short', changed({}, 33)],
    ['another version', changed({ 14: 0x65 })],
    ['a header shorter than twenty bytes', changed({ 14: 0x44 })],
    ['a header longer than the frame', changed({ 14: 0x4f }, 60)],
  ])('%s', (_, bytes) => {
    expect(decodeFrame(bytes).payload).toEqual(bytes.subarray(14));
  });

  test.each([
    ['a fragment', changed({ 20: 0x20 })],
    ['the last fragment', changed({ 20: 0, 21: 1 })],
    ['a packet cut short', changed({}, 90)],
    ['a total length of nothing', changed({ 16: 0, 17: 0 })],
    ['an unknown protocol', changed({ 23: 132 })],
    ['a UDP length that is not the datagram', changed({ 23: 17 })],
    ['a TCP header longer than the segment', changed({ 23: 6, 46: 0xf0 }, 42 + 20)],
  ])('%s', (_, bytes) => {
    expect(packetOf(bytes).payload).toEqual(bytes.subarray(34));
  });

  test('ARP with addresses of other sizes', () => {
    const arp = bytesOf(
      'ffffffffffff 0242ac110002 0806 0001 0800 08 04 0001 0242ac110002 ac110002 000000000000 ac110003',
    );
    expect(decodeFrame(arp).payload).toEqual(arp.subarray(14));
  });
});

test('padding of a short frame is its trailer', () => {
  const arp = bytesOf(
    'ffffffffffff 0242ac110002 0806 0001 0800 06 04 0001 0242ac110002 ac110002 000000000000 ac110003',
  );
  const frame = decodeFrame(Uint8Array.from([...arp, ...new Uint8Array(18)]));
  expect(frame.payload).toMatchObject({ kind: 'arp', opcode: 1, senderIp: 0xac110002, targetIp: 0xac110003 });
  expect(frame.trailer).toEqual(new Uint8Array(18));
});

test('a packet is read and written without its frame', () => {
  const packet = decodeIpv4(ECHO.subarray(14));
  expect(packet).toMatchObject({ ttl: 64, payload: { kind: 'icmp', type: 8 } });
  expect(encodeIpv4(packet!)).toEqual(ECHO.subarray(14));
  expect(ipv4Length(packet!)).toBe(84);
  expect(decodeIpv4(ECHO.subarray(0, 14))).toBeNull();
});
