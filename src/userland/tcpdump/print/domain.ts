/** DNS as tcpdump prints it (print-domain.c). */
import { formatIpv6 } from '../../../base/ipv6';
import { DNS_LENGTH, DnsFlag, DnsType } from '../../../wire/dns';
import { readU16, readU32 } from '../../../wire/field';
import { captured, hex, type Line, type Span } from './line';

const OPCODES = ['', ' inv_q', ' stat', ' op3', ' notify', ' update', ' op6', ' op7', ' op8'];
const LATER_OPCODES = [' updateA', ' updateD', ' updateDA', ' updateM', ' updateMA', ' zoneInit', ' zoneRef'];
const RCODES = [
  '',
  ' FormErr',
  ' ServFail',
  ' NXDomain',
  ' NotImp',
  ' Refused',
  ' YXDomain',
  ' YXRRSet',
  ' NXRRSet',
  ' NotAuth',
  ' NotZone',
  ' Resp11',
  ' Resp12',
  ' Resp13',
  ' Resp14',
  ' NoChange',
];
const TYPES: Readonly<Record<number, string>> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  6: 'SOA',
  10: 'NULL',
  11: 'WKS',
  12: 'PTR',
  13: 'HINFO',
  15: 'MX',
  16: 'TXT',
  28: 'AAAA',
  29: 'LOC',
  33: 'SRV',
  35: 'NAPTR',
  39: 'DNAME',
  41: 'OPT',
  43: 'DS',
  44: 'SSHFP',
  46: 'RRSIG',
  47: 'NSEC',
  48: 'DNSKEY',
  50: 'NSEC3',
  52: 'TLSA',
  99: 'SPF',
  251: 'IXFR',
  252: 'AXFR',
  255: 'ANY',
  257: 'CAA',
};
const CLASSES: Readonly<Record<number, string>> = { 3: 'CHAOS', 4: 'HS', 255: 'ANY' };
const IN = 1;
const INVERSE_QUERY = 1;
/** Bits that mean nothing in a query. */
const ODD_IN_QUERY = 0x06cf;
const DNSSEC_OK = 0x8000;
const COOKIE = 10;

/** The message at `span`, and its length in the end. */
export function domainPrint(line: Line, span: Span): void {
  const { bytes, at } = span;
  if (span.length < DNS_LENGTH) {
    line.print(`domain [length ${span.length} < ${DNS_LENGTH}] (invalid)`);
    return;
  }
  if (captured(span) < DNS_LENGTH) {
    line.truncate('domain');
    return;
  }
  const flags = readU16(bytes, at + 2);
  const counts = [4, 6, 8, 10].map((from) => readU16(bytes, at + from));
  const reader: Reader = { line, bytes, message: at, at: at + DNS_LENGTH, ended: false };
  line.print(String(readU16(bytes, at)) + opcodeText((flags >>> 11) & 15));
  if ((flags & DnsFlag.QR) !== 0) response(reader, flags, counts);
  else query(reader, flags, counts);
  if (reader.ended) line.truncate('domain');
  else line.print(` (${span.length})`);
}

/** Where in the message reading has come to; `ended` where it went on behind the last byte. */
interface Reader {
  readonly line: Line;
  readonly bytes: Uint8Array;
  readonly message: number;
  at: number;
  ended: boolean;
}

function opcodeText(opcode: number): string {
  return OPCODES[opcode] ?? LATER_OPCODES[opcode - OPCODES.length] ?? '';
}

function query(reader: Reader, flags: number, counts: readonly number[]): void {
  const { line } = reader;
  const [questions = 0, answers = 0, authorities = 0, additionals = 0] = counts;
  line.print(`${(flags & DnsFlag.RD) !== 0 ? '+' : ''}${(flags & DnsFlag.CD) !== 0 ? '%' : ''}`);
  if ((flags & ODD_IN_QUERY) !== 0) line.print(` [b2&3=0x${hex(flags)}]`);
  if (((flags >>> 11) & 15) === INVERSE_QUERY) {
    if (questions > 0) line.print(` [${questions}q]`);
    if (answers !== 1) line.print(` [${answers}a]`);
  } else {
    if (answers > 0) line.print(` [${answers}a]`);
    if (questions !== 1) line.print(` [${questions}q]`);
  }
  if (authorities > 0) line.print(` [${authorities}n]`);
  if (additionals > 0) line.print(` [${additionals}au]`);
  for (let i = 0; i < questions && !reader.ended; i++) question(reader);
  if (line.style.verbose > 1) {
    records(reader, answers, '');
    records(reader, authorities, ' ns:');
    records(reader, additionals, ' ar:');
  }
}

function response(reader: Reader, flags: number, counts: readonly number[]): void {
  const { line } = reader;
  const [questions = 0, answers = 0, authorities = 0, additionals = 0] = counts;
  const bit = (flag: number, text: string) => ((flags & flag) !== 0 ? text : '');
  const available = (flags & DnsFlag.RA) !== 0 ? '' : '-';
  line.print(RCODES[flags & 15]! + bit(DnsFlag.AA, '*') + available + bit(DnsFlag.TC, '|') + bit(DnsFlag.AD, '$'));
  if (questions !== 1) line.print(` [${questions}q]`);
  const isLong = line.style.verbose > 1;
  for (let i = 0; i < questions && !reader.ended; i++) {
    if (isLong) line.print(i === 0 ? ' q:' : ',');
    if (isLong) question(reader);
    else skipQuestion(reader);
  }
  if (reader.ended) return;
  line.print(` ${answers}/${authorities}/${additionals}`);
  records(reader, answers, '');
  if (isLong) {
    records(reader, authorities, ' ns:');
    records(reader, additionals, ' ar:');
  }
}

