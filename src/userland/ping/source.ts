/** Where the probes of a ping leave from, and whether they can. */
import type { Ipv4 } from '../../base/ipv4';
import { strerror } from '../../kernel/errno';
import { isLocal, linkByName, localType } from '../../kernel/netns';
import { type Output, routeOutput } from '../../kernel/route';
import { routeErrno } from '../../kernel/socket/route';
import type { Sys } from '../program';
import { parseInetAton } from '../resolver/numeric';
import type { PingOptions } from './options';

/** What `-I` binds to: a device, or an address of ours. */
interface Source {
  readonly device: string | null;
  readonly ip: Ipv4;
}

/** The source that the options ask for, or what ping says of it. */
export function sourceOf(sys: Sys, options: PingOptions): Source | string {
  if (options.ttl === 0) return `ping: cannot set unicast time-to-live: ${strerror('EINVAL')}\n`;
  if (options.source === null) return { device: null, ip: 0 };
  const ip = parseInetAton(options.source);
  if (ip !== null) return isLocal(sys.ns, ip) ? { device: null, ip } : `ping: bind: ${strerror('EADDRNOTAVAIL')}\n`;
  const link = linkByName(sys.ns, options.source);
  return link === null
    ? `ping: SO_BINDTODEVICE ${options.source}: ${strerror('ENODEV')}\n`
    : { device: link.id, ip: 0 };
}

/** ping connects a UDP socket first, to learn whether there is a way at all: what it says where there is none, or null. */
export function probeRoute(sys: Sys, ip: Ipv4, options: PingOptions, source: Source): string | null {
  const output = quietRoute(sys, ip, source);
  const broadcast = localType(sys.ns, ip) === 'broadcast';
  const errno = output === null ? routeErrno(sys.ns, ip, source.device) : broadcast ? 'EACCES' : null;
  // A route that prohibits is refused as a broadcast is, and ping cannot tell the one from the other.
  if (errno === 'EACCES' && !options.broadcast)
    return 'ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules\n';
  return output === null && errno !== null ? `ping: connect: ${strerror(errno)}\n` : null;
}

/** Where a packet to the address would go, without a word of it on the timeline; null where there is no way. */
export function quietRoute(sys: Sys, ip: Ipv4, source: Source): Output | null {
  const k = { ...sys.k, tap: { ...sys.k.tap, why: null } };
  return routeOutput(k, sys.ns, ip, source.ip === 0 ? null : source.ip, source.device);
}
