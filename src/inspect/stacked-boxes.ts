/** Networks without a bridge (macvlan, ipvlan) as boxes of the canvas: their containers' interfaces are stacked on one of the host's. */
import { formatPrefix } from '../base/ipv4';
import { endpointsOf, type Engine, networksOf } from '../docker/engine';
import { type Network, subnetsOf } from '../docker/network';
import type { Link } from '../kernel/link/link';
import { linkById, linkByName, type Netns } from '../kernel/netns';
import { get } from '../sim/table';
import type { World } from '../lab/world';

export interface StackedBox {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly origin: string;
  /** The interface of the host that everything here is stacked on. */
  readonly parent: Link;
  /** The interfaces of its containers. */
  readonly uppers: readonly Link[];
}

/** Those of a host, in the order that they were made. */
export function stackedBoxes(world: World, engine: Engine): StackedBox[] {
  const root = get(world.netns, world.machines[engine.machine]?.ns ?? '');
  if (root === undefined) return [];
  return networksOf(engine).flatMap((network) => {
    const parent = parentOf(root, network);
    if (parent === null) return [];
    const { driver, name, options, origin } = network;
    const subnets = subnetsOf(network).map(({ pool }) => formatPrefix(pool.subnet));
    const mode = options[`${driver}_mode`] ?? '';
    const subtitle = [driver, mode, `parent=${parent.name}`, ...subnets].filter((word) => word !== '').join(' ');
    const uppers = endpointsOf(engine, network).flatMap(({ link, sandbox }) => {
      const ns = get(world.netns, get(engine.sandboxes, sandbox)?.ns ?? '');
      const upper = link === null || ns === undefined ? null : linkById(ns, link);
      return upper === null ? [] : [upper];
    });
    return [{ id: stackedId(engine.machine, name), title: name, subtitle, origin, parent, uppers }];
  });
}

/** The box of a network that has one here. */
export const stackedId = (machine: string, network: string): string => `${machine}/network/${network}`;

function parentOf(root: Netns, { driver, device }: Network): Link | null {
  return device === null || (driver !== 'macvlan' && driver !== 'ipvlan') ? null : linkByName(root, device);
}

/** Where the link of a container meets the box, and where the box meets the host's own interface. */
export const jointOf = ({ id }: StackedBox, link: Link | null): string => `${id} ${link?.id ?? ''}`.trim();
