/** 28 makes a new interface known: ARP requests for its own address, a second apart (libnetwork `osl/interface_linux.go`, `advertiseAddrs`). */
import { arpAnnounce } from '../kernel/arp';
import { linkById } from '../kernel/netns';
import { SECOND } from '../sim/clock';
import { get } from '../sim/table';
import type { Daemon } from './daemon';
import type { Endpoint } from './endpoint';

/** The alarm of the next announcement: `announce ENDPOINT COUNT`. */
export const ANNOUNCE = 'announce';

/** The first at once, the others by alarm. */
export function beginAnnouncing(d: Daemon, endpoint: Endpoint): void {
  if (d.profile.gratuitousArps > 0) announce(d, endpoint, 1);
}

export function announce(d: Daemon, endpoint: Endpoint, count: number): void {
  const sandbox = get(d.engine.sandboxes, endpoint.sandbox);
  const ns = get(d.world.netns, sandbox?.ns ?? '');
  const link = ns === undefined || endpoint.link === null ? null : linkById(ns, endpoint.link);
  if (ns === undefined || link === null || endpoint.address === null) return;
  arpAnnounce(d.k, ns, link, endpoint.address.address);
  if (count < d.profile.gratuitousArps) d.alarm(`${ANNOUNCE} ${endpoint.id} ${count + 1}`, SECOND);
}
