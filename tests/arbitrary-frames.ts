/** Random frames as the simulator makes them (checksums and lengths left to the encoder), and random damage to real ones. */
import fc from 'fast-check';
import type { Arp, Frame, Icmp, Ipv4Packet, Tcp, Udp } from '../src/wire/packet';
import { EtherType, IpProtocol, NO_BYTES } from '../src/wire/packet';

const u8 = fc.nat(0xff);
const u16 = fc.nat(0xffff);
const u32 = fc.nat(0xffffffff);
const mac = fc
  .uint8Array({ minLength: 6, maxLength: 6 })
  .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':'));
const payload = fc.uint8Array({ maxLength: 90 });
const words = fc.nat(10).chain((n) => fc.uint8Array({ minLength: 4 * n, maxLength: 4 * n }));

const arp: fc.Arbitrary<Arp> = fc.record({
  kind: fc.constant('arp'),
  hardwareType: u16,
  protocolType: u16,
  hardwareSize: fc.constant(6),
  protocolSize: fc.constant(4),
  opcode: u16,
  senderMac: mac,
  senderIp: u32,
  targetMac: mac,
  targetIp: u32,
});

const icmp: fc.Arbitrary<Icmp> = fc.record({
  kind: fc.constant('icmp'),
  type: u8,
  code: u8,
  checksum: fc.constant(null),
  rest: u32,
  payload,
});

const udp: fc.Arbitrary<Udp> = fc.record({
  kind: fc.constant('udp'),
  srcPort: u16,
  dstPort: u16,
  length: fc.constant(null),
  checksum: fc.constant(null),
  payload,
});

const tcp: fc.Arbitrary<Tcp> = fc.record({
  kind: fc.constant('tcp'),
  srcPort: u16,
  dstPort: u16,
  seq: u32,
  ack: u32,
  flags: fc.nat(0x1ff),
  window: u16,
  checksum: fc.constant(null),
  urgent: u16,
  options: words,
  payload,
});

const protocolOf = { icmp: IpProtocol.Icmp, udp: IpProtocol.Udp, tcp: IpProtocol.Tcp };

const ipv4: fc.Arbitrary<Ipv4Packet> = fc
  .record({
    kind: fc.constant('ipv4'),
    tos: u8,
    totalLength: fc.constant(null),
    identification: u16,
    flags: fc.constantFrom(0, 2, 4, 6),
    fragmentOffset: fc.constant(0),
    ttl: u8,
    checksum: fc.constant(null),
    src: u32,
    dst: u32,
    options: words,
    payload: fc.oneof(icmp, udp, tcp),
  })
  .map((packet) => ({ ...packet, protocol: protocolOf[packet.payload.kind] }));

const fragment: fc.Arbitrary<Ipv4Packet> = fc
  .record({ packet: ipv4, more: fc.boolean(), offset: fc.integer({ min: 1, max: 0x1fff }), payload })
  .map(({ packet, more, offset, payload }) => ({ ...packet, flags: more ? 1 : 0, fragmentOffset: offset, payload }));

/** A frame of any kind that the simulator sends. */
export const arbitraryFrame: fc.Arbitrary<Frame> = fc
  .record({
    dst: mac,
    src: mac,
    vlan: fc.option(u16),
    payload: fc.oneof(arp, ipv4, fragment, payload),
    trailer: fc.constant(NO_BYTES),
  })
  .map((frame) => {
    if (frame.payload instanceof Uint8Array) return { ...frame, type: 0x88b5 };
    return { ...frame, type: frame.payload.kind === 'arp' ? EtherType.Arp : EtherType.Ipv4 };
  });

/** Some bytes of a frame changed, some cut off or added at its end. */
export function damaged(frames: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .record({
      frame: fc.constantFrom(...frames),
      changes: fc.array(fc.tuple(fc.nat(200), u8), { maxLength: 6 }),
      length: fc.option(fc.nat(120)),
      tail: fc.uint8Array({ maxLength: 8 }),
    })
    .map(({ frame, changes, length, tail }) => {
      const bytes = Uint8Array.from([...frame.subarray(0, length ?? frame.length), ...tail]);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });
}
