/**
 * What a packet is being printed into: the text so far, and whether it has ended early because the bytes did
 * (`nd_trunc_longjmp`): nothing is added behind `[|PROTOCOL]`.
 */
import type { Ipv4 } from '../../../base/ipv4';
import type { Mac } from '../../../base/mac';

/** What the options say about single packets. */
export interface Style {
  /** How often -v was given. */
  readonly verbose: number;
  readonly quiet: boolean;
  /** -e: the link-level header too. */
  readonly link: boolean;
  /** -S: sequence numbers as they are. */
  readonly absolute: boolean;
  /** -x and -X show the bytes themselves, so that nothing else has to. */
  readonly dumped: boolean;
}

/** What addresses and ports are called. */
export interface Names {
  readonly host: (ip: Ipv4) => string;
  readonly port: (port: number, protocol: 'tcp' | 'udp') => string;
  readonly mac: (mac: Mac) => string;
  readonly protocol: (protocol: number) => string;
}

/** The initial sequence numbers of both ends of a TCP connection, by which later ones are shown relative. */
export interface Conversation {
  readonly seq: number;
  readonly ack: number;
}

/** Prints a whole frame: what VXLAN carries is one again. */
export type FramePrinter = (line: Line, span: Span) => void;

export class Line {
  text = '';
  /** The bytes have ended where more was expected. */
  cut = false;

  constructor(
    readonly style: Style,
    readonly names: Names,
    readonly conversations: Record<string, Conversation>,
    readonly frame: FramePrinter,
  ) {}

  print(text: string): void {
    if (!this.cut) this.text += text;
  }

  /** Ends the line: the protocol's header, or what it promised, is not all there. */
  truncate(protocol: string): void {
    this.print(` [|${protocol}]`);
    this.cut = true;
  }
}

/** Bytes of a packet from `at` on, as far as they were captured; `length` is what they should be. */
export interface Span {
  readonly bytes: Uint8Array;
  readonly at: number;
  readonly length: number;
}

export function captured({ bytes, at }: Span): number {
  return Math.max(0, bytes.length - at);
}

/** What follows the first `by` bytes. */
export function behind({ bytes, at, length }: Span, by: number): Span {
  return { bytes, at: at + by, length: Math.max(0, length - by) };
}

/** The same, its captured bytes ending where `length` says. */
export function clipped({ bytes, at }: Span, length: number): Span {
  return { bytes: bytes.length > at + length ? bytes.subarray(0, at + length) : bytes, at, length };
}

/** Octets as `0x` and the least number of digits. */
export function hex(value: number, digits = 1): string {
  return value.toString(16).padStart(digits, '0');
}

/** Sixteen bytes a line: `	0x0000:  4500 003c …` (`hex_print`, `hex_and_ascii_print`). */
export function hexDump(bytes: Uint8Array, from: number, ascii: boolean): string {
  let text = '';
  for (let at = from; at < bytes.length; at += 16) {
    const row = bytes.subarray(at, at + 16);
    let pairs = '';
    let letters = '';
    row.forEach((byte, i) => {
      pairs += `${i % 2 === 0 ? ' ' : ''}${hex(byte, 2)}`;
      letters += byte > 32 && byte < 127 ? String.fromCharCode(byte) : '.';
    });
    text += `\n\t0x${hex(at - from, 4)}: ${ascii ? `${pairs.padEnd(40)}  ${letters}` : pairs}`;
  }
  return text;
}

/** -A: the bytes as text, a carriage return before a line's end left out (`ascii_print`). */
export function asciiDump(bytes: Uint8Array, from: number): string {
  let text = '\n';
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === 13) text += bytes[at + 1] === 10 || at + 1 === bytes.length ? '' : '.';
    else text += byte === 9 || byte === 10 || (byte >= 32 && byte < 127) ? String.fromCharCode(byte) : '.';
  }
  return text;
}
