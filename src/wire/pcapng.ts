/**
 * Captures as files (draft-ietf-opsawg-pcapng): the writer's are in the form of the recordings under tests/oracle, the reader
 * takes any section, byte order and time resolution, and frames of Ethernet alone.
 */
import { type Mac, macFromBytes, parseMac } from '../base/mac';

export interface CaptureInterface {
  /** `NAMESPACE/INTERFACE` */
  readonly name: string;
  /** `peer NAMESPACE/INTERFACE`, `network NAME`, or null. */
  readonly description: string | null;
  readonly mac: Mac | null;
}

export interface CapturedPacket {
  /** Which of the interfaces, by its place in the list. */
  readonly interface: number;
  /** Microseconds; what a file says more finely is cut off. */
  readonly time: number;
  readonly sent: boolean;
  readonly bytes: Uint8Array;
}

export interface Capture {
  readonly interfaces: readonly CaptureInterface[];
  readonly packets: readonly CapturedPacket[];
}

/** Why a file is no capture that can be read, and at which of its bytes that shows. */
export interface PcapngError {
  readonly kind: 'not-pcapng' | 'truncated' | 'bad-block' | 'unknown-interface' | 'link-type' | 'too-long';
  readonly at: number;
}

export type PcapngResult =
  { readonly ok: true; readonly value: Capture } | { readonly ok: false; readonly error: PcapngError };

const BlockType = { Section: 0x0a0d0d0a, Interface: 1, EnhancedPacket: 6 } as const;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const LINKTYPE_ETHERNET = 1;
const OptionCode = { End: 0, IfName: 2, IfDescription: 3, IfMacAddress: 6, IfTsresol: 9, EpbFlags: 2 } as const;
/** `if_tsresol` of nanoseconds: ten to the minus nine. */
const NANOSECONDS = 9;
const MICROSECONDS = 6;
const EpbDirection = { Received: 1, Sent: 2 } as const;
/** Type, length, and the length again. */
const BLOCK_LENGTH = 12;
const EPB_LENGTH = 20;
/** Longer than any frame: a loopback's is at most 64 KiB and its headers. */
const LONGEST_PACKET = 0x40000;

const TWO_32 = 0x100000000;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const padded = (length: number): number => (length + 3) & ~3;

/** A capture file of these packets, in the order they come in. */
export function encodePcapng(interfaces: readonly CaptureInterface[], packets: Iterable<CapturedPacket>): Uint8Array {
  const out = new Output();
  out.block(BlockType.Section, () => {
    out.u32(BYTE_ORDER_MAGIC);
    out.u16(1);
    out.u16(0);
    out.u32(0xffffffff);
    out.u32(0xffffffff);
  });
  for (const { name, description, mac } of interfaces) {
    out.block(BlockType.Interface, () => {
      out.u16(LINKTYPE_ETHERNET);
      out.u16(0);
      out.u32(0);
      out.option(OptionCode.IfName, encoder.encode(name));
      if (description !== null) out.option(OptionCode.IfDescription, encoder.encode(description));
      if (mac !== null) out.option(OptionCode.IfMacAddress, macBytes(mac));
      out.option(OptionCode.IfTsresol, Uint8Array.of(NANOSECONDS));
      out.option(OptionCode.End, new Uint8Array(0));
    });
  }
  const flags = {
    received: Uint8Array.of(EpbDirection.Received, 0, 0, 0),
    sent: Uint8Array.of(EpbDirection.Sent, 0, 0, 0),
  };
  for (const packet of packets) {
    const [high, low] = nanoseconds(packet.time);
    out.block(BlockType.EnhancedPacket, () => {
      out.u32(packet.interface);
      out.u32(high);
      out.u32(low);
      out.u32(packet.bytes.length);
      out.u32(packet.bytes.length);
      out.bytes(packet.bytes);
      out.option(OptionCode.EpbFlags, packet.sent ? flags.sent : flags.received);
      out.option(OptionCode.End, new Uint8Array(0));
    });
  }
  return out.finish();
}

/** Microseconds as the two halves of a 64-bit count of nanoseconds, exact as long as the microseconds are. */
function nanoseconds(time: number): [high: number, low: number] {
  const micros = Math.floor(time);
  const lowProduct = (micros % TWO_32) * 1000 + Math.round((time - micros) * 1000);
  return [(Math.floor(micros / TWO_32) * 1000 + Math.floor(lowProduct / TWO_32)) >>> 0, lowProduct % TWO_32];
}

function macBytes(mac: Mac): Uint8Array {
  return Uint8Array.from((parseMac(mac) ?? '00:00:00:00:00:00').split(':'), (octet) => parseInt(octet, 16));
}

/** Little-endian blocks in a buffer that grows. */
class Output {
  #buffer = new Uint8Array(4096);
  #at = 0;

  #room(length: number): void {
    if (this.#at + length <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(2 * this.#buffer.length, this.#at + length));
    grown.set(this.#buffer);
    this.#buffer = grown;
  }

  u16(value: number): void {
    this.#room(2);
    this.#buffer[this.#at++] = value;
    this.#buffer[this.#at++] = value >>> 8;
  }

  u32(value: number): void {
    this.u16(value);
    this.u16(value >>> 16);
  }

  /** The bytes, filled up to a whole word. */
  bytes(bytes: Uint8Array): void {
    this.#room(padded(bytes.length));
    this.#buffer.set(bytes, this.#at);
    this.#at += padded(bytes.length);
  }

  option(code: number, content: Uint8Array): void {
    this.u16(code);
    this.u16(content.length);
    this.bytes(content);
  }

  block(type: number, body: () => void): void {
    const start = this.#at;
    this.u32(type);
    this.u32(0);
    body();
    const end = this.#at + 4;
    this.u32(end - start);
    this.#at = start + 4;
    this.u32(end - start);
    this.#at = end;
  }

  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#at);
  }
}

