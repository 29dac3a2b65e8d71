/** Cables with both their ends, and which end stands higher on the canvas. */
import type { NodeKind, NodeView, PortView, TopologyView } from '../../../inspect/view';

/** Tiers from top to bottom in a host; of the LAN, from left to right. */
export const TIER: Record<NodeKind, number> = {
  container: 0,
  netns: 0,
  host: 0,
  bridge: 1,
  network: 1,
  resolver: 2,
  place: 2,
  internet: 0,
  router: 1,
  machine: 2,
};

export interface End {
  readonly node: NodeView;
  readonly port: PortView;
}

export interface Wire {
  readonly upper: End;
  readonly lower: End;
}

/** The cables between two boxes, led from the higher tier to the lower, and out of a box rather than into it. */
export function wiring({ nodes, edges }: TopologyView): Wire[] {
  const ends = new Map(nodes.flatMap((node) => node.ports.map((port) => [port.id, { node, port }] as const)));
  return edges.flatMap(({ from, to }) => {
    const [a, b] = [ends.get(from), ends.get(to)];
    if (!a || !b || a.node === b.node) return [];
    const isOut = b.node.id === a.node.parent;
    const turned = a.node.id === b.node.parent || (!isOut && TIER[a.node.kind] > TIER[b.node.kind]);
    return [turned ? { upper: b, lower: a } : { upper: a, lower: b }];
  });
}

/** The name of a way: it is led from the upper port to the lower. */
export const wayKey = (from: string, to: string): string => `${from} ${to}`;

/** The end of a wire that is not this port. */
export function otherEnd({ upper, lower }: Wire, port: PortView): End | null {
  if (upper.port === port) return lower;
  return lower.port === port ? upper : null;
}
