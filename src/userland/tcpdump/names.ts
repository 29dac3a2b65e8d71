/** What tcpdump calls addresses and ports: by numbers with -n, else by the names that are known so far. */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import { MAC_BROADCAST } from '../../base/mac';
import { serviceName } from '../services';
import { IP_PROTOCOLS } from './filter/primitives';
import type { Names } from './print/line';

const PROTOCOL_NAMES = new Map(Object.entries(IP_PROTOCOLS).map(([name, number]) => [number, name]));

/** Names as -n leaves them or makes them; an address without one goes to `missing`. */
export function namesOf(numeric: boolean, hosts: Readonly<Record<Ipv4, string>>, missing: Ipv4[] | null): Names {
  if (numeric) {
    return { host: formatIpv4, port: String, mac: (mac) => mac, protocol: (number) => `ip-proto-${number}` };
  }
  return {
    host: (ip) => {
      const name = hosts[ip];
      if (name === undefined) missing?.push(ip);
      return name ?? formatIpv4(ip);
    },
    port: (port, protocol) => serviceName(port, protocol) ?? String(port),
    mac: (mac) => (mac === MAC_BROADCAST ? 'Broadcast' : `${mac} (oui Unknown)`),
    protocol: (number) => PROTOCOL_NAMES.get(number) ?? `ip-proto-${number}`,
  };
}
