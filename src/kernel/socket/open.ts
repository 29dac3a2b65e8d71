/** What every socket begins with (`sock_init_data`, `inet_create`). */
import { randomBelow } from '../../sim/random';
import { get, put } from '../../sim/table';
import type { Kernel } from '../kernel';
import type { Netns } from '../netns';
import type { PacketSocket, PingSocket, RawSocket, Socket, UdpSocket } from './socket';

/** A new socket of any kind, before anything was bound or connected. Ids are unique for the whole run. */
export function emptySocket(k: Kernel, ns: Netns, pid: number | null): Omit<PingSocket, 'kind' | 'received'> {
  return {
    id: `${ns.id}:s${ns.nextSocket++}`,
    pid,
    localIp: 0,
    localPort: 0,
    peerIp: 0,
    peerPort: 0,
    device: null,
    error: null,
    ttl: null,
    pmtuDiscover: 'want',
    reuseAddress: false,
    ipv6: 'none',
    recvErr: false,
    errors: [],
    ipId: randomBelow(k.random, 0x10000),
  };
}

/** Puts a socket into its namespace, where it lives from now on: what comes back is that one. */
export function addSocket<S extends Socket>(ns: Netns, socket: S): S {
  put(ns.sockets, socket.id, socket);
  return socket;
}

export function socketById(ns: Netns, id: string): Socket | null {
  return get(ns.sockets, id) ?? null;
}

export function newUdp(k: Kernel, ns: Netns, pid: number | null): UdpSocket {
  return { kind: 'udp', ...emptySocket(k, ns, pid), received: [], queued: 0, broadcast: false };
}

export function newRaw(k: Kernel, ns: Netns, pid: number | null, protocol: number): RawSocket {
  return { kind: 'raw', ...emptySocket(k, ns, pid), protocol, received: [] };
}

export function newPacket(k: Kernel, ns: Netns, pid: number | null): PacketSocket {
  return { kind: 'packet', ...emptySocket(k, ns, pid), captured: [] };
}
