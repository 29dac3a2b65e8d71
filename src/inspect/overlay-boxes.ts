/** The namespaces that a swarm's networks have on a host, as boxes of the canvas: each overlay's with its bridge and VXLAN link, and its load balancer's. */
import { endpointsOf, type Engine, networksOf } from '../docker/engine';
import type { Network } from '../docker/network';
import type { Sandbox } from '../docker/sandbox';
import { linksInOrder, type Netns } from '../kernel/netns';
import { get, values } from '../sim/table';
import type { World } from '../lab/world';

/** One such namespace: what it is called, and what it is. */
export interface SwarmBox {
  /** The last part of its id on the canvas. */
  readonly key: string;
  /** An overlay's namespace is shown as the bridge that is in it. */
  readonly kind: 'bridge' | 'netns';
  readonly ns: Netns;
  readonly title: string;
  readonly subtitle: string;
  readonly lines: readonly string[];
  readonly origin: string;
}

/** Those of a host. The ingress network has boxes once something but its own sandbox is on it. */
export function swarmBoxes(world: World, engine: Engine): SwarmBox[] {
  return networksOf(engine)
    .filter((network) => network.driver === 'overlay' && (!network.ingress || endpointsOf(engine, network).length > 1))
    .flatMap((network) => [...overlayBox(world, engine, network), ...balancerBox(world, engine, network)]);
}

/** What libnetwork calls an overlay's namespace. */
export const overlayKey = (network: string): string => `1-${network.slice(0, 10)}`;

/** Ports of an overlay's bridge are the cables to its sandboxes, and the VXLAN link. */
function overlayBox(world: World, engine: Engine, network: Network): SwarmBox[] {
  const key = overlayKey(network.id);
  const ns = get(world.netns, `${engine.machine}:${key}`);
  if (ns === undefined) return [];
  const vxlan = linksInOrder(ns).find((link) => link.kind === 'vxlan');
  return [
    {
      key,
      kind: 'bridge',
      ns,
      title: network.name,
      subtitle: vxlan?.kind === 'vxlan' ? `overlay, VNI ${vxlan.vni}` : 'overlay',
      lines: [],
      origin: network.origin,
    },
  ];
}

function balancerBox(world: World, engine: Engine, network: Network): SwarmBox[] {
  const sandbox = balancerOf(engine, network);
  const ns = sandbox === null ? undefined : get(world.netns, sandbox.ns);
  if (sandbox === null || ns === undefined) return [];
  const title = network.ingress ? 'ingress-sbox' : `lb-${network.name}`;
  return [{ key: sandbox.key, kind: 'netns', ns, title, subtitle: 'netns', lines: [], origin: network.origin }];
}

/** The sandbox on the network that is no container's. */
function balancerOf(engine: Engine, network: Network): Sandbox | null {
  const own = endpointsOf(engine, network).find(({ container }) => get(engine.containers, container) === undefined);
  return [...values(engine.sandboxes)].find(({ id }) => id === own?.sandbox) ?? null;
}