function skipQuestion(reader: Reader): void {
  name(reader);
  need(reader, 4);
  reader.at += 4;
}

function need(reader: Reader, count: number): boolean {
  if (reader.at + count > reader.bytes.length) reader.ended = true;
  return !reader.ended;
}

function question(reader: Reader): void {
  const text = name(reader);
  if (text === null || !need(reader, 4)) return;
  const [type, klass] = [readU16(reader.bytes, reader.at), readU16(reader.bytes, reader.at + 2)];
  reader.at += 4;
  reader.line.print(` ${typeText(type)}${klass === IN ? '' : ` ${classText(klass)}`}? ${text}`);
}

function typeText(type: number): string {
  return TYPES[type] ?? `Type${type}`;
}

function classText(klass: number): string {
  return CLASSES[klass] ?? `(Class ${klass})`;
}

function records(reader: Reader, count: number, title: string): void {
  for (let i = 0; i < count && !reader.ended; i++) {
    reader.line.print(i === 0 ? title : ',');
    record(reader);
  }
}

function record(reader: Reader): void {
  const { line, bytes } = reader;
  const owner = name(reader);
  if (owner === null) return;
  if (line.style.verbose > 0) line.print(` ${owner}`);
  if (!need(reader, 10)) return;
  const { at } = reader;
  const [type, klass, ttl] = [readU16(bytes, at), readU16(bytes, at + 2), readU32(bytes, at + 4)];
  const length = readU16(bytes, at + 8);
  if (klass !== IN && type !== DnsType.OPT) line.print(` ${classText(klass)}`);
  if (line.style.verbose > 2 && type !== DnsType.OPT) line.print(` [${duration(ttl)}]`);
  line.print(` ${typeText(type)}`);
  reader.at += 10;
  if (!need(reader, length)) return;
  const end = reader.at + length;
  if (type === DnsType.OPT) line.print(optText(bytes, reader.at, end, klass, ttl));
  else line.print(dataText(reader, type, end));
  reader.at = end;
}

function dataText(reader: Reader, type: number, end: number): string {
  const { bytes, line } = reader;
  const { at } = reader;
  switch (type) {
    case DnsType.A:
      return end - at >= 4 ? ` ${line.names.host(readU32(bytes, at))}` : '';
    case DnsType.AAAA:
      return end - at >= 16 ? ` ${formatIpv6(bytes.subarray(at, at + 16))}` : '';
    case DnsType.NS:
    case DnsType.CNAME:
    case DnsType.PTR:
    case 39:
      return ` ${name(reader) ?? ''}`;
    case DnsType.MX: {
      const preference = readU16(bytes, at);
      reader.at += 2;
      return ` ${name(reader) ?? ''} ${preference}`;
    }
    case 33: {
      const [priority, weight, port] = [0, 2, 4].map((from) => readU16(bytes, at + from));
      reader.at += 6;
      return ` ${name(reader) ?? ''}:${port ?? 0} ${priority ?? 0} ${weight ?? 0}`;
    }
    case DnsType.SOA: {
      if (line.style.verbose === 0) return '';
      const [primary, mailbox] = [name(reader), name(reader)];
      const times = [0, 4, 8, 12, 16].map((from) => readU32(bytes, reader.at + from));
      return ` ${primary ?? ''} ${mailbox ?? ''} ${times.join(' ')}`;
    }
    case DnsType.TXT: {
      let text = '';
      for (let from = at; from < end; from += 1 + bytes[from]!) {
        text += ` "${String.fromCharCode(...bytes.subarray(from + 1, from + 1 + bytes[from]!))}"`;
      }
      return text;
    }
    default:
      return '';
  }
}

function optText(bytes: Uint8Array, start: number, end: number, size: number, ttl: number): string {
  let text = ` UDPsize=${size}${(ttl & DNSSEC_OK) !== 0 ? ' DO' : ''}`;
  const options: string[] = [];
  for (let at = start; at + 4 <= end; at += 4 + readU16(bytes, at + 2)) {
    const code = readU16(bytes, at);
    const data = Array.from(bytes.subarray(at + 4, at + 4 + readU16(bytes, at + 2)), (byte) => hex(byte, 2)).join('');
    options.push(code === COOKIE ? `COOKIE ${data}` : `Opt${code} ${data}`);
  }
  if (options.length > 0) text += ` [${options.join(',')}]`;
  return text;
}

/** The name at the reader, which goes behind it; null, and the end, where it is not all there or its pointers run in a circle. */
function name(reader: Reader): string | null {
  const { bytes, message } = reader;
  let text = '';
  let behind: number | null = null;
  let at = reader.at;
  for (let steps = 0; steps < bytes.length; steps++) {
    const head = bytes[at];
    if (head === undefined) break;
    if (head === 0) {
      reader.at = behind ?? at + 1;
      return text === '' ? '.' : text;
    }
    if ((head & 0xc0) === 0xc0) {
      if (at + 2 > bytes.length) break;
      behind ??= at + 2;
      at = message + (readU16(bytes, at) & 0x3fff);
      continue;
    }
    if (at + 1 + head > bytes.length) break;
    text += `${String.fromCharCode(...bytes.subarray(at + 1, at + 1 + head))}.`;
    at += 1 + head;
  }
  reader.ended = true;
  return null;
}

/** `5m`, `1d1h1m1s` (`unsigned_relts_print`). */
function duration(seconds: number): string {
  const units = [
    [31_536_000, 'y'],
    [604_800, 'w'],
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'm'],
    [1, 's'],
  ] as const;
  let [rest, text] = [seconds, ''];
  for (const [length, unit] of units) {
    if (rest >= length) text += `${Math.floor(rest / length)}${unit}`;
    rest %= length;
  }
  return text === '' ? '0s' : text;
}
