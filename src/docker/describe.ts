/** What a capture calls an interface of a Docker host beside its name: whose peer a veth is, which network a bridge. */
import type { Link } from '../kernel/link/link';
import type { Netns } from '../kernel/netns';
import { get, values } from '../sim/table';
import { type DockerWorld, networksOf } from './engine';

/** `peer CONTAINER/eth0` for the host's end of a container's cable, `network NAME` for a bridge of Docker's, else null. */
export function describeInterface(world: DockerWorld, ns: Netns, link: Link): string | null {
  const engine = world.engines[ns.machine];
  if (engine === undefined || world.machines[ns.machine]?.ns !== ns.id) return null;
  if (link.kind === 'bridge') {
    const network = networksOf(engine).find(({ device }) => device === link.name);
    return network === undefined ? null : `network ${network.name}`;
  }
  if (link.kind !== 'veth') return null;
  for (const endpoint of values(engine.endpoints)) {
    if (endpoint.hostLink !== link.id || endpoint.ifName === null) continue;
    const container = get(engine.containers, endpoint.container);
    return container === undefined ? null : `peer ${container.name}/${endpoint.ifName}`;
  }
  return null;
}

/** What asked for a link of Docker's: the command, or the line of a compose file; null for a link that is not Docker's. */
export function originOfLink(world: DockerWorld, ns: Netns, link: Link): string | null {
  const engine = world.engines[ns.machine];
  if (engine === undefined) return null;
  const network = networksOf(engine).find(({ device }) => device === link.name);
  if (network !== undefined && world.machines[ns.machine]?.ns === ns.id) return network.origin;
  for (const endpoint of values(engine.endpoints)) {
    if (endpoint.hostLink === link.id || endpoint.link === link.id)
      return get(engine.containers, endpoint.container)?.origin ?? null;
  }
  return null;
}
