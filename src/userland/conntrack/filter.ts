/** Which connections conntrack's options mean. */
import type { Conn } from '../../kernel/netfilter/conntrack';
import type { Filter, Masked } from './options';

export function fits(conn: Conn, filter: Filter): boolean {
  const { original, reply } = conn;
  const { addresses, protocol, state, mark } = filter;
  if (filter.none || (protocol !== null && original.protocol !== protocol)) return false;
  if (!within(original.src, addresses.s) || !within(original.dst, addresses.d)) return false;
  if (!within(reply.src, addresses.r) || !within(reply.dst, addresses.q)) return false;
  if ((state !== null && conn.state !== state) || (mark !== null && conn.mark !== mark)) return false;
  return (
    filter.statuses.every((status) => hasStatus(conn, status)) &&
    fitsPorts(conn, filter.ports) &&
    fitsNat(conn, filter.nat)
  );
}

function within(ip: number, masked: Masked | undefined): boolean {
  return masked === undefined || ((ip ^ masked.address) & masked.mask) === 0;
}

function hasStatus(conn: Conn, status: string): boolean {
  switch (status) {
    case 'ASSURED':
      return conn.assured;
    case 'SEEN_REPLY':
      return conn.seenReply;
    case 'UNREPLIED':
      return !conn.seenReply;
    case 'CONFIRMED':
      return true;
    case 'SRC_NAT':
      return conn.nat.src;
    case 'DST_NAT':
      return conn.nat.dst;
    default:
      return false;
  }
}

function fitsPorts({ original, reply }: Conn, ports: Filter['ports']): boolean {
  const actual: Readonly<Record<keyof Filter['ports'], number>> = {
    sport: original.sport,
    dport: original.dport,
    'reply-sport': reply.sport,
    'reply-dport': reply.dport,
    'icmp-type': original.dport >>> 8,
    'icmp-code': original.dport & 255,
    'icmp-id': original.sport,
  };
  const is = (field: keyof Filter['ports']) => ports[field] === undefined || ports[field] === actual[field];
  return (
    is('sport') &&
    is('dport') &&
    is('reply-sport') &&
    is('reply-dport') &&
    is('icmp-type') &&
    is('icmp-code') &&
    is('icmp-id')
  );
}

/** Source NAT shows in where the answers go, destination NAT in where they come from. */
function fitsNat({ nat, reply }: Conn, wanted: Filter['nat']): boolean {
  if (wanted === null) return true;
  const { which, address } = wanted;
  const source = nat.src && (address === null || reply.dst === address);
  const destination = nat.dst && (address === null || reply.src === address);
  return (which !== 'g' && source) || (which !== 'n' && destination);
}
