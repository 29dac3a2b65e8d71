/** What stands in a Docker host: containers, below them the bridges, below these the tables; and the ways of the cables between. */
import type { NodeView } from '../../../inspect/view';
import { type Box, boxSize, PILLS, type Size } from './box';
import { TRACK } from './channels';
import { Ground } from './ground';
import { tiersOf } from './tiers';
import { waysOf } from './ways';
import type { Wire } from './wiring';

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
/** Below containers, bridges, tables: room for a frame with its name; and what is above the first track and below the last. */
const CHANNELS = [
  { least: 88, above: 30, below: 30 },
  { least: 44, above: 16, below: 18 },
  { least: PADDING.bottom, above: 14, below: 20 },
] as const;

/** Lays out what stands in a host, which is at least so wide. */
export function insideOf(host: NodeView, children: readonly NodeView[], wires: readonly Wire[], least: number): Inside {
  const tiers = tiersOf(children, wires);
  const places = children.filter(({ kind }) => kind === 'place' || kind === 'resolver');
  const placesWidth = places.reduce((sum, node) => sum + boxSize(node).width + PLACE_GAP, -PLACE_GAP);
  const width = Math.max(tiers.width, placesWidth, least - 2 * PADDING.side) + 2 * PADDING.side;

  const ground = new Ground(host, children, wires, tiers, width);
  let left = (width - placesWidth) / 2;
  for (const node of places) {
    ground.boxes.set(node.id, { ...boxSize(node), x: left, y: 0 });
    left += boxSize(node).width + PLACE_GAP;
  }
  ground.hang();
  const ways = waysOf(ground);

  const heightOf = (row: readonly NodeView[]): number => Math.max(0, ...row.map((node) => ground.box(node).height));
  const rows = [
    { nodes: ground.tops, height: tiers.height },
    { nodes: ground.bridges, height: heightOf(ground.bridges) },
    { nodes: ground.places, height: heightOf(ground.places) },
  ];
  let y: number = PADDING.top;
  const firstTracks = rows.map(({ nodes, height }, i) => {
    const { least: gap, above, below } = CHANNELS[i] ?? CHANNELS[0];
    const tracks = ways.channels[i]?.tracks ?? 0;
    for (const node of nodes) ground.boxes.set(node.id, { ...ground.box(node), y: ground.box(node).y + y });
    const first = y + height + above;
    const isEmpty = height === 0 && tracks === 0;
    y += height + (isEmpty ? 0 : Math.max(gap, above + below + (tracks - 1) * TRACK));
    return first;
  });

  const close = new Set([
    ...ground.bridges.filter((node) => ground.measure(node) !== PILLS).map(({ id }) => id),
    ...(tiers.small ? ground.tops.map(({ id }) => id) : []),
  ]);
  return {
    size: { width, height: y },
    boxes: ground.boxes,
    ports: ground.ports,
    ways: ways.turns(firstTracks),
    close,
  };
}
