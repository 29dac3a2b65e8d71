/** One primitive of a filter expression: an identifier with its qualifiers (gencode.c, `gen_scode`, `gen_mcode`, `gen_ncode`). */
import { type Ipv4, netmask, parseIpv4 } from '../../../base/ipv4';
import { parseMac } from '../../../base/mac';
import { IpProtocol } from '../../../wire/packet';
import { serviceName, servicePort } from '../../services';
import type { Direction, Filter } from './filter';

/** What stands before an identifier, and for the next one too where that has nothing. */
export interface Qualifiers {
  readonly protocol: string | null;
  readonly direction: Direction;
  /** Null: a protocol alone, whose identifiers would mean nothing. */
  readonly type: 'host' | 'net' | 'port' | 'portrange' | 'gateway' | 'proto' | null;
}

/** An expression that cannot be, and why. */
export class Refusal {
  constructor(readonly reason: string) {}
}

export const SYNTAX_ERROR = "can't parse filter expression: syntax error";
const TRANSPORTS: Readonly<Record<string, number>> = { tcp: IpProtocol.Tcp, udp: IpProtocol.Udp, sctp: 132 };
export const IP_PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  igrp: 9,
  udp: 17,
  esp: 50,
  ah: 51,
  pim: 103,
  vrrp: 112,
  sctp: 132,
};
export const ETHER_TYPES: Readonly<Record<string, number>> = { ip: 0x0800, arp: 0x0806, rarp: 0x8035, ip6: 0x86dd };

/** The filter of one identifier. */
export function primitive(qualifiers: Qualifiers, id: string): Filter | Refusal {
  switch (qualifiers.type) {
    case null:
      return new Refusal('syntax error in filter expression');
    case 'host':
      return hostFilter(qualifiers, id);
    case 'net':
      return netFilter(qualifiers, id, null);
    case 'port':
    case 'portrange':
      return portFilter(qualifiers, id);
    case 'proto':
      return protoFilter(qualifiers, id);
    case 'gateway':
      return new Refusal("'gateway' not supported in this configuration");
  }
}

function layerOf({ protocol }: Qualifiers, what: string): 'ip' | 'arp' | 'any' | Refusal {
  if (protocol === null) return 'any';
  if (protocol === 'ip' || protocol === 'arp') return protocol;
  return new Refusal(`'${protocol}' modifier applied to ${what}`);
}

function hostFilter(qualifiers: Qualifiers, id: string): Filter | Refusal {
  const { protocol, direction } = qualifiers;
  if (protocol === 'ether') {
    const mac = parseMac(id);
    if (mac !== null) return { kind: 'mac', direction, mac };
    return new Refusal(parseIpv4(id) === null ? `unknown ether host '${id}'` : 'illegal link layer address');
  }
  if (parseMac(id) !== null) return new Refusal('ethernet address used in non-ether expression');
  if (id.includes('/')) return new Refusal('Mask syntax for networks only');
  const layer = layerOf(qualifiers, 'host');
  if (layer instanceof Refusal) return layer;
  if (!/^\d+(\.\d+)*$/.test(id)) return { kind: 'name', layer, direction, name: id };
  const part = partialAddress(id);
  return part instanceof Refusal
    ? part
    : { kind: 'address', layer, direction, ip: part.ip, mask: netmask(part.length) };
}

/** One to four octets, and how many bits they are. */
function partialAddress(text: string): { ip: Ipv4; length: number } | Refusal {
  const octets = text.split('.').map(Number);
  if (octets.length > 4 || octets.some((octet) => octet > 255)) return new Refusal(`invalid IPv4 address '${text}'`);
  const ip = octets.reduce((sum, octet, i) => sum + octet * 256 ** (3 - i), 0);
  return { ip, length: 8 * octets.length };
}

/** `mask` is what follows the word of that name. */
export function netFilter(qualifiers: Qualifiers, id: string, mask: string | null): Filter | Refusal {
  const layer = layerOf(qualifiers, 'net');
  if (layer instanceof Refusal) return layer;
  const [text = '', length] = id.split('/');
  if (!/^\d+(\.\d+)*$/.test(text)) return new Refusal(`unknown network '${id}'`);
  const part = partialAddress(text);
  if (part instanceof Refusal) return part;
  if (length !== undefined && Number(length) > 32) return new Refusal('mask length must be <= 32');
  const given = mask === null ? null : partialAddress(mask);
  if (given instanceof Refusal) return given;
  const bits = given?.ip ?? netmask(length === undefined ? part.length : Number(length));
  if ((part.ip & ~bits) !== 0)
    return new Refusal(`non-network bits set in "${mask === null ? id : `${id} mask ${mask}`}"`);
  return { kind: 'address', layer, direction: qualifiers.direction, ip: part.ip, mask: bits };
}

function portFilter({ protocol, direction, type }: Qualifiers, id: string): Filter | Refusal {
  const what = type ?? 'port';
  if (protocol !== null && TRANSPORTS[protocol] === undefined) return new Refusal(`illegal qualifier of '${what}'`);
  const protocols = protocol === null ? Object.values(TRANSPORTS) : [TRANSPORTS[protocol]!];
  const ends = type === 'portrange' ? id.split('-') : [id];
  const ports: number[] = [];
  for (const end of ends) {
    const port = portNumber(end, protocol);
    if (port instanceof Refusal) return port;
    ports.push(port);
  }
  const [first = 0, last = first] = ports;
  return { kind: 'ports', protocols, direction, low: Math.min(first, last), high: Math.max(first, last) };
}

function portNumber(text: string, protocol: string | null): number | Refusal {
  if (/^\d+$/.test(text)) {
    return Number(text) > 65535 ? new Refusal(`illegal port number ${text} > 65535`) : Number(text);
  }
  const [tcp, udp] = [servicePort(text, 'tcp'), servicePort(text, 'udp')];
  const port = tcp ?? udp;
  if (port === null) return new Refusal(`unknown port '${text}'`);
  if (protocol === 'udp' && serviceName(port, 'udp') === null) return new Refusal(`port '${text}' is tcp`);
  if (protocol === 'tcp' && serviceName(port, 'tcp') === null) return new Refusal(`port '${text}' is udp`);
  return port;
}

function protoFilter({ protocol }: Qualifiers, id: string): Filter | Refusal {
  const isNumber = /^\d+$/.test(id);
  switch (protocol) {
    case null:
    case 'ip': {
      const number = isNumber ? Number(id) : IP_PROTOCOLS[id];
      return number === undefined ? new Refusal(`unknown ip proto '${id}'`) : { kind: 'protocol', protocol: number };
    }
    case 'ether': {
      const type = isNumber ? Number(id) : ETHER_TYPES[id];
      return type === undefined ? new Refusal(`unknown ether proto '${id}'`) : { kind: 'ethertype', type };
    }
    default:
      return new Refusal(`'${protocol} proto' is bogus`);
  }
}
