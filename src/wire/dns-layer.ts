/** DNS messages as rows and on one line. Labels and names follow Wireshark's packet-dns.c. */
import { formatIpv4 } from '../base/ipv4';
import { formatIpv6 } from '../base/ipv6';
import { DNS_LENGTH, DnsFlag, type DnsData, type DnsPart, dnsParts, DnsType, readDnsData } from './dns';
import { readName } from './dns-name';
import {
  drawBits,
  hex,
  type Layer,
  readU16,
  readU32,
  type Row,
  rowsOf,
  type Show,
  showBytes,
  showHex16,
  showNamed,
  type Slice,
  u16,
} from './field';

const OPCODE_NAMES: Readonly<Record<number, string>> = {
  0: 'Standard query',
  1: 'Inverse query',
  2: 'Server status request',
  4: 'Zone change notification',
  5: 'Dynamic update',
};
const RCODE_NAMES: Readonly<Record<number, string>> = {
  0: 'No error',
  1: 'Format error',
  2: 'Server failure',
  3: 'No such name',
  4: 'Not implemented',
  5: 'Refused',
};
/** The short name of a type and, where it has one, what it stands for. */
const TYPE_NAMES: Readonly<Record<number, readonly [short: string, long: string]>> = {
  [DnsType.A]: ['A', 'A (Host Address)'],
  [DnsType.NS]: ['NS', 'NS (authoritative Name Server)'],
  [DnsType.CNAME]: ['CNAME', 'CNAME (Canonical NAME for an alias)'],
  [DnsType.SOA]: ['SOA', 'SOA (Start Of a zone of Authority)'],
  [DnsType.PTR]: ['PTR', 'PTR (domain name PoinTeR)'],
  [DnsType.MX]: ['MX', 'MX (Mail eXchange)'],
  [DnsType.TXT]: ['TXT', 'TXT (Text strings)'],
  [DnsType.AAAA]: ['AAAA', 'AAAA (IPv6 Address)'],
  33: ['SRV', 'SRV (Server Selection)'],
  [DnsType.OPT]: ['OPT', 'OPT'],
  65: ['HTTPS', 'HTTPS (HTTPS Specific Service Endpoints)'],
  [DnsType.ANY]: ['ANY', '* (A request for all records the server/cache has available)'],
};
const CLASS_NAMES: Readonly<Record<number, string>> = { 1: 'IN', 3: 'CH', 4: 'HS', 254: 'NONE', 255: 'ANY' };
const OPTION_NAMES: Readonly<Record<number, string>> = {
  3: 'NSID - Name Server Identifier',
  8: 'CSUBNET - Client subnet',
  10: 'COOKIE',
};

const typeName = (type: number): string => TYPE_NAMES[type]?.[0] ?? `Unknown (${type})`;
const showType: Show = (type) => `${TYPE_NAMES[type]?.[1] ?? 'Unknown'} (${type})`;
const showClass = showNamed(CLASS_NAMES, 4);
const showOpcode = showNamed(OPCODE_NAMES);
const showRcode = showNamed(RCODE_NAMES);
const rootOr = (name: string): string => (name === '' ? '<Root>' : name);

const bit = (mask: number, label: string, filter: string, set: string, clear: string): Slice => {
  return { mask, label, filter: `dns.flags.${filter}`, show: (value) => (value ? set : clear), width: 16 };
};
const RESPONSE = bit(DnsFlag.QR, 'Response', 'response', 'Message is a response', 'Message is a query');
const OPCODE: Slice = { mask: 0x7800, label: 'Opcode', filter: 'dns.flags.opcode', show: showOpcode, width: 16 };
const TRUNCATED = bit(DnsFlag.TC, 'Truncated', 'truncated', 'Message is truncated', 'Message is not truncated');
const DESIRED = bit(
  DnsFlag.RD,
  'Recursion desired',
  'recdesired',
  'Do query recursively',
  "Don't do query recursively",
);
const Z = bit(0x0040, 'Z', 'z', 'reserved (1)', 'reserved (0)');
const CHECKING = bit(DnsFlag.CD, 'Non-authenticated data', 'checkdisable', 'Acceptable', 'Unacceptable');
const QUERY_SLICES = [
  RESPONSE,
  OPCODE,
  TRUNCATED,
  DESIRED,
  Z,
  bit(DnsFlag.AD, 'AD bit', 'authenticated', 'Set', 'Not set'),
  CHECKING,
];
const RESPONSE_SLICES = [
  RESPONSE,
  OPCODE,
  bit(
    DnsFlag.AA,
    'Authoritative',
    'authoritative',
    'Server is an authority for domain',
    'Server is not an authority for domain',
  ),
  TRUNCATED,
  DESIRED,
  bit(
    DnsFlag.RA,
    'Recursion available',
    'recavail',
    'Server can do recursive queries',
    "Server can't do recursive queries",
  ),
  Z,
  bit(
    DnsFlag.AD,
    'Answer authenticated',
    'authenticated',
    'Answer/authority portion was authenticated by the server',
    'Answer/authority portion was not authenticated by the server',
  ),
  CHECKING,
  { mask: 0x000f, label: 'Reply code', filter: 'dns.flags.rcode', show: showRcode, width: 16 },
];

