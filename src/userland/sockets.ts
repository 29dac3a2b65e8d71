/** A namespace's sockets as `ss` and `netstat` see them (inet_diag, /proc/net/tcp). */
import { formatIpv4, type Ipv4 } from '../base/ipv4';
import type { Netns } from '../kernel/netns';
import type { Socket, TcpSocket } from '../kernel/socket/socket';
import type { TcpState } from '../kernel/socket/tcp/tcp.machine';
import { SECOND } from '../sim/clock';
import { values } from '../sim/table';
import { visibleProcesses } from './pids';
import type { Sys } from './program';

export interface SocketLine {
  readonly netid: 'tcp' | 'udp' | 'raw' | 'icmp';
  readonly state: TcpState;
  readonly recvQ: number;
  readonly sendQ: number;
  readonly localIp: Ipv4;
  readonly localPort: number;
  readonly peerIp: Ipv4;
  readonly peerPort: number;
  /** `dual` and `only` are sockets of IPv6. */
  readonly family: Socket['ipv6'];
  /** Name of the link that it is bound to. */
  readonly device: string | null;
  readonly owner: { readonly pid: number; readonly name: string; readonly fd: number } | null;
  /** What runs until then: `on` a retransmission, `timewait`, `persist`. */
  readonly timer: { readonly name: string; readonly left: number; readonly retransmits: number } | null;
}

const UNCONNECTED: TcpState = 'UNCONN';

/** Every socket, as the tools list them: of IPv4 before those of IPv6, listeners before connections, the oldest first. */
export function socketLines(sys: Sys, ns: Netns, netid: SocketLine['netid']): SocketLine[] {
  const owners = ownersOf(sys, ns);
  const sockets = [...values(ns.sockets)].filter((socket) => netidOf(socket) === netid);
  const rank = (socket: Socket) =>
    (socket.ipv6 === 'none' ? 0 : 2) + (socket.kind === 'tcp' && socket.tcp.state !== 'LISTEN' ? 1 : 0);
  const lines = sockets
    .sort((a, b) => rank(a) - rank(b) || serial(a.id) - serial(b.id))
    .filter((socket) => socket.kind !== 'tcp' || socket.tcp.state !== UNCONNECTED)
    .map((socket) => lineOf(sys, ns, socket, netid, owners[socket.id] ?? null));
  return netid === 'udp' ? [...lines, ...tunnelLines(ns)] : lines;
}

/** The sockets that the kernel itself has for VXLAN. */
function tunnelLines(ns: Netns): SocketLine[] {
  const ports = new Set(ns.vxlans.map((tunnel) => tunnel.dstPort));
  return [...ports].map((localPort) => ({ ...KERNEL_SOCKET, localPort }));
}

const KERNEL_SOCKET: SocketLine = {
  netid: 'udp',
  state: 'UNCONN',
  recvQ: 0,
  sendQ: 0,
  localIp: 0,
  localPort: 0,
  peerIp: 0,
  peerPort: 0,
  family: 'none',
  device: null,
  owner: null,
  timer: null,
};

function serial(id: string): number {
  return Number(/\d+$/.exec(id)?.[0] ?? 0);
}

function netidOf(socket: Socket): SocketLine['netid'] | null {
  switch (socket.kind) {
    case 'tcp':
    case 'udp':
    case 'raw':
      return socket.kind;
    case 'ping':
      return 'icmp';
    case 'packet':
      return null;
  }
}

function lineOf(
  sys: Sys,
  ns: Netns,
  socket: Socket,
  netid: SocketLine['netid'],
  owner: SocketLine['owner'],
): SocketLine {
  const listening = socket.kind === 'tcp' && socket.tcp.listener !== null && socket.tcp.state === 'LISTEN';
  const state: TcpState =
    socket.kind === 'tcp'
      ? socket.tcp.state
      : socket.peerPort !== 0 || (socket.kind !== 'udp' && socket.peerIp !== 0)
        ? 'ESTAB'
        : 'UNCONN';
  const [recvQ, sendQ] = queuesOf(socket);
  const device =
    socket.device === null ? null : ([...values(ns.links)].find((link) => link.id === socket.device)?.name ?? null);
  const { localIp, localPort, peerIp, peerPort, ipv6 } = socket;
  return {
    netid,
    state,
    recvQ,
    sendQ,
    localIp,
    peerIp,
    device,
    owner,
    localPort: socket.kind === 'raw' ? socket.protocol : localPort,
    peerPort: listening ? 0 : peerPort,
    family: ipv6,
    timer: socket.kind === 'tcp' ? timerOf(sys, socket) : null,
  };
}

/** Of a listener the connections that wait and how many may; else the bytes not read and not acknowledged. */
function queuesOf(socket: Socket): [number, number] {
  switch (socket.kind) {
    case 'tcp': {
      const { listener, state, inboxBytes, finished, sndUna, sndNxt, unsentBytes } = socket.tcp;
      if (listener !== null && state === 'LISTEN') return [listener.accepted.length, listener.backlog];
      if (state === 'TIME-WAIT' || state === 'SYN-SENT') return [0, state === 'SYN-SENT' ? 1 : 0];
      return [inboxBytes + (finished ? 1 : 0), ((sndNxt - sndUna) >>> 0) + unsentBytes];
    }
    case 'udp':
      return [socket.queued, 0];
    default:
      return [0, 0];
  }
}

function timerOf(sys: Sys, { tcp }: TcpSocket): SocketLine['timer'] {
  const left = (due: number) => Math.max(0, due - sys.k.clock.now) / (SECOND / 1000);
  const { retransmit, probe, wait } = tcp.alarms;
  if (wait.due > 0) return { name: 'timewait', left: left(wait.due), retransmits: 0 };
  if (retransmit.due > 0) return { name: 'on', left: left(retransmit.due), retransmits: tcp.retransmits };
  return probe.due > 0 ? { name: 'persist', left: left(probe.due), retransmits: tcp.probes } : null;
}

/** Who holds which socket: descriptors count from 3, in the order the sockets were made. */
function ownersOf(sys: Sys, ns: Netns): Record<string, NonNullable<SocketLine['owner']>> {
  const owners: Record<string, NonNullable<SocketLine['owner']>> = {};
  const seen = visibleProcesses(sys);
  const next: Record<number, number> = {};
  for (const socket of [...values(ns.sockets)].sort((a, b) => serial(a.id) - serial(b.id))) {
    if (socket.pid === null) continue;
    const holder = seen.find(({ process }) => process.pid === socket.pid);
    const fd = next[socket.pid] ?? 3;
    next[socket.pid] = fd + 1;
    if (holder !== undefined)
      owners[socket.id] = { pid: holder.pid, name: (holder.process.argv[0] ?? '').replace(/^.*\//, ''), fd };
  }
  return owners;
}

/** An end's address: `*` or `[::]` for any of IPv6, mapped ones in brackets. */
export function addressText(ip: Ipv4, family: SocketLine['family'], listening: boolean): string {
  if (family === 'none') return formatIpv4(ip);
  if (ip === 0) return family === 'only' ? '[::]' : '*';
  return listening && family === 'only' ? '[::]' : `[::ffff:${formatIpv4(ip)}]`;
}
