import { describe, expect, test } from 'vitest';
import { dissections } from '../../tests/tshark';
import { decodeFrame } from './frame';
import {
  codeName,
  decodeIcmp,
  echoId,
  echoRest,
  echoSeq,
  icmpChecksum,
  isIcmpError,
  quotedPacket,
  summarizeIcmp,
  typeName,
  writeIcmp,
} from './icmp';
import type { Icmp } from './packet';
import { decodePorts } from './tcp';

const message = (change: Partial<Icmp>): Icmp => ({
  kind: 'icmp',
  type: 8,
  code: 0,
  checksum: null,
  rest: echoRest(0x90a6, 1),
  payload: new Uint8Array(0),
  ...change,
});

/** The ICMP message of one of the frames that tshark dissected. */
function recorded(title: string): Icmp {
  const { payload } = decodeFrame(dissections().find((frame) => frame.title === title)!.bytes);
  if (payload instanceof Uint8Array || payload.kind !== 'ipv4') throw new Error('no packet');
  if (payload.payload instanceof Uint8Array || payload.payload.kind !== 'icmp') throw new Error('no ICMP');
  return payload.payload;
}

test("an echo's identifier and sequence number are halves of one word", () => {
  expect([echoId({ rest: echoRest(0xffff, 2) }), echoSeq({ rest: echoRest(0xffff, 2) })]).toEqual([0xffff, 2]);
  expect([echoId({ rest: echoRest(2, 0x10002) }), echoSeq({ rest: echoRest(2, 0x10002) })]).toEqual([2, 2]);
  expect(echoRest(0xffff, 0xffff)).toBe(0xffffffff);
});

test('a message is written with its checksum, all zeros with ones', () => {
  const out = new Uint8Array(12).fill(0xa5);
  expect(writeIcmp(message({ type: 0, rest: 0, payload: new Uint8Array(2) }), out, 1)).toBe(11);
  expect([...out]).toEqual([0xa5, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0xa5]);
  expect(decodeIcmp(out, 1, 11)).toMatchObject({ type: 0, checksum: 0xffff, payload: new Uint8Array(2) });
  expect(decodeIcmp(out, 1, 8)).toBeNull();
  expect(icmpChecksum(out, 1, 11)).toBe(0xffff);
});

describe('the packet that an error quotes', () => {
  test('of an echo leads back to it', () => {
    const quoted = quotedPacket(recorded('host unreachable'))!;
    expect(quoted).toMatchObject({ src: 0xac110002, dst: 0xac110063, protocol: 1 });
    expect(decodeIcmp(quoted.payload as Uint8Array)).toMatchObject({ type: 8, code: 0 });
  });

  test('of UDP and TCP leads back to their ports, however short it is', () => {
    const udp = quotedPacket(recorded('port unreachable'))!;
    expect(decodePorts(udp.payload as Uint8Array)).toEqual({ srcPort: 35607, dstPort: 33436 });
    const error = recorded('network unreachable, quoting TCP');
    const tcp = quotedPacket({ ...error, payload: error.payload.subarray(0, 28) })!;
    expect(tcp.protocol).toBe(6);
    expect(decodePorts(tcp.payload as Uint8Array)).toEqual({ srcPort: 43798, dstPort: 80 });
    expect(decodePorts(new Uint8Array(3))).toBeNull();
  });

  test('is there in errors alone, and only as a whole header', () => {
    const error = recorded('port unreachable');
    expect(quotedPacket({ ...error, type: 8 })).toBeNull();
    expect(quotedPacket({ ...error, payload: error.payload.subarray(0, 19) })).toBeNull();
    expect([3, 4, 5, 11, 12].every(isIcmpError)).toBe(true);
    expect([0, 8, 13, 14, 17].some(isIcmpError)).toBe(false);
  });
});

test('types and codes have names', () => {
  expect(typeName(13)).toBe('Timestamp request');
  expect(codeName(3, 13)).toBe('Communication administratively filtered');
  expect(codeName(3, 16)).toBe('Unknown code: 16');
  expect(codeName(8, 0)).toBeNull();
});

test.each<[Partial<Icmp>, string]>([
  [{}, 'Echo (ping) request  id=0x90a6, seq=1/256, ttl=63'],
  [{ type: 0, rest: echoRest(1, 772) }, 'Echo (ping) reply    id=0x0001, seq=772/1027, ttl=63'],
  [{ type: 3, code: 1 }, 'Destination unreachable (Host unreachable)'],
  [{ type: 3, code: 4 }, 'Destination unreachable (Fragmentation needed)'],
  [{ type: 5, code: 1 }, 'Redirect             (Redirect for host)'],
  [{ type: 11 }, 'Time-to-live exceeded (Time to live exceeded in transit)'],
  [{ type: 4 }, 'Source quench (flow control)'],
  [{ type: 99 }, 'Unknown ICMP (obsolete or malformed?)'],
])('%o reads %s', (change, text) => {
  expect(summarizeIcmp(message(change), 63)).toBe(text);
});
