/** What a docker-proxy keeps. */
import type { Ipv4 } from '../../base/ipv4';

/** One direction. */
export interface Way {
  readonly from: string;
  readonly to: string;
  /** Read, but not yet taken by the other side. */
  pending: Uint8Array;
  /** The sender has ended; `passed` once the receiver knows. */
  ended: boolean;
  passed: boolean;
}

export interface Relay {
  readonly client: string;
  readonly backend: string;
  joined: boolean;
  readonly inward: Way;
  readonly outward: Way;
}

export interface Flow {
  readonly ip: Ipv4;
  readonly port: number;
  readonly socket: string;
}

export interface ProxyData {
  readonly protocol: 'tcp' | 'udp';
  /** The socket that listens. */
  readonly front: string;
  readonly container: { readonly ip: Ipv4; readonly port: number };
  /** Connections, by the id of either of their sockets. */
  readonly relays: Record<string, Relay>;
  /** Senders of datagrams, by address and port. */
  readonly flows: Record<string, Flow>;
}
