/** Where boxes and ports stand and cables run: Docker hosts in a row, each with its tiers, and below them the machines of the LAN. */
import type { NodeView, TopologyView } from '../../../inspect/view';
import { type Box, boxSize, pillWidth, portsOn, spread } from './box';
import { Channel, TRACK } from './channels';
import { insideOf } from './host';
import { lanOf, lanPorts } from './lan';
import { isOutside } from './sides';
import { type Wire, wayKey, wiring } from './wiring';

export interface Layout {
  readonly boxes: ReadonlyMap<string, Box>;
  /** How far along its side the middle of each port is. */
  readonly ports: ReadonlyMap<string, number>;
  /** By `UPPER LOWER`, the ids of the ports at its ends: how a cable goes that does not simply hang. */
  readonly ways: ReadonlyMap<string, Way>;
  /** Boxes that are drawn small, and bridges whose ports are. */
  readonly close: ReadonlySet<string>;
}

/** From the upper port down to a height, then sideways to a place, then down again, and so on; in a box, or on the canvas itself. */
export interface Way {
  readonly parent: string | null;
  readonly turns: readonly number[];
}

const HOST_GAP = 48;
/** So far the rows of hosts and of the LAN may stand out of line, to have the router below the uplinks. */
const OUT_OF_LINE = 120;
/** Between the hosts and the LAN. */
const BETWEEN = { least: 88, above: 30, below: 34 } as const;

/** What the layout depends on: while it stays the same, everything keeps its place. */
export function shapeOf({ nodes, edges }: TopologyView): string {
  return JSON.stringify([
    nodes.map((node) => [
      node.id,
      node.kind,
      node.parent,
      boxSize(node),
      node.on ?? [],
      node.ports.map((port) => [port.id, port.side, pillWidth(port)]),
    ]),
    edges.map(({ from, to }) => [from, to]),
  ]);
}

export function layOut(topology: TopologyView): Layout {
  const wires = wiring(topology);
  const roots = topology.nodes.filter(({ parent }) => parent === null);
  const hosts = roots.filter((node) => !isOutside(node));
  const outside = roots.filter(isOutside);

  const boxes = new Map<string, Box>();
  const ports = new Map<string, number>();
  const ways = new Map<string, Way>();
  const close = new Set<string>();
  let x = 0;
  for (const host of hosts) {
    const size = boxOfHost(host, topology, wires, { boxes, ports, ways, close });
    boxes.set(host.id, { ...size, x, y: 0 });
    x += size.width + HOST_GAP;
  }
  const [width, height] = [
    Math.max(0, x - HOST_GAP),
    Math.max(0, ...hosts.map(({ id }) => boxes.get(id)?.height ?? 0)),
  ];
  const lan = lanOf(outside);
  const whole = Math.max(width, lan.width);
  const move = (ids: Iterable<string>, aside: number, down: number): void => {
    for (const id of ids) {
      const box = boxes.get(id);
      if (box) boxes.set(id, { ...box, x: box.x + aside, y: box.y + down });
    }
  };
  const hostIds = hosts.map(({ id }) => id);
  move(hostIds, (whole - width) / 2, 0);
  for (const [id, box] of lan.boxes) boxes.set(id, box);
  move(lan.boxes.keys(), (whole - lan.width) / 2, 0);
  const slack = Math.abs(width - lan.width) / 2 + OUT_OF_LINE;
  const aside = clamp(besideUplink(hosts, outside, boxes, ports), slack);
  if (width > lan.width) move(lan.boxes.keys(), aside, 0);
  else move(hostIds, -aside, 0);
  for (const [id, at] of lanPorts(outside, boxes, wires, ports)) ports.set(id, at);

  const channel = new Channel();
  const falling = wires.filter(
    ({ upper, lower }) => hosts.includes(upper.node) && upper.port.side === 'bottom' && lower.port.side === 'top',
  );
  const standOf = ({ node, port }: Wire['upper']): number => (boxes.get(node.id)?.x ?? 0) + (ports.get(port.id) ?? 0);
  for (const { upper, lower } of falling) {
    channel.add(wayKey(upper.port.id, lower.port.id), standOf(upper), standOf(lower));
  }
  const gap = Math.max(BETWEEN.least, BETWEEN.above + BETWEEN.below + (channel.tracks - 1) * TRACK);
  move(lan.boxes.keys(), 0, hosts.length === 0 ? 0 : height + gap);
  for (const { upper, lower } of falling) {
    const key = wayKey(upper.port.id, lower.port.id);
    const track = channel.track(key);
    if (track !== null) ways.set(key, { parent: null, turns: [height + BETWEEN.above + track * TRACK] });
  }
  return { boxes, ports, ways, close };
}

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(value, most));

/** How far the uplinks of the hosts are to the right of the router. */
function besideUplink(
  hosts: readonly NodeView[],
  outside: readonly NodeView[],
  boxes: ReadonlyMap<string, Box>,
  ports: ReadonlyMap<string, number>,
): number {
  const router = boxes.get(outside.find(({ kind }) => kind === 'router')?.id ?? '');
  const uplinks = hosts.flatMap((host) =>
    portsOn(host, 'bottom').map(({ id }) => (boxes.get(host.id)?.x ?? 0) + (ports.get(id) ?? 0)),
  );
  if (!router || uplinks.length === 0) return 0;
  return uplinks.reduce((sum, x) => sum + x, 0) / uplinks.length - (router.x + router.width / 2);
}

interface Drawn {
  readonly boxes: Map<string, Box>;
  readonly ports: Map<string, number>;
  readonly ways: Map<string, Way>;
  readonly close: Set<string>;
}

/** Lays a host's inside out, and gives the size that it comes to. */
function boxOfHost(
  host: NodeView,
  { nodes }: TopologyView,
  wires: readonly Wire[],
  { boxes, ports, ways, close }: Drawn,
): Pick<Box, 'width' | 'height'> {
  const children = nodes.filter(({ parent }) => parent === host.id);
  const here = new Set([host, ...children]);
  if (children.length === 0) {
    const size = boxSize(host);
    const row = portsOn(host, 'bottom');
    spread(row, size.width).forEach((at, i) => row[i] && ports.set(row[i].id, at));
    return size;
  }
  const own = wires.filter(({ upper, lower }) => here.has(upper.node) && here.has(lower.node));
  const inside = insideOf(host, children, own, boxSize(host).width);
  for (const [id, box] of inside.boxes) boxes.set(id, box);
  for (const [id, at] of inside.ports) ports.set(id, at);
  for (const [key, turns] of inside.ways) ways.set(key, { parent: host.id, turns });
  for (const id of inside.close) close.add(id);
  return inside.size;
}
