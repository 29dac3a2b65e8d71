/** The networks that a daemon can name: its own, and on a manager those of the swarm (moby `daemon/cluster/networks.go`). */
import { createTable, get } from '../../sim/table';
import type { Daemon } from '../daemon';
import { findNetwork, networksOf } from '../engine';
import type { Network } from '../network';
import { type SwarmNetwork, swarmNetworksOf } from './cluster';
import { clusterOf, nodeOf } from './member';

/** A network of the swarm as an engine has it. Which addresses are taken is the swarm's business: its own pool only keeps those here. */
export function networkOfSwarm(network: SwarmNetwork, order: number, created = network.created): Network {
  const { id, name, origin, internal, attachable, ingress, enableIpv6, labels, options, ipam } = network;
  const pool = ipam.pool === null ? null : { ...ipam.pool, taken: createTable<true>() };
  return {
    id,
    name,
    order,
    created,
    origin,
    driver: 'overlay',
    scope: 'swarm',
    internal,
    attachable,
    ingress,
    configOnly: false,
    configFrom: '',
    enableIpv6,
    labels,
    options,
    ipam: { ...ipam, pool },
    device: null,
    ownsDevice: false,
    ports: 0,
  };
}

/** Whether the network is here, and not only known of. */
export function isHere(d: Daemon, network: Network): boolean {
  return get(d.engine.networks, network.id) !== undefined;
}

/** Every network that it knows, its own first. */
export function knownNetworks(d: Daemon): Network[] {
  const own = networksOf(d.engine);
  const cluster = nodeOf(d)?.role === 'manager' ? clusterOf(d) : null;
  if (cluster === null) return own;
  const others = swarmNetworksOf(cluster).filter(({ id }) => get(d.engine.networks, id) === undefined);
  return [...own, ...others.map((network) => networkOfSwarm(network, network.order))];
}

/** By name, whole id, or the beginning of an id that only one has. */
export function findKnownNetwork(d: Daemon, ref: string): Network | null {
  const own = findNetwork(d.engine, ref);
  if (own !== null) return own;
  const all = knownNetworks(d);
  const whole = all.find(({ id, name }) => id === ref || name === ref);
  if (whole !== undefined) return whole;
  const begun = ref === '' ? [] : all.filter(({ id }) => id.startsWith(ref));
  return begun.length === 1 ? begun[0]! : null;
}

/** A network of the swarm that a container here may be let onto, as any node can ask for; or null. */
export function swarmNetworkNamed(d: Daemon, ref: string): Network | null {
  const cluster = clusterOf(d);
  const found =
    cluster === null ? undefined : swarmNetworksOf(cluster).find(({ id, name }) => id === ref || name === ref);
  return found === undefined ? null : networkOfSwarm(found, found.order);
}
