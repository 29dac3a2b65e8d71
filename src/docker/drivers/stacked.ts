/** How a link that is stacked on a parent comes into a sandbox, and goes. */
import type { Mac } from '../../base/mac';
import type { Ipvlan, Macvlan } from '../../kernel/link/link';
import { linkById, type Netns } from '../../kernel/netns';
import { addAddress, deleteLink, linkUp, moveLink, renameLink, setMac } from '../../kernel/rtnetlink';
import { beginAnnouncing } from '../announce';
import type { Daemon } from '../daemon';
import type { Endpoint } from '../endpoint';
import type { Network } from '../network';

/** Made on the host, it is moved in, named, addressed and put up; `mac` null leaves it the address that it has. */
export function moveIn(
  d: Daemon,
  endpoint: Endpoint,
  ns: Netns,
  link: Macvlan | Ipvlan,
  ifName: string,
  mac: Mac | null,
): void {
  link.txQueueLen = 0;
  moveLink(d.world.netns, d.host, link, ns);
  renameLink(ns, link, ifName);
  if (mac !== null) setMac(d.world.netns, ns, link, mac);
  endpoint.mac = mac;
  endpoint.link = link.id;
  endpoint.ifName = ifName;
  if (endpoint.address !== null) addAddress(ns, link, endpoint.address, { broadcast: true });
  linkUp(ns, link);
  if (!link.noArp) beginAnnouncing(d, endpoint);
}

export function leaveStacked(d: Daemon, _network: Network, endpoint: Endpoint, ns: Netns): void {
  const link = endpoint.link === null ? null : linkById(ns, endpoint.link);
  if (link !== null) deleteLink(d.world.netns, ns, link);
}