function headFields(bits: readonly Slice[]) {
  return {
    id: u16(0, 'Transaction ID', 'dns.id', { show: showHex16 }),
    flags: u16(2, 'Flags', 'dns.flags', { show: (flags) => `${showHex16(flags)} ${flagsTitle(flags)}`, bits }),
    questions: u16(4, 'Questions', 'dns.count.queries'),
    answers: u16(6, 'Answer RRs', 'dns.count.answers'),
    authorities: u16(8, 'Authority RRs', 'dns.count.auth_rr'),
    additionals: u16(10, 'Additional RRs', 'dns.count.add_rr'),
  };
}

export const DNS_QUERY_FIELDS = headFields(QUERY_SLICES);
export const DNS_RESPONSE_FIELDS = headFields(RESPONSE_SLICES);

function flagsTitle(flags: number): string {
  const opcode = OPCODE_NAMES[(flags >>> 11) & 15] ?? 'Unknown operation';
  return flags & DnsFlag.QR ? `${opcode} response, ${RCODE_NAMES[flags & 15] ?? 'Unknown error'}` : opcode;
}

const SECTION_TITLES = {
  questions: 'Queries',
  answers: 'Answers',
  authorities: 'Authoritative nameservers',
  additionals: 'Additional records',
} as const;

/** The message from `start` to `end`, which `isDns` accepted. */
export function dnsLayer(bytes: Uint8Array, start: number, end: number): Layer {
  const isResponse = (readU16(bytes, start + 2) & DnsFlag.QR) !== 0;
  const read = dnsParts(bytes, start, end) ?? { parts: [], end: start + DNS_LENGTH };
  const sections = (['questions', 'answers', 'authorities', 'additionals'] as const).flatMap((section): Row[] => {
    const parts = read.parts.filter((part) => part.section === section);
    const [first, last] = [parts[0], parts[parts.length - 1]];
    if (!first || !last) return [];
    const rows = parts.map((part) => partRow(bytes, start, part));
    return [{ label: SECTION_TITLES[section], filter: '', value: '', start: first.start, end: last.end, rows }];
  });
  const rest: Row[] =
    read.end < end
      ? [{ label: 'Data', filter: 'data.data', value: showBytes(bytes, read.end, end), start: read.end, end }]
      : [];
  return {
    protocol: 'dns',
    title: `Domain Name System (${isResponse ? 'response' : 'query'})`,
    start,
    end,
    summary: '',
    rows: [...rowsOf(isResponse ? DNS_RESPONSE_FIELDS : DNS_QUERY_FIELDS, bytes, start, end), ...sections, ...rest],
  };
}

function row(label: string, filter: string, value: string | number, start: number, end: number): Row {
  return { label, filter, value: String(value), start, end };
}

