/** The peer database of an overlay network (libnetwork `drivers/overlay/peerdb.go`): a node writes down, permanently, where the endpoints of the others are. */
import { get, put, remove } from '../../sim/table';
import { VxlanFdbEntry } from '../../kernel/link/link';
import { linkByName, type Netns } from '../../kernel/netns';
import { neighAdd, neighDelete } from '../../kernel/neigh/neighbour';
import type { Daemon } from '../daemon';
import type { Peer } from '../swarm/cluster';

export const VXLAN_NAME = 'vxlan0';

/** `bridge fdb add MAC dev vxlan0 dst NODE` and `ip neigh add IP lladdr MAC dev vxlan0 nud permanent`. */
export function addPeer(d: Daemon, ns: Netns, { mac, address, tunnel }: Peer): void {
  const vxlan = linkByName(ns, VXLAN_NAME);
  if (vxlan?.kind !== 'vxlan') return;
  put(vxlan.fdb, mac, new VxlanFdbEntry(mac, [tunnel], true, d.k.clock.now));
  neighAdd(d.k, ns, vxlan, address.address, mac);
}

/** Both go with the endpoint, unless another has come to its address since. */
export function deletePeer(ns: Netns, { mac, address, tunnel }: Peer): void {
  const vxlan = linkByName(ns, VXLAN_NAME);
  if (vxlan?.kind !== 'vxlan') return;
  if (get(vxlan.fdb, mac)?.remotes.includes(tunnel) === true) remove(vxlan.fdb, mac);
  if (get(vxlan.neighbours, address.address)?.lladdr === mac) neighDelete(vxlan, address.address);
}
