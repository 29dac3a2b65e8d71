/** What a capture calls an interface of a Docker host beside its name: whose peer a veth is, which network a bridge. */
import type { Link } from '../kernel/link/link';
import { linkByName, type Netns } from '../kernel/netns';
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

/** What asked for the links of a namespace that are Docker's, by their ids: the command, or the line of a compose file. */
export function originsOfLinks(world: DockerWorld, ns: Netns): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  const engine = world.engines[ns.machine];
  if (engine === undefined) return origins;
  const note = (link: string | null, origin: string | null | undefined) => {
    if (link !== null && origin != null) origins.set(link, origin);
  };
  for (const { link, hostLink, container } of values(engine.endpoints)) {
    const origin = get(engine.containers, container)?.origin;
    note(link, origin);
    note(hostLink, origin);
  }
  if (world.machines[ns.machine]?.ns !== ns.id) return origins;
  for (const { device, origin } of networksOf(engine))
    note(device === null ? null : (linkByName(ns, device)?.id ?? null), origin);
  return origins;
}