function partRow(bytes: Uint8Array, message: number, part: DnsPart): Row {
  const { name, type, class: klass, start, nameEnd, dataStart, end } = part;
  const isQuestion = part.section === 'questions';
  const kind = isQuestion ? 'qry' : 'resp';
  const data = readDnsData(type, bytes, message, dataStart, end);
  const title = [`${rootOr(name)}: type ${typeName(type)}`];
  if (type !== DnsType.OPT) title.push(`class ${CLASS_NAMES[klass] ?? `Unknown (${klass})`}`);
  if (!isQuestion) title.push(...titleWords(type, data));
  const head = [
    row('Name', `dns.${kind}.name`, rootOr(name), start, nameEnd),
    row('Type', `dns.${kind}.type`, showType(type), nameEnd, nameEnd + 2),
  ];
  const middle = isQuestion || type !== DnsType.OPT ? classRows(bytes, part, kind) : ednsRows(bytes, nameEnd);
  const length = isQuestion ? [] : [row('Data length', 'dns.resp.len', end - dataStart, dataStart - 2, dataStart)];
  const content = isQuestion ? [] : dataRows(bytes, message, type, data, dataStart, end);
  return {
    label: title.join(', '),
    filter: '',
    value: '',
    start,
    end,
    rows: [...head, ...middle, ...length, ...content],
  };
}

function classRows(bytes: Uint8Array, { nameEnd, section, ttl }: DnsPart, kind: string): Row[] {
  const klass = row('Class', `dns.${kind}.class`, showClass(readU16(bytes, nameEnd + 2)), nameEnd + 2, nameEnd + 4);
  if (section === 'questions') return [klass];
  return [klass, row('Time to live', 'dns.resp.ttl', `${ttl} (${duration(ttl)})`, nameEnd + 4, nameEnd + 8)];
}

/** What EDNS puts in the place of class and time to live (RFC 6891, section 6.1.3). */
function ednsRows(bytes: Uint8Array, nameEnd: number): Row[] {
  const z = readU16(bytes, nameEnd + 6);
  return [
    row('UDP payload size', 'dns.rr.udp_payload_size', readU16(bytes, nameEnd + 2), nameEnd + 2, nameEnd + 4),
    row(
      'Higher bits in extended RCODE',
      'dns.resp.ext_rcode',
      `0x${hex(bytes[nameEnd + 4]!, 2)}`,
      nameEnd + 4,
      nameEnd + 5,
    ),
    row('EDNS0 version', 'dns.resp.edns0_version', bytes[nameEnd + 5]!, nameEnd + 5, nameEnd + 6),
    { ...row('Z', 'dns.resp.z', showHex16(z), nameEnd + 6, nameEnd + 8), rows: zRows(z, nameEnd + 6) },
  ];
}

function zRows(z: number, at: number): Row[] {
  const accepts = z & 0x8000 ? 'Accepts DNSSEC security RRs' : 'Cannot handle DNSSEC security RRs';
  return [
    { ...row('DO bit', 'dns.resp.z.do', accepts, at, at + 2), bits: drawBits(0x8000, z, 16) },
    { ...row('Reserved', 'dns.resp.z.reserved', showHex16(z & 0x7fff), at, at + 2), bits: drawBits(0x7fff, z, 16) },
  ];
}

