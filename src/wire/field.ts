/**
 * One table describes a header: where each field sits, how it is read and written, what Wireshark calls it and prints for it.
 * A codec names its fields one by one, `F.ttl.get(bytes, start)`, so that offsets live in the table alone and objects keep one shape.
 */
import { formatIpv4, type Ipv4 } from '../base/ipv4';
import type { Mac } from '../base/mac';

export type Note = 'checksum-good' | 'checksum-bad' | 'checksum-unverified' | 'generated' | 'malformed';

/** One line of a dissection. `generated` rows stand for no bytes of their own; a row without a label is its value alone. */
export interface Row {
  readonly label: string;
  /** Wireshark's filter name, or empty where it has none. */
  readonly filter: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Which bits of the bytes it is, as Wireshark draws them: `.1.. ....`. */
  readonly bits?: string;
  readonly note?: Note;
  readonly rows?: readonly Row[];
}

export type LayerProtocol = 'eth' | 'vlan' | 'arp' | 'ip' | 'icmp' | 'udp' | 'tcp' | 'dns' | 'http' | 'vxlan' | 'data';

/** One protocol of a frame. Wireshark's tree has `title, summary` on the line of the layer. */
export interface Layer {
  readonly protocol: LayerProtocol;
  readonly title: string;
  readonly start: number;
  readonly end: number;
  readonly summary: string;
  readonly rows: readonly Row[];
  /** Layers inside this one: the packet that an ICMP error quotes. */
  readonly layers?: readonly Layer[];
}

export type Show = (value: number) => string;

/** Some bits of a field, with a row of their own. */
export interface Slice {
  readonly mask: number;
  readonly label: string;
  readonly filter: string;
  readonly show?: Show;
  /** How many bits the picture shows: those of the bytes that the mask touches if not said, none for 0. */
  readonly width?: number;
  readonly bits?: readonly Slice[];
}

export const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
const showDecimal: Show = (value) => String(value);
export const showHex16: Show = (value) => `0x${hex(value, 4)}`;
/** `0x775f (30559)` */
export const showHexDecimal: Show = (value) => `0x${hex(value, 4)} (${value})`;
/** `37030 (0x90a6)` */
export const showDecimalHex: Show = (value) => `${value} (0x${hex(value, 4)})`;
const setOrNot: Show = (value) => (value === 0 ? 'Not set' : 'Set');

/** `ICMP (1)`, or `IPv4 (0x0800)` where the number is shown in that many hexadecimal digits. */
export function showNamed(names: Readonly<Record<number, string>>, digits = 0, unknown = 'Unknown'): Show {
  return (value) => `${names[value] ?? unknown} (${digits === 0 ? value : `0x${hex(value, digits)}`})`;
}

const PAIRS = Array.from({ length: 256 }, (_, value) => hex(value, 2));

/** Bytes as hexadecimal text, cut behind 36 bytes as Wireshark does. */
export function showBytes(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end && i < start + 36; i++) text += PAIRS[bytes[i]!]!;
  return end - start > 36 ? `${text}…` : text;
}

export abstract class Field<T> {
  constructor(
    readonly at: number,
    readonly size: number,
    readonly label: string,
    readonly filter: string,
  ) {}

  /** The value in the header that begins at `start`. */
  abstract get(bytes: Uint8Array, start: number): T;
  abstract set(bytes: Uint8Array, start: number, value: T): void;
  protected abstract show(value: T): string;

  rows(bytes: Uint8Array, start: number): Row[] {
    const at = start + this.at;
    return [
      {
        label: this.label,
        filter: this.filter,
        value: this.show(this.get(bytes, start)),
        start: at,
        end: at + this.size,
      },
    ];
  }
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What a number's rows are: its value, with the bits below it, or (`split`) the bits alone. */
export interface NumberOptions {
  readonly show?: Show;
  readonly bits?: readonly Slice[];
  readonly split?: boolean;
}

abstract class NumberField extends Field<number> {
  constructor(
    at: number,
    size: number,
    label: string,
    filter: string,
    readonly options: NumberOptions,
  ) {
    super(at, size, label, filter);
  }

  protected show(value: number): string {
    return (this.options.show ?? showDecimal)(value);
  }

