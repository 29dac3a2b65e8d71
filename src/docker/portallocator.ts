/** Which host ports are taken, and which is next (libnetwork `portallocator`): 32768 to 60999 round and round, a count a protocol and address, which know nothing of each other. */
import { createTable, get, put, remove, type Table } from '../sim/table';

const FIRST_PORT = 32768;
const LAST_PORT = 60999;

export interface PortsInUse {
  /** `tcp 0.0.0.0 8080`. */
  readonly taken: Table<true>;
  /** The port given last out of the whole range, by protocol and address. */
  readonly last: Record<string, number>;
}

export function createPortsInUse(): PortsInUse {
  return { taken: createTable(), last: {} };
}

const keyOf = (protocol: string, ip: string, port: number) => `${protocol} ${ip} ${port}`;

/** Takes a port of the range; from the whole dynamic range where `from` is 0. Null where all are taken. */
export function requestPort(ports: PortsInUse, protocol: string, ip: string, from: number, to: number): number | null {
  if (from > 0) {
    for (let port = from; port <= to; port++) if (take(ports, protocol, ip, port)) return port;
    return null;
  }
  const counter = `${protocol} ${ip}`;
  const count = LAST_PORT - FIRST_PORT + 1;
  const last = ports.last[counter] ?? LAST_PORT;
  for (let i = 1; i <= count; i++) {
    const port = FIRST_PORT + ((last - FIRST_PORT + i) % count);
    if (!take(ports, protocol, ip, port)) continue;
    ports.last[counter] = port;
    return port;
  }
  return null;
}

function take(ports: PortsInUse, protocol: string, ip: string, port: number): boolean {
  const key = keyOf(protocol, ip, port);
  if (get(ports.taken, key) !== undefined) return false;
  put(ports.taken, key, true);
  return true;
}

export function releasePort(ports: PortsInUse, protocol: string, ip: string, port: number): void {
  remove(ports.taken, keyOf(protocol, ip, port));
}
