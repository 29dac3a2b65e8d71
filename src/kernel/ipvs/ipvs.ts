/** IP Virtual Server of a namespace as plain data (include/net/ip_vs.h): its services, their real servers and the connections it has spread. */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import type { Micros } from '../../sim/clock';
import { createTable, type Table } from '../../sim/table';
import { Value } from '../../sim/value';
import { IpProtocol } from '../../wire/packet';
import type { IpvsTcpState } from './tcp.machine';

export interface Ipvs {
  /** In the order of `ipvsadm -L`. */
  services: readonly VirtualService[];
  /** By protocol and both ends, as the client writes them. */
  readonly conns: Table<IpvsConn>;
  /** The same connections by both ends, as the real server writes them: their key in `conns`. */
  readonly replies: Table<string>;
}

/** Replaced by a new value when it changes. */
export class VirtualService extends Value {
  constructor(
    /** What it is known by: a packet's mark, or else protocol, address and port. */
    readonly match: ServiceMatch,
    /** The newest first. */
    readonly servers: readonly RealServer[],
    /** The server that got the last connection; the next one follows it. Null before the first. */
    readonly last: string | null,
  ) {
    super();
  }
}

export type ServiceMatch =
  | { readonly by: 'mark'; readonly mark: number }
  | { readonly by: 'address'; readonly protocol: number; readonly address: Ipv4; readonly port: number };

/** Masquerading is the only way of forwarding. */
export class RealServer extends Value {
  constructor(
    readonly address: Ipv4,
    /** 0 keeps the port that the client wants. */
    readonly port: number,
    /** 0 gets no new connections. */
    readonly weight: number,
  ) {
    super();
  }
}

/** Replaced by a new value when it changes (struct ip_vs_conn). */
export class IpvsConn extends Value {
  constructor(
    readonly protocol: number,
    readonly client: End,
    readonly virtual: End,
    readonly server: End,
    /** The service, as `serviceName` spells it, and the server, as `serverName` does. */
    readonly service: string,
    readonly chosen: string,
    readonly state: IpvsTcpState | 'UDP',
    readonly expires: Micros,
  ) {
    super();
  }
}

export interface End {
  readonly ip: Ipv4;
  readonly port: number;
}

export function createIpvs(): Ipvs {
  return { services: [], conns: createTable(), replies: createTable() };
}

/** `FWM  256`, `TCP  10.0.0.1:80`: as `ipvsadm -Ln` names a service. */
export function serviceName(match: ServiceMatch): string {
  if (match.by === 'mark') return `FWM  ${match.mark}`;
  return `${match.protocol === IpProtocol.Tcp ? 'TCP' : 'UDP'}  ${formatIpv4(match.address)}:${match.port}`;
}

/** `10.0.1.3:0`. */
export function serverName({ address, port }: RealServer): string {
  return `${formatIpv4(address)}:${port}`;
}
