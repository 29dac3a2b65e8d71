/** ICMP (RFC 792). Names of types and codes follow Wireshark's packet-icmp.c. */
import { checksumOf } from '../base/checksum';
import {
  checksumChange,
  dataRow,
  type Fields,
  hex,
  ipv4,
  type Layer,
  rowsOf,
  showDecimalHex,
  showHex16,
  u16,
  u24,
  u32,
  u8,
  withRow,
} from './field';
import { readIpv4 } from './ipv4';
import type { Icmp, Ipv4Packet } from './packet';

export const ICMP_LENGTH = 8;

export const IcmpType = {
  EchoReply: 0,
  DestUnreach: 3,
  SourceQuench: 4,
  Redirect: 5,
  Echo: 8,
  TimeExceeded: 11,
  ParameterProb: 12,
  Timestamp: 13,
  TimestampReply: 14,
} as const;
/** Codes of `DestUnreach`. */
export const UnreachCode = {
  Net: 0,
  Host: 1,
  Protocol: 2,
  Port: 3,
  FragNeeded: 4,
  SourceRouteFailed: 5,
  NetUnknown: 6,
  HostUnknown: 7,
  HostIsolated: 8,
  NetProhibited: 9,
  HostProhibited: 10,
  NetTos: 11,
  HostTos: 12,
  Filtered: 13,
  PrecedenceViolation: 14,
  PrecedenceCutoff: 15,
} as const;
/** Codes of `TimeExceeded`. */
export const ExceededCode = { Ttl: 0, FragmentTime: 1 } as const;

const TYPE_NAMES: Readonly<Record<number, string>> = {
  [IcmpType.EchoReply]: 'Echo (ping) reply',
  [IcmpType.DestUnreach]: 'Destination unreachable',
  [IcmpType.SourceQuench]: 'Source quench (flow control)',
  [IcmpType.Redirect]: 'Redirect',
  [IcmpType.Echo]: 'Echo (ping) request',
  9: 'Router advertisement',
  10: 'Router solicitation',
  [IcmpType.TimeExceeded]: 'Time-to-live exceeded',
  [IcmpType.ParameterProb]: 'Parameter problem',
  [IcmpType.Timestamp]: 'Timestamp request',
  [IcmpType.TimestampReply]: 'Timestamp reply',
  15: 'Information request',
  16: 'Information reply',
  17: 'Address mask request',
  18: 'Address mask reply',
};
const CODE_NAMES: Readonly<Record<number, readonly string[]>> = {
  [IcmpType.DestUnreach]: [
    'Network unreachable',
    'Host unreachable',
    'Protocol unreachable',
    'Port unreachable',
    'Fragmentation needed',
    'Source route failed',
    'Destination network unknown',
    'Destination host unknown',
    'Source host isolated',
    'Network administratively prohibited',
    'Host administratively prohibited',
    'Network unreachable for TOS',
    'Host unreachable for TOS',
    'Communication administratively filtered',
    'Host precedence violation',
    'Precedence cutoff in effect',
  ],
  [IcmpType.Redirect]: [
    'Redirect for network',
    'Redirect for host',
    'Redirect for TOS and network',
    'Redirect for TOS and host',
  ],
  [IcmpType.TimeExceeded]: ['Time to live exceeded in transit', 'Fragment reassembly time exceeded'],
  [IcmpType.ParameterProb]: ['Pointer indicates the error', 'Required option missing', 'Bad length'],
};

const HEAD = {
  type: u8(0, 'Type', 'icmp.type', { show: (type) => `${type} (${typeName(type)})` }),
  code: u8(1, 'Code', 'icmp.code'),
  checksum: u16(2, 'Checksum', 'icmp.checksum', { show: showHex16 }),
};

/** Every ICMP header: what its second word means is up to the type. */
export const ICMP_FIELDS = { ...HEAD, rest: u32(4, 'Rest of header', '', { show: (rest) => `0x${hex(rest, 8)}` }) };
export const ICMP_ECHO_FIELDS = {
  ...HEAD,
  ident: u16(4, 'Identifier (BE)', 'icmp.ident', { show: showDecimalHex }),
  seq: u16(6, 'Sequence Number (BE)', 'icmp.seq', { show: showDecimalHex }),
};
export const ICMP_UNUSED_FIELDS = {
  ...HEAD,
  unused: u32(4, 'Unused', 'icmp.unused', { show: (word) => hex(word, 8) }),
};
export const ICMP_FRAG_NEEDED_FIELDS = {
  ...HEAD,
  unused: u16(4, 'Unused', 'icmp.unused', { show: (word) => hex(word, 4) }),
  mtu: u16(6, 'MTU of next hop', 'icmp.mtu'),
};
export const ICMP_REDIRECT_FIELDS = { ...HEAD, gateway: ipv4(4, 'Gateway Address', 'icmp.redir_gw') };
export const ICMP_PARAMETER_FIELDS = {
  ...HEAD,
  pointer: u8(4, 'Pointer', 'icmp.pointer'),
  unused: u24(5, 'Unused', 'icmp.unused', { show: (word) => hex(word, 6) }),
};

