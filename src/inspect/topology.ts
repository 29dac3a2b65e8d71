/** The canvas: machines, containers, bridges and their cables, read from the world. */
import { formatIpv4, formatPrefix } from '../base/ipv4';
import type { Container } from '../docker/container/container';
import { containersOf, type Engine, engineOf, findContainer, networksOf, sandboxOf } from '../docker/engine';
import type { Link } from '../kernel/link/link';
import { linksInOrder, type Netns } from '../kernel/netns';
import { get, values } from '../sim/table';
import type { Machine } from '../userland/process';
import type { World } from '../lab/world';
import { overlayKey, swarmBoxes } from './overlay-boxes';
import { jointOf, type StackedBox, stackedBoxes, stackedId } from './stacked-boxes';
import { cableId, edgesOf, leavesMachine, otherEnd } from './topology-edges';
import type { HopView, NodeKind, NodeView, PortView, TopologyView } from './view';

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
    ...bridges.map((bridge) => bridgeNode(world, machine, root, bridge)),
    ...stackedNodes(world, machine, uplinks),
    ...swarmNodes(world, machine),
    ...placeNodes(machine, root, world),
  ];
}

function machineKind(world: World, machine: Machine): NodeKind {
  if (engineOf(world, machine.name) !== null) return 'host';
  if (machine.name === 'router') return 'router';
  return machine.name === 'www' ? 'internet' : 'machine';
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
  const boxes = networkBoxes(world, engine);
  return containersOf(engine).map((container) => {
    const sandbox = sandboxOf(engine, container);
    const ns = sandbox === null ? undefined : get(world.netns, sandbox.ns);
    const isOwn = sandbox?.container === container.id && ns?.id !== machine.ns;
    const own = isOwn ? ns : undefined;
    return {
      id: `${machine.name}/${container.id}`,
      kind: 'container',
      parent: machine.name,
      title: container.name,
      subtitle: container.config.image,
      lines: [...modeLines(engine, container), ...(own === undefined ? [] : insideLines(own))],
      state: container.state,
      origin: container.origin,
      on: Object.keys(container.networks).flatMap((name) => boxes.get(name) ?? []),
      ports:
        own === undefined
          ? []
          : linksInOrder(own)
              .filter((link) => link.kind !== 'loopback')
              .map((link) => portView(link, 'bottom')),
    };
  });
}

const SHARED = 'container:';

/** What a container has instead of a network of its own, as it was asked for. */
function modeLines(engine: Engine, { hostConfig: { networkMode } }: Container): string[] {
  if (networkMode === 'host' || networkMode === 'none') return [`--network ${networkMode}`];
  if (!networkMode.startsWith(SHARED)) return [];
  const ref = networkMode.slice(SHARED.length);
  return [`--network ${SHARED}${findContainer(engine, ref)?.name ?? ref}`];
}

/** The boxes of a host's networks, by their names. */
function networkBoxes(world: World, engine: Engine): ReadonlyMap<string, string> {
  const stacked = new Set(stackedBoxes(world, engine).map(({ id }) => id));
  const swarm = new Map(swarmBoxes(world, engine).map(({ key }) => [key, swarmId(engine.machine, key)]));
  return new Map(
    networksOf(engine).flatMap(({ id, name, driver, device }) => {
      const box = stacked.has(stackedId(engine.machine, name))
        ? stackedId(engine.machine, name)
        : driver === 'bridge' && device !== null
          ? bridgeId(engine.machine, device)
          : swarm.get(overlayKey(id));
      return box === undefined ? [] : [[name, box] as const];
    }),
  );
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
  return (engine === null ? [] : swarmBoxes(world, engine)).map(
    ({ key, kind, ns, title, subtitle, lines, origin }) => ({
      id: swarmId(machine.name, key),
      kind,
      parent: machine.name,
      title,
      subtitle,
      lines,
      state: null,
      origin,
      ports: linksInOrder(ns)
        .filter((link) => link.kind !== 'loopback' && link.kind !== 'bridge')
        .map((link) => portView(link, kind === 'bridge' && link.kind === 'veth' ? 'top' : 'bottom')),
    }),
  );
}

const swarmId = (machine: string, key: string): string => `${machine}/swarm/${key}`;

/** Networks whose containers are stacked on an interface of the host; on its uplink, that is a port of the host already. */
function stackedNodes(world: World, machine: Machine, uplinks: readonly Link[]): NodeView[] {
  const engine = engineOf(world, machine.name);
  return (engine === null ? [] : stackedBoxes(world, engine)).map((box) => ({
    id: box.id,
    kind: 'network',
    parent: machine.name,
    title: box.title,
    subtitle: box.subtitle,
    lines: [],
    state: box.parent.up ? 'up' : 'down',
    origin: box.origin,
    ports: [
      ...box.uppers.map((upper) => joint(box, upper, 'top')),
      uplinks.includes(box.parent) ? joint(box, null, 'bottom') : portView(box.parent, 'bottom'),
    ],
  }));
}

function joint(box: StackedBox, link: Link | null, side: PortView['side']): PortView {
  return { id: jointOf(box, link), name: '', address: null, mac: '', up: true, side, joint: true };
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
  const lower = topology.edges.find(({ kind, from }) => kind === 'stacked' && from === place);
  const node = holderOf(topology, place, ns.id, link.kind === 'bridge' ? bridgeId(ns.machine, link.name) : null);
  return {
    port: place,
    node: node ?? ns.machine,
    sent,
    edge: peer === null ? (lower?.id ?? null) : cableId(link, peer),
    peer: peer?.place ?? lower?.to ?? null,
    lit: world.machines[ns.machine]?.ns === ns.id ? places.map((name) => placeId(ns.machine, name)) : [],
  };
}
