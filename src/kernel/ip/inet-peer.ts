/** What the kernel remembers of a host that it tells of errors, so that it does not tell too often (net/ipv4/inetpeer.c). */
import type { Ipv4 } from '../../base/ipv4';
import { IcmpType, UnreachCode } from '../../wire/icmp';
import { MILLISECOND, type Micros, SECOND } from '../../sim/clock';
import { get, put } from '../../sim/table';
import { Value } from '../../sim/value';
import type { Kernel } from '../kernel';
import type { Netns } from '../netns';
import { sysctlNumber } from '../sysctl';

export class InetPeer extends Value {
  constructor(
    /** Time saved up, for messages of which each costs some. */
    readonly tokens: Micros,
    /** When tokens were last counted; a redirect counts as well. */
    readonly last: Micros,
    readonly redirects: number,
  ) {
    super();
  }
}

/** XRLIM_BURST_FACTOR: messages that may be sent at once. */
const BURST = 6;
/** `ip_rt_error_cost`, `ip_rt_error_burst`: of errors about a route that is not there. */
const ROUTE_ERROR_COST = SECOND;
const ROUTE_ERROR_BURST = 5 * SECOND;
/** `ip_rt_redirect_number`, `_load` and `_silence`. */
const MOST_REDIRECTS = 9;
const REDIRECT_LOAD = 20 * MILLISECOND;
const REDIRECT_SILENCE = 2 ** (MOST_REDIRECTS + 1) * REDIRECT_LOAD;
/** Long enough ago for all tokens there can be. */
const LONG_AGO = -60 * SECOND;

const peerOf = (k: Kernel, ns: Netns, ip: Ipv4): InetPeer =>
  get(ns.peers, ip) ?? new InetPeer(0, k.clock.now + LONG_AGO, 0);

function spend(k: Kernel, ns: Netns, ip: Ipv4, cost: Micros, most: Micros): boolean {
  const peer = peerOf(k, ns, ip);
  const tokens = Math.min(peer.tokens + k.clock.now - peer.last, most);
  const mayGo = tokens >= cost;
  put(ns.peers, ip, new InetPeer(mayGo ? tokens - cost : tokens, k.clock.now, peer.redirects));
  return mayGo;
}

/** Whether a message of that kind may be sent to that host now: `icmpv4_xrlim_allow`. */
export function mayTell(k: Kernel, ns: Netns, ip: Ipv4, type: number, code: number): boolean {
  if (type === IcmpType.DestUnreach && code === UnreachCode.FragNeeded) return true;
  if ((sysctlNumber(ns.sysctl, 'net.ipv4.icmp_ratemask') & (1 << type)) === 0) return true;
  const cost = sysctlNumber(ns.sysctl, 'net.ipv4.icmp_ratelimit') * MILLISECOND;
  return cost === 0 || spend(k, ns, ip, cost, BURST * cost);
}

/** Whether the sender of a packet without a route may be told: `ip_error`. */
export function mayTellOfRoute(k: Kernel, ns: Netns, ip: Ipv4): boolean {
  return spend(k, ns, ip, ROUTE_ERROR_COST, ROUTE_ERROR_BURST);
}

/** Whether a host may be told of a better gateway, ever more seldom as it goes on not listening: `ip_rt_send_redirect`. */
export function mayRedirect(k: Kernel, ns: Netns, ip: Ipv4): boolean {
  const { now } = k.clock;
  const known = peerOf(k, ns, ip);
  const peer = now - known.last > REDIRECT_SILENCE ? new InetPeer(0, known.last, 0) : known;
  const tooMany = peer.redirects >= MOST_REDIRECTS;
  const mayGo = !tooMany && (peer.redirects === 0 || now - peer.last > REDIRECT_LOAD * 2 ** peer.redirects);
  if (mayGo || tooMany) put(ns.peers, ip, new InetPeer(peer.tokens, now, peer.redirects + (mayGo ? 1 : 0)));
  return mayGo;
}