interface Section {
  readonly littleEndian: boolean;
  /** Where the section's interfaces begin in the list of all. */
  readonly base: number;
  /** Microseconds a unit of each interface's clock. */
  readonly resolutions: { readonly base: 2 | 10; readonly exponent: number }[];
}

/** The capture that a file holds; hostile bytes give an error, never an exception. */
export function decodePcapng(bytes: Uint8Array): PcapngResult {
  const interfaces: CaptureInterface[] = [];
  const packets: CapturedPacket[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (kind: PcapngError['kind'], at: number): PcapngResult => ({ ok: false, error: { kind, at } });
  let section: Section | null = null;
  let at = 0;
  while (at < bytes.length) {
    if (bytes.length - at < BLOCK_LENGTH) return fail(section ? 'truncated' : 'not-pcapng', at);
    if (view.getUint32(at, true) === BlockType.Section) {
      const littleEndian = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
      if (!littleEndian && view.getUint32(at + 8, false) !== BYTE_ORDER_MAGIC) return fail('not-pcapng', at);
      section = { littleEndian, base: interfaces.length, resolutions: [] };
    }
    if (!section) return fail('not-pcapng', at);
    const type = view.getUint32(at, section.littleEndian);
    const length = view.getUint32(at + 4, section.littleEndian);
    if (length < BLOCK_LENGTH || length % 4 !== 0) return fail('bad-block', at);
    if (length > bytes.length - at) return fail('truncated', at);
    if (view.getUint32(at + length - 4, section.littleEndian) !== length) return fail('bad-block', at);
    const body = new DataView(bytes.buffer, bytes.byteOffset + at + 8, length - BLOCK_LENGTH);
    if (type === BlockType.Interface) {
      if (body.byteLength < 8) return fail('bad-block', at);
      if (body.getUint16(0, section.littleEndian) !== LINKTYPE_ETHERNET) return fail('link-type', at);
      interfaces.push(readInterface(body, section));
    } else if (type === BlockType.EnhancedPacket) {
      const packet = readPacket(body, section);
      if (typeof packet === 'string') return fail(packet, at);
      packets.push(packet);
    }
    at += length;
  }
  return section ? { ok: true, value: { interfaces, packets } } : fail('not-pcapng', 0);
}

function readInterface(body: DataView, section: Section): CaptureInterface {
  const options = readOptions(body, 8, section.littleEndian);
  const text = (code: number): string | null => {
    const content = options.get(code);
    return content ? decoder.decode(content) : null;
  };
  const resolution = options.get(OptionCode.IfTsresol)?.[0] ?? MICROSECONDS;
  section.resolutions.push({ base: resolution & 0x80 ? 2 : 10, exponent: resolution & 0x7f });
  const mac = options.get(OptionCode.IfMacAddress);
  return {
    name: text(OptionCode.IfName) ?? '',
    description: text(OptionCode.IfDescription),
    mac: mac?.length === 6 ? macFromBytes(mac) : null,
  };
}

function readPacket(body: DataView, section: Section): CapturedPacket | PcapngError['kind'] {
  const { littleEndian, base, resolutions } = section;
  if (body.byteLength < EPB_LENGTH) return 'bad-block';
  const index = body.getUint32(0, littleEndian);
  const resolution = resolutions[index];
  if (!resolution) return 'unknown-interface';
  const length = body.getUint32(12, littleEndian);
  if (length > LONGEST_PACKET) return 'too-long';
  if (EPB_LENGTH + length > body.byteLength) return 'bad-block';
  const flags = readOptions(body, EPB_LENGTH + padded(length), littleEndian).get(OptionCode.EpbFlags);
  const direction = flags?.length === 4 ? flags[littleEndian ? 0 : 3]! & 3 : 0;
  return {
    interface: base + index,
    time: microseconds(body.getUint32(4, littleEndian), body.getUint32(8, littleEndian), resolution),
    sent: direction === EpbDirection.Sent,
    bytes: new Uint8Array(body.buffer, body.byteOffset + EPB_LENGTH, length),
  };
}

/** A 64-bit count of the interface's units in whole microseconds. */
function microseconds(high: number, low: number, { base, exponent }: Section['resolutions'][number]): number {
  if (base === 10 && exponent === NANOSECONDS) {
    // 2^32 ns is 4,294,967 µs and 296 ns.
    return high * 4_294_967 + Math.floor((high * 296 + low) / 1000);
  }
  return Math.floor((high * TWO_32 + low) * (base === 10 ? 10 ** (MICROSECONDS - exponent) : 1e6 * 2 ** -exponent));
}

/** The first of each option from `start`, up to the end or to one that does not fit. */
function readOptions(body: DataView, start: number, littleEndian: boolean): Map<number, Uint8Array> {
  const options = new Map<number, Uint8Array>();
  let at = start;
  while (at + 4 <= body.byteLength) {
    const code = body.getUint16(at, littleEndian);
    const length = body.getUint16(at + 2, littleEndian);
    if (code === OptionCode.End || at + 4 + length > body.byteLength) break;
    if (!options.has(code)) options.set(code, new Uint8Array(body.buffer, body.byteOffset + at + 4, length));
    at += 4 + padded(length);
  }
  return options;
}
