import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryFrame, damaged } from '../../tests/arbitrary-frames';
import { recordedFrames } from '../../tests/recorded';
import { dissections } from '../../tests/tshark';
import { decodeFrame } from './frame';
import { protocolOf, summarize } from './summary';

describe('says what tshark says', () => {
  /**
   * A tunnel is named as what it is, with what is inside; protocols that we do not read by their number; and a port of HTTP is
   * enough for what tshark must have seen the head of.
   */
  const OTHERWISE: Readonly<Record<string, { protocol: string; text: RegExp }>> = {
    'ping in VXLAN': {
      protocol: 'VXLAN',
      text: /^VNI 4097: ICMP Echo \(ping\) request {2}id=0x[0-9a-f]{4}, seq=1\/256, ttl=64$/,
    },
    'HTTP body': { protocol: 'HTTP', text: /^Continuation$/ },
    'UDP behind two VLAN tags': { protocol: 'Ethernet', text: /^802\.1Q Virtual LAN \(0x8100\)$/ },
    IGMP: { protocol: 'IPv4', text: /^IGMP \(2\)$/ },
    IPv6: { protocol: 'Ethernet', text: /^IPv6 \(0x86dd\)$/ },
  };

  test.each(dissections())('$title', ({ title, bytes, protocol, info }) => {
    const { protocol: ours, text } = summarize(decodeFrame(bytes));
    const otherwise = OTHERWISE[title];
    if (otherwise) {
      expect(ours).toBe(otherwise.protocol);
      expect(text).toMatch(otherwise.text);
    } else {
      expect({ protocol: ours, text }).toEqual({ protocol, text: info.trimEnd() });
    }
  });
});

test('what is cut short or unknown has a line too', () => {
  const { bytes } = dissections().find(({ title }) => title === 'echo request')!;
  const of = (part: Uint8Array): string => {
    const { protocol, text } = summarize(decodeFrame(part));
    return `${protocol} ${text}`;
  };
  const changed = (at: number, ...values: number[]): Uint8Array => {
    const copy = bytes.slice();
    copy.set(values, at);
    return copy;
  };
  expect(of(bytes.subarray(0, 60))).toBe('ICMP Echo (ping) request  id=0x90a6, seq=1/256, ttl=64');
  expect(of(bytes.subarray(0, 30))).toBe('Ethernet Malformed Packet: IPv4 (0x0800)');
  expect(of(bytes.subarray(0, 9))).toBe('Ethernet Malformed Packet: 9 bytes');
  expect(of(changed(12, 0x88, 0xb5))).toBe('Ethernet Unknown (0x88b5)');
  expect(of(changed(23, 253))).toBe('IPv4 Unknown (253)');
});

test('a body behind a head of HTTP goes on with it', () => {
  const { bytes } = dissections().find(({ title }) => title === 'HTTP POST')!;
  const body = bytes.slice();
  body.set(new TextEncoder().encode('{"goal'), 54);
  expect(summarize(decodeFrame(body))).toEqual({ protocol: 'HTTP', text: 'Continuation' });
});

test('every frame has a line of text, and the same protocol either way', () => {
  const check = (bytes: Uint8Array): void => {
    const frame = decodeFrame(bytes);
    const { protocol, text } = summarize(frame);
    expect(protocolOf(frame)).toBe(protocol);
    expect(text).toMatch(/^[^\n]+$/);
  };
  const recorded = recordedFrames().map(({ bytes }) => bytes);
  recorded.forEach(check);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), check));
  fc.assert(fc.property(damaged(recorded.filter((_, i) => i % 29 === 0)), check), { numRuns: 500 });
  fc.assert(
    fc.property(arbitraryFrame, (frame) => {
      expect(summarize(frame).protocol).toBe(protocolOf(frame));
    }),
  );
});
