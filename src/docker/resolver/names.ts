/** What the embedded resolver knows (libnetwork `sandbox.ResolveName`, `network.ResolveIP`): the endpoints of the networks that a sandbox is on, and what the other nodes of a swarm have told of theirs. */
import type { Ipv4 } from '../../base/ipv4';
import type { Daemon } from '../daemon';
import { type Engine, endpointsOf } from '../engine';
import { attachedTo, byPrecedence, type Attached } from '../namespace';
import { isUserDefined, type Network } from '../network';
import type { Sandbox } from '../sandbox';
import { type Peer, peersOn } from '../swarm/cluster';
import { clusterOf } from '../swarm/member';

/** The networks of a sandbox that have names, the one with the default route first. */
function named(engine: Engine, sandbox: Sandbox): Attached[] {
  return attachedTo(engine, sandbox)
    .filter(({ network }) => isUserDefined(network.name))
    .sort(byPrecedence);
}

/** Addresses of a name: the whole of it in every network, then `a.b` in network `c` for `a.b.c`. Empty where nobody has it. */
export function resolveName(d: Daemon, sandbox: Sandbox, name: string): Ipv4[] {
  const labels = name.replace(/\.$/, '').split('.');
  const networks = named(d.engine, sandbox);
  for (let count = labels.length; count > 0; count--) {
    const host = labels.slice(0, count).join('.').toLowerCase();
    const where = labels.slice(count).join('.');
    for (const attached of networks) {
      if (where !== '' && attached.network.name !== where) continue;
      const found = addressesOf(d, attached, host);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** Links of the asker's own endpoint come before the names of the network, and those before its services. */
function addressesOf(d: Daemon, { endpoint, network }: Attached, host: string): Ipv4[] {
  const alias = Object.keys(endpoint.links).find((link) => link.toLowerCase() === host);
  const wanted = (alias === undefined ? host : (endpoint.links[alias] ?? '')).toLowerCase();
  const found = endpointsOf(d.engine, network)
    .filter((other) => other.names.some((known) => known.toLowerCase() === wanted))
    .map((other) => other.address?.address)
    .filter((address) => address !== undefined);
  return [...new Set([...found, ...elsewhere(d, network, wanted), ...ofServices(d, network, wanted)])];
}

/** `NAME` or an alias is a service's virtual address or, without one, that of each of its tasks, as `tasks.NAME` is of any. */
function ofServices(d: Daemon, network: Network, wanted: string): Ipv4[] {
  const cluster = clusterOf(d);
  const found: Ipv4[] = [];
  for (const { service, address } of cluster === null ? [] : peersOn(cluster, network.id)) {
    if (service === null) continue;
    const names = [service.name, ...service.aliases].map((name) => name.toLowerCase());
    if (names.includes(wanted) && service.virtualIp !== null) found.push(service.virtualIp);
    const whole = service.virtualIp === null && names.includes(wanted);
    const eachTask = names.some((name) => wanted === `tasks.${name}`);
    if (service.enabled && (whole || eachTask)) found.push(address.address);
  }
  return found;
}

/** `NAME.NETWORK` of an address on a network that the sandbox is on, or null. */
export function resolveAddress(d: Daemon, sandbox: Sandbox, ip: Ipv4): string | null {
  for (const { network } of named(d.engine, sandbox)) {
    const owner = ownerOf(d, network, ip);
    if (owner !== null) return `${owner}.${network.name}`;
  }
  return null;
}

function ownerOf(d: Daemon, network: Network, ip: Ipv4): string | null {
  const own = endpointsOf(d.engine, network).find((endpoint) => endpoint.address?.address === ip);
  const peer = peersElsewhere(d, network).find(({ address }) => address.address === ip);
  return own?.names[0] ?? peer?.names[0] ?? null;
}

/** Endpoints of a network on other nodes. */
function peersElsewhere(d: Daemon, network: Network): Peer[] {
  const cluster = clusterOf(d);
  return cluster === null ? [] : peersOn(cluster, network.id).filter(({ node }) => node !== d.engine.swarm?.node);
}

function elsewhere(d: Daemon, network: Network, wanted: string): Ipv4[] {
  return peersElsewhere(d, network)
    .filter(({ names }) => names.some((known) => known.toLowerCase() === wanted))
    .map(({ address }) => address.address);
}