function fieldsOf(type: number, code: number): Fields {
  switch (type) {
    case IcmpType.Echo:
    case IcmpType.EchoReply:
    case IcmpType.Timestamp:
    case IcmpType.TimestampReply:
      return ICMP_ECHO_FIELDS;
    case IcmpType.DestUnreach:
      return code === UnreachCode.FragNeeded ? ICMP_FRAG_NEEDED_FIELDS : ICMP_UNUSED_FIELDS;
    case IcmpType.SourceQuench:
    case IcmpType.TimeExceeded:
      return ICMP_UNUSED_FIELDS;
    case IcmpType.Redirect:
      return ICMP_REDIRECT_FIELDS;
    case IcmpType.ParameterProb:
      return ICMP_PARAMETER_FIELDS;
    default:
      return ICMP_FIELDS;
  }
}

export function typeName(type: number): string {
  return TYPE_NAMES[type] ?? 'Unknown ICMP (obsolete or malformed?)';
}

/** The name of a code, or null where the type has only the one code that means nothing. */
export function codeName(type: number, code: number): string | null {
  const names = CODE_NAMES[type];
  return names ? (names[code] ?? `Unknown code: ${code}`) : null;
}

/** Errors quote the packet that caused them; nobody answers an error with an error (RFC 1122, section 3.2.2). */
export function isIcmpError(type: number): boolean {
  switch (type) {
    case IcmpType.DestUnreach:
    case IcmpType.SourceQuench:
    case IcmpType.Redirect:
    case IcmpType.TimeExceeded:
    case IcmpType.ParameterProb:
      return true;
    default:
      return false;
  }
}

/** The second word of an echo, and the halves of it. */
export function echoRest(id: number, seq: number): number {
  return ((id << 16) | (seq & 0xffff)) >>> 0;
}

export function echoId(icmp: Pick<Icmp, 'rest'>): number {
  return icmp.rest >>> 16;
}

export function echoSeq(icmp: Pick<Icmp, 'rest'>): number {
  return icmp.rest & 0xffff;
}

/**
 * The packet that an error quotes, or null. Its payload stays bytes, for a quote may end anywhere behind the first eight:
 * the ports of UDP and TCP (`decodePorts`), or the head of an ICMP message (`decodeIcmp`).
 */
export function quotedPacket(icmp: Icmp): Ipv4Packet | null {
  if (!isIcmpError(icmp.type)) return null;
  return readIpv4(icmp.payload, 0, icmp.payload.length, (_, bytes, start, end) => bytes.subarray(start, end));
}

/** The message that fills `start` to `end`, or null where it is cut short. */
export function decodeIcmp(bytes: Uint8Array, start = 0, end = bytes.length): Icmp | null {
  const F = ICMP_FIELDS;
  if (end - start < ICMP_LENGTH) return null;
  return {
    kind: 'icmp',
    type: F.type.get(bytes, start),
    code: F.code.get(bytes, start),
    checksum: F.checksum.get(bytes, start),
    rest: F.rest.get(bytes, start),
    payload: bytes.subarray(start + ICMP_LENGTH, end),
  };
}

export function icmpLength(icmp: Icmp): number {
  return ICMP_LENGTH + icmp.payload.length;
}

/** Writes the message at `start` and gives where it ends. */
export function writeIcmp(icmp: Icmp, out: Uint8Array, start: number): number {
  const F = ICMP_FIELDS;
  const end = start + ICMP_LENGTH + icmp.payload.length;
  F.type.set(out, start, icmp.type);
  F.code.set(out, start, icmp.code);
  F.rest.set(out, start, icmp.rest);
  out.set(icmp.payload, start + ICMP_LENGTH);
  F.checksum.set(out, start, icmp.checksum ?? icmpChecksum(out, start, end));
  return end;
}

/** What the checksum of the message from `start` to `end` has to be, whatever it is now. */
export function icmpChecksum(bytes: Uint8Array, start: number, end: number): number {
  return checksumOf(bytes, start + ICMP_FIELDS.checksum.at, start, end);
}

/** The message from `start` to `end`; `expected` is its right checksum, or null where not all of it is here; `quoted` lie in it. */
export function icmpLayer(
  bytes: Uint8Array,
  start: number,
  end: number,
  expected: number | null,
  quoted: readonly Layer[],
): Layer {
  const type = HEAD.type.get(bytes, start);
  const code = HEAD.code.get(bytes, start);
  const meaning = codeName(type, code);
  const rows = rowsOf(fieldsOf(type, code), bytes, start, end);
  const payload = start + ICMP_LENGTH;
  const named = withRow(rows, 'icmp.code', { value: meaning === null ? String(code) : `${code} (${meaning})` });
  return {
    protocol: 'icmp',
    title: 'Internet Control Message Protocol',
    start,
    end,
    summary: '',
    rows: [
      ...withRow(named, 'icmp.checksum', checksumChange(HEAD.checksum.get(bytes, start), expected)),
      ...(quoted.length === 0 && payload < end ? [dataRow(bytes, payload, end)] : []),
    ],
    ...(quoted.length > 0 && { layers: quoted }),
  };
}

/** The message on one line: `Echo (ping) request  id=0x90a6, seq=1/256, ttl=64`. */
export function summarizeIcmp(icmp: Icmp, ttl: number): string {
  const { type, code } = icmp;
  const name = typeName(type).padEnd(20);
  if (fieldsOf(type, code) === ICMP_ECHO_FIELDS) {
    const seq = echoSeq(icmp);
    const swapped = ((seq & 255) << 8) | (seq >>> 8);
    return `${name} id=0x${hex(echoId(icmp), 4)}, seq=${seq}/${swapped}, ttl=${ttl}`;
  }
  const meaning = codeName(type, code);
  return meaning === null ? typeName(type) : `${name} (${meaning})`;
}
