/** What ties the ports of the canvas: cables between two interfaces, and links that are stacked on others. */
import { containersOf, endpointsOf, networksOf } from '../docker/engine';
import type { Link, Veth } from '../kernel/link/link';
import { linkById, linksInOrder, type Netns } from '../kernel/netns';
import { get, values } from '../sim/table';
import type { World } from '../lab/world';
import { impairment } from './drawing';
import { swarmBoxes } from './overlay-boxes';
import { jointOf, stackedBoxes } from './stacked-boxes';
import type { EdgeView } from './view';

/** Cables between two interfaces, each once; and links stacked on others. */
export function edgesOf(world: World): EdgeView[] {
  const origins = linkOrigins(world);
  const swarms = swarmNamespaces(world);
  const boxes = Object.values(world.engines).flatMap((engine) => stackedBoxes(world, engine));
  const joints = new Map(boxes.flatMap((box) => box.uppers.map((link) => [link.id, jointOf(box, link)] as const)));
  const edges: EdgeView[] = [];
  for (const ns of values(world.netns)) {
    for (const link of values(ns.links)) {
      const peer = otherEnd(world, link);
      if (peer === null || link.id > peer.id) continue;
      const origin = origins.get(link.id) ?? origins.get(peer.id);
      edges.push({
        id: cableId(link, peer),
        kind: 'cable',
        from: link.place,
        to: peer.place,
        up: link.up && peer.up,
        ...netemOf(link, peer),
        ...(origin === undefined ? {} : { origin }),
        ...(origin === undefined && isWithinMachine(world, [peer.peerNs, namespaceOf(peer)], swarms)
          ? { byHand: true }
          : {}),
      });
    }
    for (const tunnel of ns.vxlans) {
      const vxlan = linkById(get(world.netns, tunnel.ns) ?? ns, tunnel.link);
      const out = linksInOrder(ns).find((link) => leavesMachine(world, link));
      if (vxlan !== null && out !== undefined && tunnel.ns !== ns.id)
        edges.push({ id: `${vxlan.id} ${out.id}`, kind: 'stacked', from: vxlan.place, to: out.place, up: vxlan.up });
    }
    edges.push(...stackedEdges(world, ns, joints));
  }
  for (const box of boxes) {
    const own = jointOf(box, null);
    edges.push({ id: own, kind: 'stacked', from: own, to: box.parent.place, up: box.parent.up });
  }
  return edges.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What is stacked on the links of a namespace: on the box of its network where it has one. */
function stackedEdges(world: World, ns: Netns, joints: ReadonlyMap<string, string>): EdgeView[] {
  return [...values(ns.links)].flatMap((link) =>
    link.uppers.flatMap((upper): EdgeView[] => {
      const above = linkById(get(world.netns, upper.ns) ?? ns, upper.link);
      if (above === null) return [];
      const to = joints.get(above.id) ?? link.place;
      return [{ id: `${link.id} ${above.id}`, kind: 'stacked', from: above.place, to, up: above.up }];
    }),
  );
}

/** Namespaces that a swarm has for its networks: what is plugged in there is Docker's. */
function swarmNamespaces(world: World): ReadonlySet<string> {
  const boxes = Object.values(world.engines).flatMap((engine) => swarmBoxes(world, engine));
  return new Set(boxes.map(({ ns }) => ns.id));
}

const namespaceOf = ({ place }: Link): string => place.slice(0, place.lastIndexOf('/'));

/** Whether the two namespaces of a cable are of one machine and none of a swarm's. */
function isWithinMachine(world: World, ends: readonly string[], swarms: ReadonlySet<string>): boolean {
  const machines = new Set(ends.map((id) => get(world.netns, id)?.machine));
  return machines.size === 1 && !ends.some((id) => swarms.has(id));
}

/** What made the cables of containers, by the ids of their links. */
function linkOrigins(world: World): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  for (const engine of Object.values(world.engines)) {
    const containers = new Map(containersOf(engine).map(({ id, origin }) => [id, origin]));
    for (const { link, hostLink, container } of networksOf(engine).flatMap((network) => endpointsOf(engine, network))) {
      const origin = containers.get(container);
      for (const id of [link, hostLink]) if (id !== null && origin !== undefined) origins.set(id, origin);
    }
  }
  return origins;
}

/** What the disciplines at the ends of a cable do, told once where both do the same. */
function netemOf(...ends: readonly Link[]): { readonly netem?: string } {
  const told = new Set(ends.flatMap(({ netem }) => (netem === null ? [] : [impairment(netem)])));
  return told.size === 0 ? {} : { netem: [...told].join(', ') };
}

export function otherEnd(world: World, link: Link): Veth | null {
  const ns = link.kind === 'veth' ? get(world.netns, link.peerNs) : undefined;
  const peer = ns === undefined || link.kind !== 'veth' ? null : linkById(ns, link.peer);
  return peer?.kind === 'veth' ? peer : null;
}

export function cableId(a: Link, b: Link): string {
  return a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`;
}

/** Whether the cable's other end is plugged into another machine. */
export function leavesMachine(world: World, link: Link): boolean {
  const ns = get(world.netns, link.id.slice(0, link.id.lastIndexOf('#')));
  const peer = link.kind === 'veth' ? get(world.netns, link.peerNs) : undefined;
  return peer !== undefined && ns?.machine !== peer.machine;
}
