/** What traceroute prints. */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import type { Micros } from '../../sim/clock';
import { IcmpType, UnreachCode } from '../../wire/icmp';

export function headerText(host: string, ip: Ipv4, maxHops: number, length: number): string {
  return `traceroute to ${host} (${formatIpv4(ip)}), ${maxHops} hops max, ${length} byte packets`;
}

/** The start of a hop's line. */
export function hopText(ttl: number): string {
  return `\n${String(ttl).padStart(2)} `;
}

/** The address alone, or with its name. */
export function addressText(ip: Ipv4, name: string | null): string {
  const text = formatIpv4(ip);
  return name === null ? ` ${text}` : ` ${name} (${text})`;
}

/** How long the answer took, and what it said beside having arrived. */
export function answerText(took: Micros, mark: string): string {
  return `  ${(took / 1000).toFixed(3)} ms${mark === '' ? '' : ` ${mark}`}`;
}

const MARKS: Readonly<Record<number, string>> = {
  [UnreachCode.Net]: '!N',
  [UnreachCode.NetUnknown]: '!N',
  [UnreachCode.HostIsolated]: '!N',
  [UnreachCode.NetTos]: '!N',
  [UnreachCode.Host]: '!H',
  [UnreachCode.HostUnknown]: '!H',
  [UnreachCode.HostTos]: '!H',
  [UnreachCode.NetProhibited]: '!X',
  [UnreachCode.HostProhibited]: '!X',
  [UnreachCode.Filtered]: '!X',
  [UnreachCode.Port]: '',
  [UnreachCode.Protocol]: '!P',
  [UnreachCode.SourceRouteFailed]: '!S',
  [UnreachCode.PrecedenceViolation]: '!V',
  [UnreachCode.PrecedenceCutoff]: '!C',
};

/** What an ICMP error means (`parse_icmp_res`): null for a hop on the way; a mark, or none, where the way ends. */
export function markOf(type: number, code: number, info: number): string | null {
  if (type === IcmpType.TimeExceeded && code === 0) return null;
  if (type !== IcmpType.DestUnreach) return `!<${type}-${code}>`;
  if (code === UnreachCode.FragNeeded) return `!F-${info & 0xffff}`;
  return MARKS[code] ?? `!<${code}>`;
}
