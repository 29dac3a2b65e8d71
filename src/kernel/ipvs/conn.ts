/** Connections that were spread (net/netfilter/ipvs/ip_vs_conn.c): found from either side, forgotten after a time without a packet. */
import { formatIpv4 } from '../../base/ipv4';
import { type Micros, SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { get, put, remove, values } from '../../sim/table';
import { IpProtocol, type Tcp, TcpFlag, type Transport } from '../../wire/packet';
import { type End, type Ipvs, IpvsConn } from './ipvs';
import { IPVS_TCP_EVENTS, IPVS_TCP_STATES, type IpvsTcpEvent, ipvsTcpMachine, type IpvsTcpState } from './tcp.machine';

const table = compileMachine(ipvsTcpMachine, IPVS_TCP_STATES, IPVS_TCP_EVENTS, []);

const MINUTE = 60 * SECOND;

/** `tcp_timeouts`, and the one of UDP. */
const TIMEOUTS: Readonly<Record<IpvsTcpState | 'UDP', Micros>> = {
  NONE: 2 * SECOND,
  ESTABLISHED: 15 * MINUTE,
  SYN_SENT: 2 * MINUTE,
  SYN_RECV: MINUTE,
  FIN_WAIT: 2 * MINUTE,
  TIME_WAIT: 2 * MINUTE,
  CLOSE: 10 * SECOND,
  CLOSE_WAIT: MINUTE,
  LAST_ACK: 30 * SECOND,
  UDP: 5 * MINUTE,
};

/** Every so many connections those whose time is over are cleared away. */
const COLLECT_EVERY = 64;

function keyOf(protocol: number, from: End, to: End): string {
  return `${protocol} ${formatIpv4(from.ip)}:${from.port} ${formatIpv4(to.ip)}:${to.port}`;
}

/** `ip_vs_conn_in_get`: of a packet from a client. */
export function connOfClient(ipvs: Ipvs, protocol: number, client: End, virtual: End, now: Micros): IpvsConn | null {
  return alive(ipvs, get(ipvs.conns, keyOf(protocol, client, virtual)), now);
}

/** `ip_vs_conn_out_get`: of a packet from a real server. */
export function connOfServer(ipvs: Ipvs, protocol: number, server: End, client: End, now: Micros): IpvsConn | null {
  const key = get(ipvs.replies, keyOf(protocol, server, client));
  return key === undefined ? null : alive(ipvs, get(ipvs.conns, key), now);
}

function alive(ipvs: Ipvs, conn: IpvsConn | undefined, now: Micros): IpvsConn | null {
  if (conn === undefined) return null;
  if (conn.expires > now) return conn;
  removeConn(ipvs, conn);
  return null;
}

/** A new one enters the table, or one that has changed takes its old place. */
export function keepConn(ipvs: Ipvs, conn: IpvsConn, now: Micros): void {
  const key = keyOf(conn.protocol, conn.client, conn.virtual);
  const isNew = get(ipvs.conns, key) === undefined;
  put(ipvs.conns, key, conn);
  put(ipvs.replies, keyOf(conn.protocol, conn.server, conn.client), key);
  if (isNew && ipvs.conns.size % COLLECT_EVERY === 0)
    for (const old of values(ipvs.conns)) if (old.expires <= now) removeConn(ipvs, old);
}

export function removeConn(ipvs: Ipvs, conn: IpvsConn): void {
  remove(ipvs.conns, keyOf(conn.protocol, conn.client, conn.virtual));
  remove(ipvs.replies, keyOf(conn.protocol, conn.server, conn.client));
}

/** `ip_vs_set_state`: what a packet makes of it. */
export function trackConn(conn: IpvsConn, direction: 'in' | 'out', payload: Transport, now: Micros): IpvsConn {
  const state = conn.state === 'UDP' ? 'UDP' : afterSegment(conn.state, direction, payload);
  const { protocol, client, virtual, server, service, chosen } = conn;
  return new IpvsConn(protocol, client, virtual, server, service, chosen, state, now + TIMEOUTS[state]);
}

function afterSegment(state: IpvsTcpState, direction: 'in' | 'out', payload: Transport): IpvsTcpState {
  if (payload instanceof Uint8Array || payload.kind !== 'tcp') return state;
  const event = eventOf(payload, direction);
  return event === null ? state : (table[state][event]?.to ?? state);
}

/** `tcp_state_idx`. */
function eventOf({ flags }: Tcp, direction: 'in' | 'out'): IpvsTcpEvent | null {
  if ((flags & TcpFlag.RST) !== 0) return `${direction}.rst`;
  if ((flags & TcpFlag.SYN) !== 0) return `${direction}.syn`;
  if ((flags & TcpFlag.FIN) !== 0) return `${direction}.fin`;
  return (flags & TcpFlag.ACK) !== 0 ? `${direction}.ack` : null;
}

/** A connection that has seen no packet yet. */
export function newConn(
  fields: Pick<IpvsConn, 'protocol' | 'client' | 'virtual' | 'server' | 'service' | 'chosen'>,
): IpvsConn {
  const { protocol, client, virtual, server, service, chosen } = fields;
  const state = protocol === IpProtocol.Tcp ? 'NONE' : 'UDP';
  return new IpvsConn(protocol, client, virtual, server, service, chosen, state, 0);
}
