/** Records as text: types, classes and data in the form of master files (RFC 1035, section 5.1; lib/dns/rdata of BIND). */
import { formatIpv4 } from '../../base/ipv4';
import { formatIpv6 } from '../../base/ipv6';
import type { DnsData, DnsRecord } from '../../wire/dns';

const TYPES: Readonly<Record<string, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  NULL: 10,
  WKS: 11,
  PTR: 12,
  HINFO: 13,
  MINFO: 14,
  MX: 15,
  TXT: 16,
  RP: 17,
  AFSDB: 18,
  KEY: 25,
  AAAA: 28,
  LOC: 29,
  SRV: 33,
  NAPTR: 35,
  DNAME: 39,
  OPT: 41,
  DS: 43,
  SSHFP: 44,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50,
  TLSA: 52,
  SVCB: 64,
  HTTPS: 65,
  SPF: 99,
  IXFR: 251,
  AXFR: 252,
  ANY: 255,
  CAA: 257,
};
const TYPE_TEXT = new Map(Object.entries(TYPES).map(([name, type]) => [type, name]));

const CLASSES: Readonly<Record<string, number>> = { IN: 1, CH: 3, CHAOS: 3, HS: 4, HESIOD: 4, NONE: 254, ANY: 255 };
const CLASS_TEXT: Readonly<Record<number, string>> = { 1: 'IN', 3: 'CH', 4: 'HS', 254: 'NONE', 255: 'ANY' };

const RCODES = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
  'RESERVED11',
  'RESERVED12',
  'RESERVED13',
  'RESERVED14',
  'RESERVED15',
];

/** The number of a type, by its name in any case or as `TYPE65`; null where there is none. */
export function parseType(text: string): number | null {
  const upper = text.toUpperCase();
  const numbered = /^TYPE(\d{1,5})$/.exec(upper);
  if (numbered) return Number(numbered[1]) < 0x10000 ? Number(numbered[1]) : null;
  return Object.hasOwn(TYPES, upper) ? (TYPES[upper] ?? null) : null;
}

export function parseClass(text: string): number | null {
  const upper = text.toUpperCase();
  const numbered = /^CLASS(\d{1,5})$/.exec(upper);
  if (numbered) return Number(numbered[1]) < 0x10000 ? Number(numbered[1]) : null;
  return Object.hasOwn(CLASSES, upper) ? (CLASSES[upper] ?? null) : null;
}

export function typeText(type: number): string {
  return TYPE_TEXT.get(type) ?? `TYPE${type}`;
}

export function classText(klass: number): string {
  return CLASS_TEXT[klass] ?? `CLASS${klass}`;
}

export function rcodeText(rcode: number): string {
  return RCODES[rcode] ?? `RESERVED${rcode}`;
}

/** A name of the wire with its last dot; the root is that dot alone. */
export function absolute(name: string): string {
  return `${name}.`;
}

/** The data of a record, names with their last dot. */
export function dataText(data: DnsData): string {
  switch (data.kind) {
    case 'A':
      return formatIpv4(data.address);
    case 'AAAA':
      return formatIpv6(data.address);
    case 'name':
      return absolute(data.name);
    case 'MX':
      return `${data.preference} ${absolute(data.exchange)}`;
    case 'TXT':
      return data.texts.map(quoted).join(' ');
    case 'SOA': {
      const { serial, refresh, retry, expire, minimum } = data;
      const times = [serial, refresh, retry, expire, minimum].join(' ');
      return `${absolute(data.primary)} ${absolute(data.mailbox)} ${times}`;
    }
    case 'OPT':
      return '';
    case 'bytes':
      return `\\# ${[String(data.bytes.length), hexText(data.bytes).toUpperCase()].filter((part) => part !== '').join(' ')}`;
  }
}

export function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function quoted(text: Uint8Array): string {
  const characters = Array.from(text, (code) => {
    const char = String.fromCharCode(code);
    if (char === '"' || char === '\\') return `\\${char}`;
    return code >= 32 && code < 127 ? char : `\\${String(code).padStart(3, '0')}`;
  });
  return `"${characters.join('')}"`;
}

/** What of a record is shown. */
export interface RecordStyle {
  readonly ttl: 'seconds' | 'units' | 'none';
  readonly class: boolean;
}

const FIRST_COLUMN = 24;
const COLUMN = 8;

/** The line of a record as dig prints it: columns at 24, 32, 40 and 48, one place earlier for each that is left out. */
export function recordLine(record: DnsRecord, style: RecordStyle): string {
  const cells = [
    ...(style.ttl === 'none' ? [] : [style.ttl === 'units' ? ttlUnits(record.ttl) : String(record.ttl)]),
    ...(style.class ? [classText(record.class)] : []),
    typeText(record.type),
    dataText(record.data),
  ];
  return tabulate(
    absolute(record.name),
    cells.map((cell, i) => [cell, FIRST_COLUMN + COLUMN * i]),
  );
}

/** The line of a question; its class and type stand where those of a record do, and its semicolon takes no place. */
export function questionLine(question: Pick<DnsRecord, 'name' | 'type' | 'class'>, style: RecordStyle): string {
  const shown = (style.ttl === 'none' ? 0 : 1) + (style.class ? 1 : 0);
  const cells = [
    [classText(question.class), FIRST_COLUMN + (shown === 2 ? COLUMN : 0)],
    [typeText(question.type), FIRST_COLUMN + COLUMN * shown],
  ] as const;
  return `;${tabulate(absolute(question.name), cells)}`;
}

/** Cells at their columns, by tabs as far as they reach; a cell that comes too late follows behind one place (lib/dns/masterdump.c, `indent`). */
function tabulate(first: string, cells: readonly (readonly [text: string, column: number])[]): string {
  let [line, at] = [first, first.length];
  for (const [text, column] of cells) {
    const to = Math.max(column, at + 1);
    const tabs = Math.floor(to / COLUMN) - Math.floor(at / COLUMN);
    const blanks = tabs > 0 ? to % COLUMN : to - at;
    line += '\t'.repeat(tabs) + ' '.repeat(blanks) + text;
    at = to + text.length;
  }
  return line;
}

/** `1d2h5m`, as +ttlunits has it. */
function ttlUnits(ttl: number): string {
  const units = [
    [604800, 'w'],
    [86400, 'd'],
    [3600, 'h'],
    [60, 'm'],
    [1, 's'],
  ] as const;
  let [rest, text] = [ttl, ''];
  for (const [length, unit] of units) {
    if (rest >= length) text += `${Math.floor(rest / length)}${unit}`;
    rest %= length;
  }
  return text === '' ? '0s' : text;
}
