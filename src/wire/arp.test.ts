import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ArpOp, decodeArp, summarizeArp, writeArp } from './arp';
import type { Arp } from './packet';

const request: Arp = {
  kind: 'arp',
  hardwareType: 1,
  protocolType: 0x0800,
  hardwareSize: 6,
  protocolSize: 4,
  opcode: ArpOp.Request,
  senderMac: '02:42:ac:11:00:02',
  senderIp: 0xac110002,
  targetMac: '00:00:00:00:00:00',
  targetIp: 0xac110003,
};
const REQUEST = Buffer.from('00010800060400010242ac110002ac110002000000000000ac110003', 'hex');

test('a request of a real kernel', () => {
  expect(decodeArp(REQUEST)).toEqual(request);
  const out = new Uint8Array(30).fill(0xa5);
  expect(writeArp(request, out, 1)).toBe(29);
  expect(Buffer.from(out.subarray(1, 29)).equals(REQUEST)).toBe(true);
  expect([out[0], out[29]]).toEqual([0xa5, 0xa5]);
});

test('is refused where it is cut short or its addresses have other sizes', () => {
  fc.assert(
    fc.property(fc.nat(27), fc.constantFrom(4, 5), fc.nat(255), (length, at, size) => {
      expect(decodeArp(REQUEST.subarray(0, length))).toBeNull();
      const other = Uint8Array.from(REQUEST);
      other[at] = size;
      expect(decodeArp(other) === null).toBe(size !== REQUEST[at]);
    }),
  );
});

test.each<[Partial<Arp>, string]>([
  [{}, 'Who has 172.17.0.3? Tell 172.17.0.2'],
  [{ opcode: 2 }, '172.17.0.2 is at 02:42:ac:11:00:02'],
  [{ senderIp: 0 }, 'Who has 172.17.0.3? (ARP Probe)'],
  [{ senderIp: 0xac110003 }, 'ARP Announcement for 172.17.0.3'],
  [{ senderIp: 0xac110003, targetMac: 'ff:ff:ff:ff:ff:ff' }, 'Gratuitous ARP for 172.17.0.3 (Request)'],
  [{ senderIp: 0xac110003, opcode: 2 }, 'Gratuitous ARP for 172.17.0.3 (Reply)'],
  [{ opcode: 3, targetMac: '02:42:ac:11:00:09' }, 'Who is 02:42:ac:11:00:09? Tell 02:42:ac:11:00:02'],
  [{ opcode: 4, targetMac: '02:42:ac:11:00:09' }, '02:42:ac:11:00:09 is at 172.17.0.3'],
  [{ opcode: 77 }, 'Unknown ARP opcode 0x004d'],
])('%o reads %s', (change, text) => {
  expect(summarizeArp({ ...request, ...change })).toBe(text);
});