/** `1 hour, 1 minute, 1 second` */
function duration(seconds: number): string {
  const units = [
    [Math.floor(seconds / 86400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const words = units.filter(([n]) => n > 0).map(([n, unit]) => `${n} ${unit}${n === 1 ? '' : 's'}`);
  return words.join(', ') || '0 seconds';
}

const NAME_ROWS: Readonly<Record<number, readonly [label: string, filter: string]>> = {
  [DnsType.NS]: ['Name Server', 'dns.ns'],
  [DnsType.CNAME]: ['CNAME', 'dns.cname'],
  [DnsType.PTR]: ['Domain Name', 'dns.ptr.domain_name'],
};

function dataRows(bytes: Uint8Array, message: number, type: number, data: DnsData, start: number, end: number): Row[] {
  switch (data.kind) {
    case 'A':
      return [row('Address', 'dns.a', formatIpv4(data.address), start, end)];
    case 'AAAA':
      return [row('AAAA Address', 'dns.aaaa', formatIpv6(data.address), start, end)];
    case 'name': {
      const [label, filter] = NAME_ROWS[type] ?? ['Name', ''];
      return [row(label, filter, rootOr(data.name), start, end)];
    }
    case 'MX':
      return [
        row('Preference', 'dns.mx.preference', data.preference, start, start + 2),
        row('Mail Exchange', 'dns.mx.mail_exchange', rootOr(data.exchange), start + 2, end),
      ];
    case 'TXT': {
      let at = start;
      return data.texts.flatMap((text) => {
        const from = at;
        at += 1 + text.length;
        const content = Array.from(text, (code) => String.fromCharCode(code)).join('');
        return [
          row('TXT Length', 'dns.txt.length', text.length, from, from + 1),
          row('TXT', 'dns.txt', content, from + 1, at),
        ];
      });
    }
    case 'SOA':
      return soaRows(bytes, message, start, end);
    case 'OPT': {
      let at = start;
      return data.options.map(({ code, data: content }) => {
        const from = at;
        at += 4 + content.length;
        const name = OPTION_NAMES[code] ?? 'Unknown';
        return {
          ...row('Option', 'dns.opt', name, from, at),
          rows: [
            row('Option Code', 'dns.opt.code', `${name} (${code})`, from, from + 2),
            row('Option Length', 'dns.opt.len', content.length, from + 2, from + 4),
            ...(content.length > 0
              ? [row('Option Data', 'dns.opt.data', showBytes(bytes, from + 4, at), from + 4, at)]
              : []),
          ],
        };
      });
    }
    case 'bytes':
      return start < end ? [row('Data', 'dns.data', showBytes(bytes, start, end), start, end)] : [];
  }
}

const SOA_TIMES = [
  ['Serial Number', 'dns.soa.serial_number'],
  ['Refresh Interval', 'dns.soa.refresh_interval'],
  ['Retry Interval', 'dns.soa.retry_interval'],
  ['Expire limit', 'dns.soa.expire_limit'],
  ['Minimum TTL', 'dns.soa.minimum_ttl'],
] as const;

function soaRows(bytes: Uint8Array, message: number, start: number, end: number): Row[] {
  const primary = readName(bytes, message, end, start);
  const times = end - 4 * SOA_TIMES.length;
  const mailbox = primary && readName(bytes, message, end, primary.end);
  if (!mailbox) return [];
  return [
    row('Primary name server', 'dns.soa.mname', rootOr(primary.name), start, primary.end),
    row("Responsible authority's mailbox", 'dns.soa.rname', rootOr(mailbox.name), primary.end, times),
    ...SOA_TIMES.map(([label, filter], i) => {
      const at = times + 4 * i;
      const value = readU32(bytes, at);
      return row(label, filter, i === 0 ? value : `${value} (${duration(value)})`, at, at + 4);
    }),
  ];
}

function titleWords(type: number, data: DnsData): string[] {
  switch (data.kind) {
    case 'A':
      return [`addr ${formatIpv4(data.address)}`];
    case 'AAAA':
      return [`addr ${formatIpv6(data.address)}`];
    case 'name':
      return [type === DnsType.PTR ? rootOr(data.name) : `${typeName(type).toLowerCase()} ${rootOr(data.name)}`];
    case 'MX':
      return [`preference ${data.preference}`, `mx ${rootOr(data.exchange)}`];
    case 'SOA':
      return [`mname ${rootOr(data.primary)}`];
    default:
      return [];
  }
}

/** What a record says, in the words of the Info column. */
function dataWords(data: DnsData): string {
  switch (data.kind) {
    case 'A':
      return ` ${formatIpv4(data.address)}`;
    case 'AAAA':
      return ` ${formatIpv6(data.address)}`;
    case 'name':
      return ` ${rootOr(data.name)}`;
    case 'MX':
      return ` ${data.preference} ${rootOr(data.exchange)}`;
    case 'SOA':
      return ` ${rootOr(data.primary)}`;
    default:
      return '';
  }
}

/** The message on one line: `Standard query response 0x6c57 A db A 172.18.0.2`. */
export function summarizeDns(payload: Uint8Array): string {
  const flags = readU16(payload, 2);
  const opcode = OPCODE_NAMES[(flags >>> 11) & 15] ?? 'Unknown operation';
  const isResponse = (flags & DnsFlag.QR) !== 0;
  const words = [`${opcode}${isResponse ? ' response' : ''} ${showHex16(readU16(payload, 0))}`];
  if (isResponse && (flags & 15) !== 0) words.push(RCODE_NAMES[flags & 15] ?? 'Unknown error');
  for (const part of dnsParts(payload, 0, payload.length)?.parts ?? []) {
    words.push(
      part.section === 'questions'
        ? `${typeName(part.type)} ${rootOr(part.name)}`
        : `${typeName(part.type)}${dataWords(readDnsData(part.type, payload, 0, part.dataStart, part.end))}`,
    );
  }
  return words.join(' ');
}
