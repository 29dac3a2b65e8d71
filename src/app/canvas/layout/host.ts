/** What stands in a Docker host: containers, below them the bridges, below these the tables; and the ways of the cables between. */
import type { NodeView, PortView } from '../../../inspect/view';
import { type Box, boxSize, isBridge, type Measure, PILLS, portsOn, settle, type Size, spread } from './box';
import { Channel, TRACK } from './channels';
import { Gates } from './gates';
import { tiersOf } from './tiers';
import { type End, type Wire, wayKey } from './wiring';

export interface Inside {
  readonly size: Size;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly ports: ReadonlyMap<string, number>;
  readonly ways: ReadonlyMap<string, readonly number[]>;
  /** Boxes whose ports are sockets, and boxes that are drawn small. */
  readonly close: ReadonlySet<string>;
}

const PADDING = { top: 44, side: 32, bottom: 36 } as const;
const PLACE_GAP = 32;
/** Between containers and bridges, bridges and tables: room for a frame with its name; and what is above the first track. */
const CHANNELS = [
  { least: 88, above: 30, below: 30 },
  { least: 44, above: 16, below: 18 },
  { least: PADDING.bottom, above: 14, below: 20 },
] as const;

export function insideOf(host: NodeView, children: readonly NodeView[], wires: readonly Wire[], least: number): Inside {
  const tiers = tiersOf(children, wires);
  const places = children.filter(({ kind }) => kind === 'place' || kind === 'resolver');
  const bridges = children.filter(isBridge);
  const placesWidth = places.reduce((sum, node) => sum + boxSize(node).width + PLACE_GAP, -PLACE_GAP);
  const width = Math.max(tiers.width, placesWidth, least - 2 * PADDING.side) + 2 * PADDING.side;

  const boxes = new Map<string, Box>();
  const aside = (width - tiers.width) / 2;
  for (const [id, box] of tiers.boxes) boxes.set(id, { ...box, x: box.x + aside });
  let left = (width - placesWidth) / 2;
  for (const node of places) {
    boxes.set(node.id, { ...boxSize(node), x: left, y: 0 });
    left += boxSize(node).width + PLACE_GAP;
  }

  const ports = new Map<string, number>();
  const boxOf = (node: NodeView): Box => boxes.get(node.id) ?? { x: 0, y: 0, width, height: 0 };
  const standOf = (id: string, node: NodeView): number => (node === host ? 0 : boxOf(node).x) + (ports.get(id) ?? 0);
  /** Where a port's cable comes down from its box. */
  const drop = ({ port, node }: End): number => {
    const lane = tiers.lanes.get(port.id);
    return lane ? lane.x + aside : standOf(port.id, node);
  };
  const ends = new Map<string, { readonly own: End; readonly other: End }>(
    wires.flatMap(({ upper, lower }) => [
      [upper.port.id, { own: upper, other: lower }] as const,
      [lower.port.id, { own: lower, other: upper }] as const,
    ]),
  );
  const order = (port: PortView): number => {
    const other = ends.get(port.id)?.other.node;
    const at = other ? bridges.indexOf(other) : -1;
    return at < 0 ? Infinity : at;
  };

  const tops = [...tiers.on.keys()];
  const measureOf = (node: NodeView): Measure => tiers.measures.get(node) ?? PILLS;
  for (const node of tops) {
    const row = portsOn(node, 'bottom').toSorted((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b)));
    spread(row, boxOf(node).width).forEach((at, i) => row[i] && ports.set(row[i].id, at));
  }
  for (const node of bridges) {
    const box = boxOf(node);
    for (const side of ['top', 'bottom'] as const) {
      const row = portsOn(node, side);
      const even = spread(row, box.width, measureOf(node));
      const wishes = row.map((port, i) => {
        const other = ends.get(port.id)?.other;
        return side === 'top' && other && tiers.on.has(other.node) ? drop(other) - box.x : (even[i] ?? 0);
      });
      for (const [id, at] of settle(row, wishes, box.width, measureOf(node))) ports.set(id, at);
    }
  }

  const gates = [new Gates(bridges.map(boxOf)), new Gates(places.map(boxOf))];
  const channels = CHANNELS.map(() => new Channel());
  /** Through which places each cable goes down, and so where it arrives at the lower edge of the host. */
  const through = new Map<string, number[]>();
  for (const { upper, lower } of wires) {
    const key = wayKey(upper.port.id, lower.port.id);
    if (lower.node === host) {
      const way = [drop(upper)];
      for (const gate of gates.slice(tiers.on.has(upper.node) ? 0 : 1)) way.push(gate.near(way.at(-1) ?? 0));
      through.set(key, way);
    } else if (tiers.on.has(upper.node) && tiers.on.has(lower.node)) {
      channels[0]?.add(key, drop(upper), drop(lower));
    } else if (upper.port.side !== 'bottom' || lower.port.side !== 'bottom') {
      channels[0]?.add(key, drop(upper), standOf(lower.port.id, lower.node));
    }
  }
  const own = portsOn(host, 'bottom');
  const wishes = own.map((port, i) => {
    const came = wires
      .filter(({ lower }) => lower.port === port)
      .map(({ upper, lower }) => through.get(wayKey(upper.port.id, lower.port.id))?.at(-1) ?? 0);
    return came.length === 0 ? (spread(own, width)[i] ?? 0) : came.reduce((sum, x) => sum + x, 0) / came.length;
  });
  for (const [id, at] of settle(own, wishes, width)) ports.set(id, at);
  for (const { upper, lower } of wires) {
    const key = wayKey(upper.port.id, lower.port.id);
    const way = through.get(key);
    if (!way) continue;
    way.push(ports.get(lower.port.id) ?? 0);
    way.slice(1).forEach((to, i) => channels[CHANNELS.length + 1 - way.length + i]?.add(key, way[i] ?? 0, to));
  }

  const heightOf = (row: readonly NodeView[]): number => Math.max(0, ...row.map((node) => boxOf(node).height));
  const rows = [tiers.height, heightOf(bridges), heightOf(places)];
  const tops0 = PADDING.top;
  const starts: number[] = [];
  const tracksFrom: number[] = [];
  let y: number = tops0;
  rows.forEach((height, i) => {
    const { least: gap, above, below: under } = CHANNELS[i] ?? CHANNELS[0];
    starts.push(y);
    tracksFrom.push(y + height + above);
    const tracks = channels[i]?.tracks ?? 0;
    const isEmpty = height === 0 && tracks === 0;
    y += height + (isEmpty ? 0 : Math.max(gap, above + under + (tracks - 1) * TRACK));
  });
  [tops, bridges, places].forEach((row, i) => {
    for (const node of row) boxes.set(node.id, { ...boxOf(node), y: boxOf(node).y + (starts[i] ?? 0) });
  });

  const ways = new Map<string, readonly number[]>();
  const trackAt = (channel: number, key: string): number | null => {
    const track = channels[channel]?.track(key) ?? null;
    return track === null ? null : (tracksFrom[channel] ?? 0) + track * TRACK;
  };
  /** From a port down into its lane: how far, and where. */
  const descent = ({ port, node }: End): number[] => {
    const lane = tiers.lanes.get(port.id);
    const box = boxOf(node);
    return lane ? [box.y + box.height + lane.drop, lane.x + aside] : [];
  };
  for (const { upper, lower } of wires) {
    const key = wayKey(upper.port.id, lower.port.id);
    const turns = descent(upper);
    const way = through.get(key);
    if (way) {
      way.slice(1).forEach((to, i) => {
        const at = trackAt(CHANNELS.length + 1 - way.length + i, key);
        const isLast = i === way.length - 2;
        if (at !== null) turns.push(...(isLast ? [at] : [at, to]));
      });
    } else {
      const at = trackAt(0, key);
      if (at !== null) turns.push(at, ...descent(lower).toReversed());
    }
    if (turns.length > 0) ways.set(key, turns);
  }
  const close = new Set([
    ...bridges.filter((node) => measureOf(node) !== PILLS).map(({ id }) => id),
    ...(tiers.small ? tops.map(({ id }) => id) : []),
  ]);
  return { size: { width, height: y }, boxes, ports, ways, close };
}
