/** The canvas: machines, containers, bridges and their cables, read from the world. */
import { formatIpv4, formatPrefix } from '../base/ipv4';
import { containersOf, endpointsOf, engineOf, networksOf, sandboxOf } from '../docker/engine';
import type { Link, Veth } from '../kernel/link/link';
import { linkById, linksInOrder, type Netns } from '../kernel/netns';
import { get, values } from '../sim/table';
import type { Machine } from '../userland/process';
import type { World } from '../lab/world';
import { impairment } from './drawing';
import { swarmBoxes } from './overlay-boxes';
import type { EdgeView, HopView, NodeKind, NodeView, PortView, TopologyView } from './view';

/** Everything on the canvas as it stands in this world. */
export function topologyOf(world: World): TopologyView {
  const nodes = Object.values(world.machines).flatMap((machine) => machineNodes(world, machine));
  const shown = new Set(nodes.flatMap((node) => node.ports.map((port) => port.id)));
  return { nodes, edges: edgesOf(world).filter((edge) => shown.has(edge.from) && shown.has(edge.to)) };
}

function machineNodes(world: World, machine: Machine): NodeView[] {
  const root = get(world.netns, machine.ns);
  if (root === undefined) return [];
  const kind = machineKind(world, machine);
  const uplinks = linksInOrder(root).filter(
    (link) => link.kind === 'veth' && link.master === null && leavesMachine(world, link),
  );
  const bridges = linksInOrder(root).filter((link) => link.kind === 'bridge');
  const whole = kind === 'host';
  const lone = whole ? [] : bridges.flatMap((bridge) => portsOfBridge(root, bridge.id));
  const node: NodeView = {
    id: machine.name,
    kind,
    parent: null,
    title: machine.name,
    subtitle: uplinks
      .concat(whole ? [] : bridges)
      .map(addressText)
      .filter((text) => text !== '')
      .join(' ⇄ '),
    lines: kind === 'internet' ? ['example.com', 'api.example.com'] : [],
    state: 'up',
    ports: [...uplinks, ...lone].map((link) => portView(link, kind === 'host' ? 'bottom' : 'top')),
  };
  if (!whole) return [node];
  return [
    node,
    ...containerNodes(world, machine),
    ...namespaceNodes(world, machine),
    ...swarmNodes(world, machine),
    ...bridges.map((bridge) => bridgeNode(world, machine, root, bridge)),
    ...placeNodes(machine, root, world),
  ];
}

function machineKind(world: World, machine: Machine): NodeKind {
  if (engineOf(world, machine.name) !== null) return 'host';
  if (machine.name === 'router') return 'router';
  return machine.name === 'www' ? 'internet' : 'machine';
}

/** Whether the cable's other end is plugged into another machine. */
function leavesMachine(world: World, link: Link): boolean {
  const ns = get(world.netns, link.id.slice(0, link.id.lastIndexOf('#')));
  const peer = link.kind === 'veth' ? get(world.netns, link.peerNs) : undefined;
  return peer !== undefined && ns?.machine !== peer.machine;
}

function addressText(link: Link): string {
  const address = link.addresses[0];
  return address === undefined ? '' : formatPrefix(address);
}

function portView(link: Link, side: PortView['side']): PortView {
  const address = link.addresses[0];
  return {
    id: link.place,
    name: link.name,
    address: address === undefined ? null : formatIpv4(address.address),
    mac: link.mac,
    up: link.up,
    side,
  };
}

function portsOfBridge(ns: Netns, bridge: string): Link[] {
  return linksInOrder(ns).filter((link) => link.master === bridge);
}

