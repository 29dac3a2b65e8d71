/** Ports as data: what `-p` asks for, and what was made of it. */
import type { Ipv4 } from '../base/ipv4';

export type Transport = 'tcp' | 'udp' | 'sctp';

/** What `-p` asks for. */
export interface PortBinding {
  readonly containerPort: number;
  readonly protocol: Transport;
  /** '' where the network's default holds. */
  readonly hostIp: string;
  /** 0 for any. */
  readonly hostPort: number;
  readonly hostPortEnd: number;
  /** The line that asks for it, where it is told apart from the container's. */
  readonly origin?: string;
}

/** A port that is published. */
export interface BoundPort {
  readonly protocol: Transport;
  readonly containerIp: Ipv4;
  readonly containerPort: number;
  readonly hostIp: string;
  /** 0 where none of the host's leads there: the network is routed. */
  readonly hostPort: number;
  /** The process id of its docker-proxy. */
  readonly proxy: number | null;
  /** That of what carries on Docker Desktop's host. */
  readonly forwarder?: number;
}

/** The host's port as Docker writes it: empty where there is none. */
export function hostPortText({ hostPort }: BoundPort): string {
  return hostPort === 0 ? '' : `${hostPort}`;
}

export function isTransport(text: string): text is Transport {
  return text === 'tcp' || text === 'udp' || text === 'sctp';
}