  override rows(bytes: Uint8Array, start: number): Row[] {
    const { bits, split } = this.options;
    if (!bits) return super.rows(bytes, start);
    const value = this.get(bytes, start);
    const rows = bits.map((slice) => this.#slice(slice, value, start + this.at));
    return split ? rows : super.rows(bytes, start).map((row) => ({ ...row, rows }));
  }

  #slice(slice: Slice, value: number, at: number): Row {
    const { mask, label, filter, bits } = slice;
    const first = Math.floor(Math.clz32(mask << (32 - 8 * this.size)) / 8);
    const low = 31 - Math.clz32(mask & -mask);
    const below = low & ~7;
    const width = slice.width ?? 8 * (this.size - first) - below;
    const picture =
      slice.width === undefined ? drawBits(mask >>> below, value >>> below, width) : drawBits(mask, value, width);
    const single = mask === (mask & -mask);
    return {
      label,
      filter,
      value: (slice.show ?? (single ? setOrNot : showDecimal))((value & mask) >>> low),
      start: at + first,
      end: at + this.size - below / 8,
      ...(width > 0 && { bits: picture }),
      ...(bits && { rows: bits.map((part) => this.#slice(part, value, at)) }),
    };
  }
}

/** `.... 0101`: the bits of a mask as they are, dots for the others. */
export function drawBits(mask: number, value: number, width: number): string {
  let text = '';
  for (let i = width - 1; i >= 0; i--) {
    text += (mask >>> i) & 1 ? String((value >>> i) & 1) : '.';
    if (i > 0 && i % 4 === 0) text += ' ';
  }
  return text;
}

class U8 extends NumberField {
  get(bytes: Uint8Array, start: number): number {
    return bytes[start + this.at]!;
  }
  set(bytes: Uint8Array, start: number, value: number): void {
    bytes[start + this.at] = value;
  }
}

class U16 extends NumberField {
  get(bytes: Uint8Array, start: number): number {
    const i = start + this.at;
    return (bytes[i]! << 8) | bytes[i + 1]!;
  }
  set(bytes: Uint8Array, start: number, value: number): void {
    const i = start + this.at;
    bytes[i] = value >>> 8;
    bytes[i + 1] = value;
  }
}

class U24 extends NumberField {
  get(bytes: Uint8Array, start: number): number {
    const i = start + this.at;
    return (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!;
  }
  set(bytes: Uint8Array, start: number, value: number): void {
    const i = start + this.at;
    bytes[i] = value >>> 16;
    bytes[i + 1] = value >>> 8;
    bytes[i + 2] = value;
  }
}

class U32 extends NumberField {
  get(bytes: Uint8Array, start: number): number {
    return readU32(bytes, start + this.at);
  }
  set(bytes: Uint8Array, start: number, value: number): void {
    writeU32(bytes, start + this.at, value);
  }
}

class Ipv4Field extends U32 {
  protected override show(value: Ipv4): string {
    return formatIpv4(value);
  }
}

class MacField extends Field<Mac> {
  get(bytes: Uint8Array, start: number): Mac {
    const i = start + this.at;
    const head = `${PAIRS[bytes[i]!]!}:${PAIRS[bytes[i + 1]!]!}:${PAIRS[bytes[i + 2]!]!}`;
    return `${head}:${PAIRS[bytes[i + 3]!]!}:${PAIRS[bytes[i + 4]!]!}:${PAIRS[bytes[i + 5]!]!}`;
  }
  set(bytes: Uint8Array, start: number, value: Mac): void {
    let i = start + this.at;
    for (let c = 0; c < 17; c += 3) bytes[i++] = (nibble(value.charCodeAt(c)) << 4) | nibble(value.charCodeAt(c + 1));
  }
  protected show(value: Mac): string {
    return value;
  }
}

/** The value of a hexadecimal digit in ASCII: letters lie nine above their low four bits. */
function nibble(code: number): number {
  return (code & 15) + (code >>> 6) * 9;
}

export function readU16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

export function readU32(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

export function writeU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

type NumberFieldOf = (at: number, label: string, filter: string, options?: NumberOptions) => Field<number>;
export const u8: NumberFieldOf = (at, label, filter, options = {}) => new U8(at, 1, label, filter, options);
export const u16: NumberFieldOf = (at, label, filter, options = {}) => new U16(at, 2, label, filter, options);
export const u24: NumberFieldOf = (at, label, filter, options = {}) => new U24(at, 3, label, filter, options);
export const u32: NumberFieldOf = (at, label, filter, options = {}) => new U32(at, 4, label, filter, options);
export const ipv4 = (at: number, label: string, filter: string): Field<Ipv4> => new Ipv4Field(at, 4, label, filter, {});
export const mac = (at: number, label: string, filter: string): Field<Mac> => new MacField(at, 6, label, filter);

/** Bytes that several fields share: each slice has a row, the whole has none. */
export const shared8 = (at: number, ...bits: Slice[]): Field<number> => u8(at, '', '', { bits, split: true });
export const shared16 = (at: number, ...bits: Slice[]): Field<number> => u16(at, '', '', { bits, split: true });

/** The rows of a header that begins at `start`: those of its fields that end by `end`. */
export function rowsOf(fields: Fields, bytes: Uint8Array, start: number, end = bytes.length): Row[] {
  return Object.values(fields).flatMap((field) =>
    start + field.at + field.size <= end ? field.rows(bytes, start) : [],
  );
}

/** The same rows, the one of that filter name changed. */
export function withRow(rows: readonly Row[], filter: string, change: Partial<Row>): Row[] {
  return rows.map((row) => (row.filter === filter ? { ...row, ...change } : row));
}

/** How a checksum stands: `expected` is what it should be, or null where that cannot be told. */
export function checksumChange(carried: number, expected: number | null): Partial<Row> {
  const value = showHex16(carried);
  if (expected === null) return { value: `${value} [unverified]`, note: 'checksum-unverified' };
  return carried === expected
    ? { value: `${value} [correct]`, note: 'checksum-good' }
    : { value: `${value} incorrect, should be ${showHex16(expected)}`, note: 'checksum-bad' };
}

/** A row that is worked out, not carried. */
export function generated(label: string, filter: string, value: string | number, at: number): Row {
  return { label, filter, value: String(value), start: at, end: at, note: 'generated' };
}

/** Bytes as they are. */
export function dataRow(bytes: Uint8Array, start: number, end: number): Row {
  return { label: 'Data', filter: 'data.data', value: showBytes(bytes, start, end), start, end };
}