function containerNodes(world: World, machine: Machine): NodeView[] {
  const engine = engineOf(world, machine.name);
  if (engine === null) return [];
  return containersOf(engine).map((container) => {
    const sandbox = sandboxOf(engine, container);
    const ns = sandbox === null ? undefined : get(world.netns, sandbox.ns);
    const own = ns?.id === machine.ns ? undefined : ns;
    return {
      id: `${machine.name}/${container.id}`,
      kind: 'container',
      parent: machine.name,
      title: container.name,
      subtitle: container.config.image,
      lines: own === undefined ? [] : insideLines(own),
      state: container.state,
      origin: container.origin,
      ports:
        own === undefined
          ? []
          : linksInOrder(own)
              .filter((link) => link.kind !== 'loopback')
              .map((link) => portView(link, 'bottom')),
    };
  });
}

/** The default route and what listens: what one looks for first in a box. */
function insideLines(ns: Netns): string[] {
  const route = ns.routes.find((candidate) => candidate.prefix.length === 0);
  const listening = [...values(ns.sockets)]
    .filter((socket) => socket.kind === 'tcp' && socket.tcp.state === 'LISTEN' && socket.localIp === 0)
    .map((socket) => `:${socket.localPort}`);
  return [
    ...(route?.via == null ? [] : [`default via ${formatIpv4(route.via)}`]),
    ...(listening.length === 0 ? [] : [`listen ${[...new Set(listening)].join(' ')}`]),
  ];
}

/** Namespaces made by hand. */
function namespaceNodes(world: World, machine: Machine): NodeView[] {
  return Object.entries(machine.namedNs).flatMap(([name, id]) => {
    const ns = get(world.netns, id);
    if (ns === undefined) return [];
    const links = linksInOrder(ns).filter((link) => link.kind !== 'loopback');
    const inner = links.filter((link) => link.kind !== 'bridge');
    return [
      {
        id: `${machine.name}/netns/${name}`,
        kind: 'netns' as const,
        parent: machine.name,
        title: name,
        subtitle: 'netns',
        lines: insideLines(ns),
        state: null,
        byHand: true,
        ports: inner.map((link) => portView(link, 'bottom')),
      },
    ];
  });
}

/** What a swarm's networks have here beside the containers. */
function swarmNodes(world: World, machine: Machine): NodeView[] {
  const engine = engineOf(world, machine.name);
  return (engine === null ? [] : swarmBoxes(world, engine)).map(({ key, ns, title, subtitle, lines, origin }) => ({
    id: `${machine.name}/swarm/${key}`,
    kind: 'netns',
    parent: machine.name,
    title,
    subtitle,
    lines,
    state: null,
    origin,
    ports: linksInOrder(ns)
      .filter((link) => link.kind !== 'loopback' && link.kind !== 'bridge')
      .map((link) => portView(link, 'bottom')),
  }));
}

function bridgeNode(world: World, machine: Machine, root: Netns, bridge: Link): NodeView {
  const engine = engineOf(world, machine.name);
  const network =
    engine === null ? undefined : networksOf(engine).find((candidate) => candidate.device === bridge.name);
  return {
    id: bridgeId(machine.name, bridge.name),
    kind: 'bridge',
    parent: machine.name,
    title: network === undefined || network.name === 'bridge' ? bridge.name : network.name,
    subtitle:
      network === undefined || network.name === 'bridge'
        ? addressText(bridge)
        : `${bridge.name} ${addressText(bridge)}`.trim(),
    lines: [],
    state: bridge.up ? 'up' : 'down',
    ...(network === undefined ? { byHand: true } : { origin: network.origin }),
    ports: portsOfBridge(root, bridge.id).map((link) => portView(link, 'top')),
  };
}

function bridgeId(machine: string, bridge: string): string {
  return `${machine}/bridge/${bridge}`;
}

