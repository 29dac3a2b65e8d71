/** DNS messages (RFC 1035), AAAA (RFC 3596) and EDNS (RFC 6891). */
import type { Ipv4 } from '../base/ipv4';
import { encodeName, readName } from './dns-name';
import { readU16, readU32 } from './field';

export { parseName, reverseName } from './dns-name';

export const DNS_PORT = 53;
export const DNS_LENGTH = 12;
export const DnsType = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  OPT: 41,
  ANY: 255,
} as const;
export const DnsClass = { IN: 1, CH: 3, ANY: 255 } as const;
const Opcode = { Query: 0 } as const;
export const Rcode = { NoError: 0, FormErr: 1, ServFail: 2, NXDomain: 3, NotImp: 4, Refused: 5 } as const;

export interface DnsQuestion {
  readonly name: string;
  readonly type: number;
  readonly class: number;
}

/** What a record says; bytes where its type is unknown or its data is not what the type asks for. */
export type DnsData =
  | { readonly kind: 'A'; readonly address: Ipv4 }
  | { readonly kind: 'AAAA'; readonly address: Uint8Array }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'MX'; readonly preference: number; readonly exchange: string }
  | { readonly kind: 'TXT'; readonly texts: readonly Uint8Array[] }
  | ({ readonly kind: 'SOA'; readonly primary: string; readonly mailbox: string } & SoaTimes)
  | { readonly kind: 'OPT'; readonly options: readonly { readonly code: number; readonly data: Uint8Array }[] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export interface SoaTimes {
  readonly serial: number;
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  readonly minimum: number;
}

/** A resource record. `name` data are those of NS, CNAME and PTR; an OPT's class is its sender's buffer size. */
export interface DnsRecord extends DnsQuestion {
  readonly ttl: number;
  readonly data: DnsData;
}

export interface DnsMessage {
  readonly id: number;
  readonly response: boolean;
  readonly opcode: number;
  readonly authoritative: boolean;
  readonly truncated: boolean;
  readonly recursionDesired: boolean;
  readonly recursionAvailable: boolean;
  readonly authenticData: boolean;
  readonly checkingDisabled: boolean;
  readonly rcode: number;
  readonly questions: readonly DnsQuestion[];
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  readonly additionals: readonly DnsRecord[];
}

export const DnsFlag = { QR: 0x8000, AA: 0x0400, TC: 0x0200, RD: 0x0100, RA: 0x0080, AD: 0x0020, CD: 0x0010 } as const;

/** A query as a stub resolver sends it, recursion desired. */
export function dnsQuery(id: number, name: string, type: number): DnsMessage {
  return {
    id,
    response: false,
    opcode: Opcode.Query,
    authoritative: false,
    truncated: false,
    recursionDesired: true,
    recursionAvailable: false,
    authenticData: false,
    checkingDisabled: false,
    rcode: Rcode.NoError,
    questions: [{ name, type, class: DnsClass.IN }],
    answers: [],
    authorities: [],
    additionals: [],
  };
}

/** Where the parts of a question or a record lie in the message. */
export interface DnsPart extends DnsQuestion {
  readonly section: 'questions' | 'answers' | 'authorities' | 'additionals';
  readonly ttl: number;
  readonly start: number;
  /** Behind the name. */
  readonly nameEnd: number;
  /** Where a record's data begins; a question has none. */
  readonly dataStart: number;
  readonly end: number;
}

const SECTIONS = ['questions', 'answers', 'authorities', 'additionals'] as const;

/** The questions and records of the message from `start` to `end`, in their order, and where they end; null where one is cut short. */
export function dnsParts(bytes: Uint8Array, start: number, end: number): { parts: DnsPart[]; end: number } | null {
  if (end - start < DNS_LENGTH) return null;
  const parts: DnsPart[] = [];
  let at = start + DNS_LENGTH;
  for (const [i, section] of SECTIONS.entries()) {
    for (let count = readU16(bytes, start + 4 + 2 * i); count > 0; count--) {
      const read = readName(bytes, start, end, at);
      const fixed = section === 'questions' ? 4 : 10;
      if (!read || read.end + fixed > end) return null;
      const dataStart = read.end + fixed;
      const length = section === 'questions' ? 0 : readU16(bytes, read.end + 8);
      if (dataStart + length > end) return null;
      parts.push({
        section,
        name: read.name,
        type: readU16(bytes, read.end),
        class: readU16(bytes, read.end + 2),
        ttl: section === 'questions' ? 0 : readU32(bytes, read.end + 4),
        start: at,
        nameEnd: read.end,
        dataStart,
        end: dataStart + length,
      });
      at = dataStart + length;
    }
  }
  return { parts, end: at };
}

/** The message that the bytes are, or null where they are none; what lies behind its last record is left out. */
export function decodeDns(bytes: Uint8Array): DnsMessage | null {
  const read = dnsParts(bytes, 0, bytes.length);
  if (!read) return null;
  const flags = readU16(bytes, 2);
  const records = (section: DnsPart['section']): DnsRecord[] =>
    read.parts
      .filter((part) => part.section === section)
      .map((part) => ({
        name: part.name,
        type: part.type,
        class: part.class,
        ttl: part.ttl,
        data: readDnsData(part.type, bytes, 0, part.dataStart, part.end),
      }));
  return {
    id: readU16(bytes, 0),
    response: (flags & DnsFlag.QR) !== 0,
    opcode: (flags >>> 11) & 15,
    authoritative: (flags & DnsFlag.AA) !== 0,
    truncated: (flags & DnsFlag.TC) !== 0,
    recursionDesired: (flags & DnsFlag.RD) !== 0,
    recursionAvailable: (flags & DnsFlag.RA) !== 0,
    authenticData: (flags & DnsFlag.AD) !== 0,
    checkingDisabled: (flags & DnsFlag.CD) !== 0,
    rcode: flags & 15,
    questions: read.parts
      .filter(({ section }) => section === 'questions')
      .map((part) => ({ name: part.name, type: part.type, class: part.class })),
    answers: records('answers'),
    authorities: records('authorities'),
    additionals: records('additionals'),
  };
}

/** The data of a record between `start` and `end`, of the message that begins at `message`. */
export function readDnsData(type: number, bytes: Uint8Array, message: number, start: number, end: number): DnsData {
  return readKnown(type, bytes, message, start, end) ?? { kind: 'bytes', bytes: bytes.slice(start, end) };
}

function readKnown(type: number, bytes: Uint8Array, message: number, start: number, end: number): DnsData | null {
  const length = end - start;
  switch (type) {
    case DnsType.A:
      return length === 4 ? { kind: 'A', address: readU32(bytes, start) } : null;
    case DnsType.AAAA:
      return length === 16 ? { kind: 'AAAA', address: bytes.slice(start, end) } : null;
    case DnsType.NS:
    case DnsType.CNAME:
    case DnsType.PTR: {
      const read = readName(bytes, message, end, start);
      return read?.end === end ? { kind: 'name', name: read.name } : null;
    }
    case DnsType.MX: {
      const read = readName(bytes, message, end, start + 2);
      return read?.end === end ? { kind: 'MX', preference: readU16(bytes, start), exchange: read.name } : null;
    }
    case DnsType.TXT: {
      const texts = [];
      let at = start;
      while (at < end) {
        const textEnd = at + 1 + bytes[at]!;
        texts.push(bytes.slice(at + 1, textEnd));
        at = textEnd;
      }
      return at === end && length > 0 ? { kind: 'TXT', texts } : null;
    }
    case DnsType.SOA: {
      const primary = readName(bytes, message, end, start);
      const mailbox = primary && readName(bytes, message, end, primary.end);
      if (!primary || mailbox?.end !== end - 20) return null;
      const word = (i: number): number => readU32(bytes, end - 20 + 4 * i);
      const times = { serial: word(0), refresh: word(1), retry: word(2), expire: word(3), minimum: word(4) };
      return { kind: 'SOA', primary: primary.name, mailbox: mailbox.name, ...times };
    }
    case DnsType.OPT: {
      const options = [];
      let at = start;
      while (at + 4 <= end) {
        const next = at + 4 + readU16(bytes, at + 2);
        if (next > end) return null;
        options.push({ code: readU16(bytes, at), data: bytes.slice(at + 4, next) });
        at = next;
      }
      return at === end ? { kind: 'OPT', options } : null;
    }
    default:
      return null;
  }
}

/** The bytes of the message. Names that were written before are shortened to pointers, unless `compress` is false. */
export function encodeDns(message: DnsMessage, compress = true): Uint8Array {
  const known = compress ? new Map<string, number>() : null;
  const out: number[] = [];
  const u16 = (value: number): unknown => out.push(value >>> 8, value & 255);
  const u32 = (value: number): unknown =>
    out.push(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
  const name = (text: string): unknown => out.push(...encodeName(text, out.length, known));

  u16(message.id);
  u16(dnsFlags(message));
  for (const section of SECTIONS) u16(message[section].length);
  for (const question of message.questions) {
    name(question.name);
    u16(question.type);
    u16(question.class);
  }
  for (const record of [...message.answers, ...message.authorities, ...message.additionals]) {
    name(record.name);
    u16(record.type);
    u16(record.class);
    u32(record.ttl);
    const lengthAt = out.length;
    u16(0);
    writeData(record.data);
    const length = out.length - lengthAt - 2;
    out[lengthAt] = length >>> 8;
    out[lengthAt + 1] = length & 255;
  }
  return Uint8Array.from(out);

  function writeData(data: DnsData): void {
    switch (data.kind) {
      case 'A':
        u32(data.address);
        break;
      case 'AAAA':
        out.push(...data.address);
        break;
      case 'name':
        name(data.name);
        break;
      case 'MX':
        u16(data.preference);
        name(data.exchange);
        break;
      case 'TXT':
        for (const text of data.texts) out.push(text.length, ...text);
        break;
      case 'SOA':
        name(data.primary);
        name(data.mailbox);
        for (const word of [data.serial, data.refresh, data.retry, data.expire, data.minimum]) u32(word);
        break;
      case 'OPT':
        for (const option of data.options) {
          u16(option.code);
          u16(option.data.length);
          out.push(...option.data);
        }
        break;
      case 'bytes':
        out.push(...data.bytes);
        break;
    }
  }
}

function dnsFlags(message: DnsMessage): number {
  return (
    (message.response ? DnsFlag.QR : 0) |
    (message.opcode << 11) |
    (message.authoritative ? DnsFlag.AA : 0) |
    (message.truncated ? DnsFlag.TC : 0) |
    (message.recursionDesired ? DnsFlag.RD : 0) |
    (message.recursionAvailable ? DnsFlag.RA : 0) |
    (message.authenticData ? DnsFlag.AD : 0) |
    (message.checkingDisabled ? DnsFlag.CD : 0) |
    message.rcode
  );
}

/**
 * Whether a datagram's payload is a DNS message: on port 53 whatever reads as one, elsewhere (the engine's resolver listens on
 * a random port) only a plain query or answer of one question that fills the payload.
 */
export function isDns(payload: Uint8Array, srcPort: number, dstPort: number): boolean {
  if (payload.length < DNS_LENGTH) return false;
  if (srcPort === DNS_PORT || dstPort === DNS_PORT) return dnsParts(payload, 0, payload.length) !== null;
  const flags = readU16(payload, 2);
  const isPlain = (flags & 0x7840) === 0 && (flags & 15) <= Rcode.Refused && readU16(payload, 4) === 1;
  return isPlain && dnsParts(payload, 0, payload.length)?.end === payload.length;
}
