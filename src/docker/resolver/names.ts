/** What the embedded resolver knows (libnetwork `sandbox.ResolveName`, `network.ResolveIP`): the endpoints of the networks that a sandbox is on. */
import type { Ipv4 } from '../../base/ipv4';
import { type Engine, endpointsOf } from '../engine';
import { attachedTo, byPrecedence, type Attached } from '../namespace';
import { isUserDefined, type Network } from '../network';
import type { Sandbox } from '../sandbox';

/** The networks of a sandbox that have names, the one with the default route first. */
function named(engine: Engine, sandbox: Sandbox): Attached[] {
  return attachedTo(engine, sandbox)
    .filter(({ network }) => isUserDefined(network.name))
    .sort(byPrecedence);
}

/** Addresses of a name: the whole of it in every network, then `a.b` in network `c` for `a.b.c`. Empty where nobody has it. */
export function resolveName(engine: Engine, sandbox: Sandbox, name: string): Ipv4[] {
  const labels = name.replace(/\.$/, '').split('.');
  const networks = named(engine, sandbox);
  for (let count = labels.length; count > 0; count--) {
    const host = labels.slice(0, count).join('.').toLowerCase();
    const where = labels.slice(count).join('.');
    for (const attached of networks) {
      if (where !== '' && attached.network.name !== where) continue;
      const found = addressesOf(engine, attached, host);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** Links of the asker's own endpoint come before the names of the network. */
function addressesOf(engine: Engine, { endpoint, network }: Attached, host: string): Ipv4[] {
  const alias = Object.keys(endpoint.links).find((link) => link.toLowerCase() === host);
  const wanted = (alias === undefined ? host : (endpoint.links[alias] ?? '')).toLowerCase();
  const found = endpointsOf(engine, network)
    .filter((other) => other.names.some((known) => known.toLowerCase() === wanted))
    .map((other) => other.address?.address)
    .filter((address) => address !== undefined);
  return [...new Set(found)];
}

/** `NAME.NETWORK` of an address on a network that the sandbox is on, or null. */
export function resolveAddress(engine: Engine, sandbox: Sandbox, ip: Ipv4): string | null {
  for (const { network } of named(engine, sandbox)) {
    const owner = ownerOf(engine, network, ip);
    if (owner !== null) return `${owner}.${network.name}`;
  }
  return null;
}

function ownerOf(engine: Engine, network: Network, ip: Ipv4): string | null {
  return endpointsOf(engine, network).find((endpoint) => endpoint.address?.address === ip)?.names[0] ?? null;
}