/** The host's tables as places that packets visit. */
function placeNodes(machine: Machine, root: Netns, world: World): NodeView[] {
  const place = (name: string, lines: string[]): NodeView => ({
    id: placeId(machine.name, name),
    kind: 'place',
    parent: machine.name,
    title: name,
    subtitle: '',
    lines,
    state: null,
    ports: [],
  });
  const rulesIn = (table: 'nat' | 'filter') =>
    Object.values(root.netfilter.tables[table] ?? {}).reduce((sum, chain) => sum + chain.rules.length, 0);
  const flows = new Set(
    [...values(root.netfilter.conns)].filter((conn) => conn.expires > world.clock.now).map((conn) => conn.id),
  ).size;
  const gateway = root.routes.find((route) => route.prefix.length === 0);
  return [
    place('nat', [String(rulesIn('nat'))]),
    place('filter', [String(rulesIn('filter'))]),
    place('routes', gateway?.via == null ? [] : [`default via ${formatIpv4(gateway.via)}`]),
    place('conntrack', [String(flows)]),
  ];
}

function placeId(machine: string, name: string): string {
  return `${machine}/place/${name}`;
}

/** Cables between two interfaces, each once; and links stacked on others. */
function edgesOf(world: World): EdgeView[] {
  const origins = linkOrigins(world);
  const swarms = swarmNamespaces(world);
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
    for (const link of values(ns.links)) {
      for (const upper of link.uppers) {
        const above = linkById(get(world.netns, upper.ns) ?? ns, upper.link);
        if (above !== null)
          edges.push({
            id: `${link.id} ${above.id}`,
            kind: 'stacked',
            from: above.place,
            to: link.place,
            up: above.up,
          });
      }
    }
  }
  return edges.sort((a, b) => (a.id < b.id ? -1 : 1));
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

function otherEnd(world: World, link: Link): Veth | null {
  const ns = link.kind === 'veth' ? get(world.netns, link.peerNs) : undefined;
  const peer = ns === undefined || link.kind !== 'veth' ? null : linkById(ns, link.peer);
  return peer?.kind === 'veth' ? peer : null;
}

function cableId(a: Link, b: Link): string {
  return a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`;
}

/** The namespace that a box of the canvas stands for, and that of the machine which it is on. */
export function namespacesOf(world: World, box: string | null): string[] {
  const [name = '', part, link] = box === null ? [] : box.split('/');
  const machine = world.machines[name];
  if (machine === undefined) return [];
  const engine = engineOf(world, name);
  const container = engine === null ? undefined : containersOf(engine).find(({ id }) => id === part);
  const sandbox = engine === null || container === undefined ? null : sandboxOf(engine, container);
  const swarm = engine === null || part !== 'swarm' ? [] : swarmBoxes(world, engine);
  const own =
    part === 'netns' ? machine.namedNs[link ?? ''] : (swarm.find(({ key }) => key === link)?.ns.id ?? sandbox?.ns);
  return [...(own === undefined ? [] : [own]), machine.ns];
}

/** The box of a place: the one it is a port of, its bridge's own, or (a loopback, a bridge that has no box) that of its namespace. */
function holderOf({ nodes }: TopologyView, place: string, ns: string, bridge: string | null): string | null {
  const holder =
    nodes.find((node) => node.ports.some((port) => port.id === place)) ??
    nodes.find((node) => node.id === bridge) ??
    nodes.find((node) => node.ports.some((port) => port.id.startsWith(`${ns}/`)));
  return holder?.id ?? null;
}

/** Where a frame at `place` is on the canvas, and the cable it takes. */
export function hopOf(
  world: World,
  topology: TopologyView,
  place: string,
  sent: boolean,
  places: readonly string[],
): HopView | null {
  const ns = get(world.netns, place.slice(0, place.lastIndexOf('/')));
  const link = ns === undefined ? undefined : [...values(ns.links)].find((candidate) => candidate.place === place);
  if (ns === undefined || link === undefined) return null;
  const peer = otherEnd(world, link);
  const node = holderOf(topology, place, ns.id, link.kind === 'bridge' ? bridgeId(ns.machine, link.name) : null);
  return {
    port: place,
    node: node ?? ns.machine,
    sent,
    edge: peer === null ? null : cableId(link, peer),
    peer: peer?.place ?? null,
    lit: world.machines[ns.machine]?.ns === ns.id ? places.map((name) => placeId(ns.machine, name)) : [],
  };
}
