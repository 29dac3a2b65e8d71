/** Taking an overlay network to a node when something there is to be on it, and away again (libnetwork `agent`, moby `daemon/cluster/executor/container`). */
import { get, put, remove } from '../../sim/table';
import { type Daemon, nextOrder } from '../daemon';
import { driverOf } from '../drivers/registry';
import { endpointsOf } from '../engine';
import { Failure, failed, type Outcome } from '../failure';
import type { Network } from '../network';
import { forgetBalancers, syncBalancers } from '../service/balancer';
import { type Cluster, nodesOf, type SwarmNetwork } from './cluster';
import { clusterOf, nodeOf } from './member';
import { learnPeers } from './gossip';
import { networkOfSwarm } from './known';
import { createLoadBalancer, deleteLoadBalancer, loadBalancerOf } from './load-balancer';
import { freeAddress, takeAddress } from './pool';

/** The network on this node: made, with its load balancer, unless it is here already. */
export function extendNetwork(d: Daemon, swarmNetwork: SwarmNetwork): Outcome<Network> {
  const there = get(d.engine.networks, swarmNetwork.id);
  if (there !== undefined) return there;
  const node = nodeOf(d);
  const address = node === null ? null : (swarmNetwork.loadBalancers[node.id] ?? takeAddress(swarmNetwork, null));
  if (node === null || address === null) return new Failure('System', 'This node is not part of a swarm');
  if (failed(address)) return address;
  swarmNetwork.loadBalancers[node.id] = address;
  const made = networkOfSwarm(swarmNetwork, nextOrder(d), d.world.clock.now);
  put(d.engine.networks, made.id, made);
  const network = get(d.engine.networks, made.id) ?? made;
  const created = driverOf(network.driver)?.createNetwork(d, network) ?? null;
  if (failed(created)) {
    remove(d.engine.networks, network.id);
    return created;
  }
  learnPeers(d, network);
  const balancer = createLoadBalancer(d, network, address);
  if (failed(balancer)) return balancer;
  syncBalancers(d, network);
  return network;
}

/** Takes it away where nothing but its load balancer is left on it; the ingress network stays. */
export function shrinkNetwork(d: Daemon, network: Network): void {
  const balancer = loadBalancerOf(d, network);
  const others = endpointsOf(d.engine, network).filter((endpoint) => endpoint.sandbox !== balancer?.id);
  if (!network.ingress && others.length === 0) removeFromNode(d, network);
}

/** Its load balancer, its namespace and the address that the load balancer had go. */
export function removeFromNode(d: Daemon, network: Network): void {
  const cluster = clusterOf(d);
  const node = nodeOf(d);
  forgetBalancers(d, network);
  deleteLoadBalancer(d, network);
  driverOf(network.driver)?.deleteNetwork(d, network);
  remove(d.engine.networks, network.id);
  const swarmNetwork = cluster === null ? undefined : get(cluster.networks, network.id);
  const address = node === null ? undefined : swarmNetwork?.loadBalancers[node.id];
  if (node === null || swarmNetwork === undefined || address === undefined) return;
  freeAddress(swarmNetwork, address.address);
  delete swarmNetwork.loadBalancers[node.id];
}

/** A manager's order: the network is gone; where tasks still end that were on it, it goes with the last of them. */
export function deleteSwarmNetwork(d: Daemon, cluster: Cluster, id: string): null {
  for (const node of nodesOf(cluster)) {
    const other = node.left === null ? d.on(node.machine) : null;
    const network = other === null ? undefined : get(other.engine.networks, id);
    if (other !== null && network !== undefined) shrinkNetwork(other, network);
  }
  remove(cluster.networks, id);
  return null;
}
