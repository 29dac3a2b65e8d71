/** What a socket's packets leave with: the hop limit, and the error of a destination without a way (net/ipv4/route.c, ip_output.c). */
import { type Ipv4, isMulticast } from '../../base/ipv4';
import type { Errno } from '../errno';
import { linkById, type Netns } from '../netns';
import { fibLookup, ROUTE_ERRORS } from '../route';
import { defaultTtl } from '../ip/packet';
import type { Socket } from './socket';

/** Why `routeOutput` found no way. */
export function routeErrno(ns: Netns, dst: Ipv4, device: string | null): Errno {
  if (device !== null && linkById(ns, device) === null) return 'ENODEV';
  const route = fibLookup(ns, dst, device);
  return route === null ? 'ENETUNREACH' : ROUTE_ERRORS[route.type];
}

/** IP_TTL where it was set, net.ipv4.ip_default_ttl otherwise; 1 for a group (IP_MULTICAST_TTL). */
export function ttlOf(ns: Netns, socket: Socket, dst: Ipv4): number {
  return socket.ttl ?? (isMulticast(dst) ? 1 : defaultTtl(ns));
}
