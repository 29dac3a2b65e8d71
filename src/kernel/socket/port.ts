/**
 * Which sockets have which local port, and which connection is whose, found in constant time (struct inet_bind_hashbucket,
 * udp_table, inet_ehash_bucket; net/ipv4/inet_connection_sock.c, inet_hashtables.c, udp.c).
 */
import type { Ipv4 } from '../../base/ipv4';
import { randomBelow } from '../../sim/random';
import { get, put, remove } from '../../sim/table';
import { Value } from '../../sim/value';
import type { Kernel } from '../kernel';
import type { Netns } from '../netns';
import { readSysctl } from '../sysctl';
import { socketById } from './open';
import type { Socket } from './socket';

export type PortSpace = 'udp' | 'tcp' | 'raw';

export class PortUse extends Value {
  constructor(
    /** Ids of the sockets that bound, listen on or connect from the port, in the order they came. */
    readonly sockets: readonly string[],
    /** Connections that a listener accepted on it and that forbid others to bind it, the listener being gone. */
    readonly strict: number,
  ) {
    super();
  }
}

const NOBODY = new PortUse([], 0);

const SPACES = { udp: 0, tcp: 0x10000, raw: 0x20000 } as const;

/** A number, since a text would have to be made for every packet. */
const keyOf = (space: PortSpace, port: number) => SPACES[space] + port;

function useOf(ns: Netns, space: PortSpace, port: number): PortUse {
  return get(ns.ports, keyOf(space, port)) ?? NOBODY;
}

function change(ns: Netns, space: PortSpace, port: number, use: PortUse): void {
  if (use.sockets.length === 0 && use.strict === 0) remove(ns.ports, keyOf(space, port));
  else put(ns.ports, keyOf(space, port), use);
}

/** Ids of the sockets that have the port; for raw sockets it is the protocol number. */
export function usersOf(ns: Netns, space: PortSpace, port: number): readonly string[] {
  return useOf(ns, space, port).sockets;
}

/** Notes that the socket has its local port. */
export function joinPort(ns: Netns, space: PortSpace, port: number, id: string): void {
  const use = useOf(ns, space, port);
  if (!use.sockets.includes(id)) change(ns, space, port, new PortUse([...use.sockets, id], use.strict));
}

export function leavePort(ns: Netns, space: PortSpace, port: number, id: string): void {
  const use = useOf(ns, space, port);
  const sockets = use.sockets.filter((other) => other !== id);
  if (sockets.length < use.sockets.length) change(ns, space, port, new PortUse(sockets, use.strict));
}

/** One accepted connection more (or fewer, -1) that keeps the port to itself. */
export function countStrict(ns: Netns, port: number, by: 1 | -1): void {
  const use = useOf(ns, 'tcp', port);
  change(ns, 'tcp', port, new PortUse(use.sockets, use.strict + by));
}

/** Whether nobody has the port in a way that keeps this socket from having it on `ip` (`inet_csk_bind_conflict`, `inet_rcv_saddr_equal`). */
export function mayBind(ns: Netns, space: PortSpace, socket: Socket, ip: Ipv4, port: number): boolean {
  const use = useOf(ns, space, port);
  if (use.strict > 0) return false;
  return use.sockets.every((id) => {
    const other = socketById(ns, id);
    return other === null || other.id === socket.id || !clashes(socket, ip, other);
  });
}

function clashes(socket: Socket, ip: Ipv4, other: Socket): boolean {
  if (socket.device !== null && other.device !== null && socket.device !== other.device) return false;
  if (socket.ipv6 !== other.ipv6 && (socket.ipv6 === 'only' || other.ipv6 === 'only')) {
    if (socket.ipv6 === 'none' || other.ipv6 === 'none') return false;
  }
  if (ip !== 0 && other.localIp !== 0 && ip !== other.localIp) return false;
  const listening = other.kind === 'tcp' && other.tcp.state === 'LISTEN';
  return !(socket.reuseAddress && other.reuseAddress) || listening;
}

/**
 * A free port of net.ipv4.ip_local_port_range, beginning at a random one; null where there is none. `connect` takes those of
 * the range's own parity first and `bind` the others (`__inet_hash_connect`, `inet_csk_find_open_port`); UDP takes any.
 */
export function ephemeralPort(
  k: Kernel,
  ns: Netns,
  parity: 'even' | 'odd' | 'any',
  isFree: (port: number) => boolean,
): number | null {
  const [low = 32768, high = 60999] = (readSysctl(ns.sysctl, 'net.ipv4.ip_local_port_range') ?? '')
    .split(/\s+/)
    .map(Number);
  const count = high - low + 1;
  const start = randomBelow(k.random, count);
  const step = parity === 'any' ? 1 : 2;
  for (let pass = 0; pass < step; pass++) {
    const first = parity === 'any' ? start : ((start & ~1) + (pass ^ (parity === 'odd' ? 1 : 0))) % count;
    for (let i = 0; i < count; i += step) {
      const port = low + ((first + i) % count);
      if (isFree(port)) return port;
    }
  }
  return null;
}

/** The key of a connection. Both ends' ports are in its last characters, by which tables spread their keys. */
function connectionKey(localIp: Ipv4, localPort: number, peerIp: Ipv4, peerPort: number): string {
  return `${localIp} ${peerIp} ${localPort} ${peerPort} ${localPort ^ peerPort}`;
}

/** The socket of a connection, or null. */
export function connectionOf(
  ns: Netns,
  localIp: Ipv4,
  localPort: number,
  peerIp: Ipv4,
  peerPort: number,
): Socket | null {
  const id = get(ns.connections, connectionKey(localIp, localPort, peerIp, peerPort));
  return id === undefined ? null : socketById(ns, id);
}

export function joinConnections(ns: Netns, socket: Socket): void {
  put(ns.connections, connectionKey(socket.localIp, socket.localPort, socket.peerIp, socket.peerPort), socket.id);
}

/** Whether it was among them. */
export function leaveConnections(ns: Netns, socket: Socket): boolean {
  const key = connectionKey(socket.localIp, socket.localPort, socket.peerIp, socket.peerPort);
  return get(ns.connections, key) === socket.id && remove(ns.connections, key);
}
