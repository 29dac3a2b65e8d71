/** IPv4 addresses as unsigned 32-bit numbers, and prefixes. Text is parsed as Go's net/netip does: four decimal octets, no leading zeros. */

export type Ipv4 = number & { readonly __brand?: 'Ipv4' };
export interface Prefix {
  readonly address: Ipv4;
  readonly length: number;
}

export const IPV4_ANY: Ipv4 = 0;
export const IPV4_BROADCAST: Ipv4 = 0xffffffff;
export const IPV4_LOOPBACK: Ipv4 = 0x7f000001;

const OCTET = /^(0|[1-9]\d{0,2})$/;

/** The address a text names, or null where it is not four decimal octets. */
export function parseIpv4(text: string): Ipv4 | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0;
  for (const part of parts) {
    if (!OCTET.test(part) || Number(part) > 255) return null;
    value = value * 256 + Number(part);
  }
  return value;
}

export function formatIpv4(ip: Ipv4): string {
  return `${ip >>> 24}.${(ip >>> 16) & 255}.${(ip >>> 8) & 255}.${ip & 255}`;
}

/** The netmask of a prefix length 0 to 32. */
export function netmask(length: number): Ipv4 {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}

/** `ADDRESS/LENGTH`, host bits kept, or null; a bare address is a /32 where `bare` allows it. */
export function parsePrefix(text: string, bare = false): Prefix | null {
  const slash = text.indexOf('/');
  if (slash < 0) {
    const address = bare ? parseIpv4(text) : null;
    return address === null ? null : { address, length: 32 };
  }
  const address = parseIpv4(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address === null || !/^(0|[1-9]\d?)$/.test(length) || Number(length) > 32) return null;
  return { address, length: Number(length) };
}

export function formatPrefix(prefix: Prefix): string {
  return `${formatIpv4(prefix.address)}/${prefix.length}`;
}

/** The same prefix with its host bits cleared. */
export function network(prefix: Prefix): Prefix {
  return { address: (prefix.address & netmask(prefix.length)) >>> 0, length: prefix.length };
}

/** The last address of the prefix. */
export function broadcast(prefix: Prefix): Ipv4 {
  return (prefix.address | ~netmask(prefix.length)) >>> 0;
}

export function contains(prefix: Prefix, ip: Ipv4): boolean {
  return ((prefix.address ^ ip) & netmask(prefix.length)) === 0;
}

/** Whether two prefixes share an address. */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return contains({ address: a.address, length: Math.min(a.length, b.length) }, b.address);
}

export function isMulticast(ip: Ipv4): boolean {
  return ip >>> 28 === 14;
}

export function isLoopback(ip: Ipv4): boolean {
  return ip >>> 24 === 127;
}
