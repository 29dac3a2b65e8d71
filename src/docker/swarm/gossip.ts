/** What the nodes of a swarm tell each other (libnetwork `agent.go`, `networkdb`): at once here, over 7946/tcp and udp there. */
import { get, put, remove } from '../../sim/table';
import type { Daemon } from '../daemon';
import { overlayNetns } from '../drivers/overlay';
import { addPeer, deletePeer } from '../drivers/overlay-peers';
import type { Endpoint } from '../endpoint';
import type { Network } from '../network';
import { type Cluster, nodesOf, type Peer, type PeerService, peersOn } from './cluster';
import { clusterOf, nodeOf } from './member';

/** An endpoint has come: every other node that is on its network knows where to send its frames, and its names. */
export function announcePeer(d: Daemon, endpoint: Endpoint): void {
  const cluster = clusterOf(d);
  const node = nodeOf(d);
  if (cluster === null || node === null || endpoint.address === null || endpoint.mac === null) return;
  const peer: Peer = {
    endpoint: endpoint.id,
    order: cluster.nextOrder++,
    network: endpoint.network,
    node: node.id,
    tunnel: node.address,
    address: endpoint.address,
    mac: endpoint.mac,
    names: endpoint.names,
    service: null,
  };
  put(cluster.peers, peer.endpoint, peer);
  tellOthers(d, cluster, peer, (other, network) => {
    const ns = overlayNetns(other, network);
    if (ns !== null) addPeer(other, ns, peer);
  });
}

/** Other nodes hear of the service that an endpoint is a task of, and of its names, or that it has none any more. */
export function describePeer(d: Daemon, endpoint: Endpoint, service: PeerService): void {
  const cluster = clusterOf(d);
  const peer = cluster === null ? undefined : get(cluster.peers, endpoint.id);
  if (cluster !== null && peer !== undefined)
    put(cluster.peers, peer.endpoint, { ...peer, names: endpoint.names, service });
}

/** An endpoint has gone. */
export function withdrawPeer(d: Daemon, endpoint: Endpoint): void {
  const cluster = clusterOf(d);
  const peer = cluster === null ? undefined : get(cluster.peers, endpoint.id);
  if (cluster === null || peer === undefined) return;
  remove(cluster.peers, peer.endpoint);
  tellOthers(d, cluster, peer, (other, network) => {
    const ns = overlayNetns(other, network);
    if (ns !== null) deletePeer(ns, peer);
  });
}

function tellOthers(d: Daemon, cluster: Cluster, peer: Peer, tell: (other: Daemon, network: Network) => void): void {
  for (const node of nodesOf(cluster)) {
    const other = node.id === peer.node || node.left !== null ? null : d.on(node.machine);
    const network = other === null ? undefined : get(other.engine.networks, peer.network);
    if (other !== null && network !== undefined) tell(other, network);
  }
}

/** A node has come to a network: it hears of every endpoint that others have there. */
export function learnPeers(d: Daemon, network: Network): void {
  const cluster = clusterOf(d);
  const ns = overlayNetns(d, network);
  if (cluster === null || ns === null) return;
  for (const peer of peersOn(cluster, network.id)) if (peer.node !== nodeOf(d)?.id) addPeer(d, ns, peer);
}
