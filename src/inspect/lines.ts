/** Connections and sockets as cells, in the words of `conntrack -L` and `ss`. */
import { formatIpv4, type Ipv4 } from '../base/ipv4';
import type { Conn, Tuple } from '../kernel/netfilter/conntrack';
import type { Socket } from '../kernel/socket/socket';
import { protocolName } from '../wire/ipv4';

function tupleText(tuple: Tuple): string {
  const ends = `${formatIpv4(tuple.src)} → ${formatIpv4(tuple.dst)}`;
  return tuple.protocol === 1
    ? `${ends} id ${tuple.sport}`
    : `${formatIpv4(tuple.src)}:${tuple.sport} → ${formatIpv4(tuple.dst)}:${tuple.dport}`;
}

/** Both directions of a connection, and how far it has come. */
export function conntrackLine(conn: Conn): string[] {
  const protocol = protocolName(conn.original.protocol).toLowerCase();
  const state = [conn.state, conn.seenReply ? '' : 'UNREPLIED', conn.assured ? 'ASSURED' : '']
    .filter((word) => word !== '')
    .join(' ');
  return [`${protocol} ${tupleText(conn.original)}`, tupleText(conn.reply), state];
}

function end(ip: Ipv4, port: number): string {
  return `${ip === 0 ? '*' : formatIpv4(ip)}:${port === 0 ? '*' : port}`;
}

/** Protocol, state, and the two ends. */
export function socketRow(socket: Socket): string[] {
  const state = socket.kind === 'tcp' ? socket.tcp.state : socket.peerPort === 0 ? 'UNCONN' : 'ESTAB';
  return [socket.kind, state, end(socket.localIp, socket.localPort), end(socket.peerIp, socket.peerPort)];
}
