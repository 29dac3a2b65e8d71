/** Sockets of one namespace (struct sock): what the system calls of `calls.ts` work on. */
import type { Ipv4 } from '../../base/ipv4';
import { Value } from '../../sim/value';
import type { Frame, Ipv4Packet } from '../../wire/packet';
import type { Errno } from '../errno';
import type { TcpControl } from './tcp/control';

interface SocketBase {
  readonly id: string;
  /** The process to wake; null for a connection not yet accepted, and for a socket that its process has closed. */
  pid: number | null;
  localIp: Ipv4;
  localPort: number;
  peerIp: Ipv4;
  peerPort: number;
  /** SO_BINDTODEVICE: a link's id. */
  device: string | null;
  /** Pending error (SO_ERROR), told by the next call. */
  error: Errno | null;
  ttl: number | null;
  /** IP_MTU_DISCOVER. */
  pmtuDiscover: 'dont' | 'want' | 'do';
  reuseAddress: boolean;
  /** Whether it is a socket of IPv6: `dual` serves IPv4 too (`ss` prints `*:80`), `only` never does (`[::]:80`). */
  ipv6: 'none' | 'dual' | 'only';
  /** IP_RECVERR: ICMP errors about what it sent wait in `errors`. */
  recvErr: boolean;
  readonly errors: SocketError[];
  /** Identification of its next packet (`inet_id`). */
  ipId: number;
}

export interface UdpSocket extends SocketBase {
  readonly kind: 'udp';
  readonly received: Datagram[];
  /** Bytes in `received`, with what the kernel needs besides to hold them. */
  queued: number;
  broadcast: boolean;
}

/** SOCK_DGRAM with IPPROTO_ICMP: what ping uses; `localPort` is the echo identifier. */
export interface PingSocket extends SocketBase {
  readonly kind: 'ping';
  readonly received: Datagram[];
}

export interface RawSocket extends SocketBase {
  readonly kind: 'raw';
  readonly protocol: number;
  readonly received: Datagram[];
}

/** AF_PACKET: a copy of every frame that passes the link (every link where `device` is null). */
export interface PacketSocket extends SocketBase {
  readonly kind: 'packet';
  readonly captured: Captured[];
}

export interface TcpSocket extends SocketBase {
  readonly kind: 'tcp';
  readonly tcp: TcpControl;
}

export type Socket = UdpSocket | PingSocket | RawSocket | PacketSocket | TcpSocket;

/** What recvmsg gives. For a ping socket `srcPort` is the sequence number and the payload the echo's data; for a raw socket the payload begins behind the IP header. */
export class Datagram extends Value {
  constructor(
    readonly src: Ipv4,
    readonly srcPort: number,
    readonly dst: Ipv4,
    readonly ttl: number,
    readonly payload: Uint8Array,
    readonly at: number,
    /** Of the whole IP packet. */
    readonly length: number,
  ) {
    super();
  }
}

export class SocketError extends Value {
  constructor(
    readonly errno: Errno,
    /** Null for an error of our own kernel (EMSGSIZE: `info` is the MTU). */
    readonly icmp: { readonly type: number; readonly code: number; readonly from: Ipv4 } | null,
    readonly info: number,
    /** The packet that it is about, and the payload of it that was quoted. */
    readonly packet: Ipv4Packet,
    readonly payload: Uint8Array,
  ) {
    super();
  }
}

export class Captured extends Value {
  constructor(
    readonly at: number,
    readonly link: string,
    readonly dev: string,
    readonly sent: boolean,
    readonly frame: Frame,
  ) {
    super();
  }
}
