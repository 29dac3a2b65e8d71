/** What an ICMP error does to the socket whose packet it quotes (`icmp_err` of each protocol). */
import { type Ipv4 } from '../../base/ipv4';
import { values } from '../../sim/table';
import type { Icmp, Ipv4Packet } from '../../wire/packet';
import type { Errno } from '../errno';
import type { Kernel } from '../kernel';
import type { Netns } from '../netns';
import { type Socket, SocketError } from './socket';
import { wake } from './wake';

/** Finds the socket that sent `quoted` and hands it the error. */
export function socketErrors(k: Kernel, ns: Netns, from: Ipv4, icmp: Icmp, quoted: Ipv4Packet, errno: Errno): void {
  const payload = quoted.payload;
  for (const socket of values(ns.sockets)) {
    if (!sent(socket, quoted)) continue;
    const bytes = payload instanceof Uint8Array ? payload : payload.payload;
    socket.errors.push(new SocketError(errno, { type: icmp.type, code: icmp.code, from }, icmp.rest, quoted, bytes));
    wake(k, socket);
  }
}

function sent(socket: Socket, quoted: Ipv4Packet): boolean {
  const payload = quoted.payload;
  if (payload instanceof Uint8Array) return false;
  switch (payload.kind) {
    case 'icmp':
      return socket.kind === 'ping' && socket.localPort === payload.rest >>> 16;
    case 'udp':
      return socket.kind === 'udp' && socket.localPort === payload.srcPort && (socket.peerPort === 0 || socket.peerPort === payload.dstPort);
    case 'tcp':
      return false;
  }
}
