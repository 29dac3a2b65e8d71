/** What each protocol's tracker makes of a packet (nf_conntrack_proto_{tcp,udp,icmp,generic}.c). */
import { SECOND } from '../../../sim/clock';
import type { Ipv4Packet } from '../../../wire/packet';
import type { Kernel } from '../../kernel';
import type { Netns } from '../../netns';
import { changeConn, type Conn } from '../conntrack';
import { beginTcp, trackTcp } from './tcp-conn';
import type { TcpConnState } from './tcp-conn.machine';
import { conntrackTimeout, jiffyOf } from './timeout';
import { isIcmpRequest } from './tuple';

/** A UDP flow that still goes both ways after this long is a stream. */
const STREAM = 2 * SECOND;

/** The connection after the packet; `reopen` where the packet begins a new one, `kill` where the packet still belongs to it but ends it. */
export type Tracked = Conn | 'invalid' | 'reopen' | 'kill';

/** The first packet of a connection: the state it begins in and how long it lasts, or null where nothing can begin so. */
export function beginPacket(
  ns: Netns,
  packet: Ipv4Packet,
): { readonly state: TcpConnState | ''; readonly timeout: number } | null {
  const { payload } = packet;
  if (payload instanceof Uint8Array) return { state: '', timeout: conntrackTimeout(ns, 'generic') };
  switch (payload.kind) {
    case 'tcp':
      return beginTcp(ns, payload);
    case 'udp':
      return { state: '', timeout: conntrackTimeout(ns, 'udp') };
    case 'icmp':
      return isIcmpRequest(payload.type) ? { state: '', timeout: conntrackTimeout(ns, 'icmp') } : null;
  }
}

/** `nf_conntrack_handle_packet`. */
export function trackPacket(k: Kernel, ns: Netns, conn: Conn, reply: boolean, packet: Ipv4Packet): Tracked {
  const { payload } = packet;
  if (payload instanceof Uint8Array) return refresh(k, conn, reply, conn.assured, conntrackTimeout(ns, 'generic'));
  switch (payload.kind) {
    case 'tcp':
      return trackTcp(k, ns, conn, reply, payload);
    case 'udp': {
      if (!conn.seenReply || k.clock.now < conn.started + STREAM)
        return refresh(k, conn, reply, conn.assured, conntrackTimeout(ns, 'udp'));
      return refresh(k, conn, reply, true, conntrackTimeout(ns, 'udp_stream'));
    }
    case 'icmp':
      return refresh(k, conn, reply, false, conntrackTimeout(ns, 'icmp'));
  }
}

/** `nf_ct_refresh_acct`: the same value where nothing has changed within this jiffy. */
function refresh(k: Kernel, conn: Conn, reply: boolean, assured: boolean, timeout: number): Conn {
  const expires = jiffyOf(k.clock.now) + timeout;
  const seenReply = conn.seenReply || reply;
  if (conn.expires === expires && conn.seenReply === seenReply && conn.assured === assured) return conn;
  return changeConn(conn, { seenReply, assured, expires });
}
