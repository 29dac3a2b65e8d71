/** Values on iptables' command line: addresses with masks, ports, integers. */
import { parseIpv4 } from '../../../base/ipv4';
import type { Ports } from '../netfilter';
import { refuse } from './refusal';

/** What names on the command line stand for: /etc/services and /etc/hosts, where there are such files. */
export interface Names {
  portOf(service: string, protocol: 'tcp' | 'udp'): number | null;
  addressesOf(host: string): readonly number[];
}

export const NO_NAMES: Names = { portOf: () => null, addressesOf: () => [] };

/** An integer as strtoul(3) with base 0 reads it, from 0 to `max`; null where the text is none. */
export function parseInteger(text: string, max: number): number | null {
  const value = /^0x[\da-f]+$/i.test(text)
    ? parseInt(text, 16)
    : /^0[0-7]*$/.test(text)
      ? parseInt(text, 8)
      : /^[1-9]\d*$/.test(text)
        ? Number(text)
        : null;
  return value === null || value > max ? null : value;
}

export interface Masked {
  readonly address: number;
  readonly mask: number;
}

/** `ADDRESS[/MASK]`, several of them with commas between; a short address is filled up with zeros, a name may have several. */
export function parseAddresses(text: string, names: Names): Masked[] {
  return text.split(',').flatMap((word) => {
    const slash = word.indexOf('/');
    const host = slash < 0 ? word : word.slice(0, slash);
    const mask = slash < 0 ? 0xffffffff : parseMask(word.slice(slash + 1));
    const address = parseShort(host);
    const found = address === null ? names.addressesOf(host) : [address];
    if (found.length === 0) refuse(`host/network \`${host}' not found`);
    return found.map((one) => ({ address: (one & mask) >>> 0, mask }));
  });
}

/** `10` is 10.0.0.0. */
function parseShort(text: string): number | null {
  const parts = text.split('.');
  if (parts.length > 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255)) return null;
  return parts.reduce((value, part, i) => value + Number(part) * 2 ** (24 - 8 * i), 0);
}

function parseMask(text: string): number {
  if (text.includes('.')) return parseIpv4(text) ?? refuse(`invalid mask \`${text}' specified`);
  const bits = /^\d+$/.test(text) ? Number(text) : 33;
  if (bits > 32) refuse(`invalid mask \`${text}' specified`);
  return bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
}

/** A port by number or name. */
export function parsePort(text: string, protocol: 'tcp' | 'udp', names: Names): number {
  const number = parseInteger(text, 0xffff);
  return number ?? names.portOf(text, protocol) ?? refuse(`invalid port/service \`${text}' specified`);
}

/** `80`, `80:90`, `:90`, `80:`. */
export function parsePorts(text: string, protocol: 'tcp' | 'udp', names: Names): Ports {
  const colon = text.indexOf(':');
  if (colon < 0) {
    const port = parsePort(text, protocol, names);
    return { from: port, to: port };
  }
  const from = colon === 0 ? 0 : parsePort(text.slice(0, colon), protocol, names);
  const to = colon === text.length - 1 ? 0xffff : parsePort(text.slice(colon + 1), protocol, names);
  if (from > to) refuse('invalid portrange (min > max)');
  return { from, to };
}

/** A comma-separated list of names, each perhaps cut short, in the order of `known`. */
export function parseNames<N extends string>(
  text: string,
  known: readonly N[],
  complain: (word: string) => never,
): N[] {
  const found = text.split(',').map((word) => {
    const upper = word.toUpperCase();
    return word === '' ? complain(word) : (known.find((name) => name.startsWith(upper)) ?? complain(word));
  });
  return known.filter((name) => found.includes(name));
}

/** `VALUE[/MASK]`, numbers of 32 bits. */
export function parseMark(
  module: string,
  option: string,
  text: string,
): { readonly value: number; readonly mask: number } {
  const [first = '', second] = text.split('/');
  const value = parseInteger(first, 0xffffffff);
  const mask = second === undefined ? 0xffffffff : parseInteger(second, 0xffffffff);
  if (value === null || mask === null)
    return refuse(`${module}: bad integer value for option "--${option}", or out of range.\n`);
  return { value, mask };
}
