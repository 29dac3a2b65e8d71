/** Containers by the networks that they are on: those of one network stand together above it, those of several between them. */
import type { NodeView } from '../../../inspect/view';
import { isBridge } from './box';
import type { Wire } from './wiring';

export interface Group {
  /** The number of the bridge that it stands above, or after; null where nothing is below. */
  readonly bridge: number | null;
  /** Its boxes are on further bridges too. */
  readonly shared: boolean;
  /** Whether it reaches the very next bridge. */
  readonly reaches: boolean;
  readonly nodes: readonly NodeView[];
}

/** For each box the numbers of its bridges, smallest first: those it is plugged into, or would be if it ran. */
export function bridgesOf(
  tops: readonly NodeView[],
  bridges: readonly NodeView[],
  wires: readonly Wire[],
): ReadonlyMap<NodeView, readonly number[]> {
  const order = new Map(bridges.map((bridge, i) => [bridge.id, i]));
  const plugged = new Map<string, string[]>();
  for (const { upper, lower } of wires) {
    if (!isBridge(lower.node)) continue;
    const known = plugged.get(upper.node.id);
    if (known) known.push(lower.node.id);
    else plugged.set(upper.node.id, [lower.node.id]);
  }
  return new Map(
    tops.map((node) => {
      const on = [...(plugged.get(node.id) ?? []), ...(node.on ?? [])].flatMap((id) => order.get(id) ?? []);
      return [node, [...new Set(on)].sort((a, b) => a - b)];
    }),
  );
}

/** From left to right: for each bridge the boxes that are on it alone, then those that it shares with bridges after it; the rest last. */
export function groupsOf(
  tops: readonly NodeView[],
  bridges: number,
  on: ReadonlyMap<NodeView, readonly number[]>,
): Group[] {
  const own = Array.from({ length: bridges }, (): NodeView[] => []);
  const shared = Array.from({ length: bridges }, (): NodeView[] => []);
  const loose: NodeView[] = [];
  for (const node of tops) {
    const [first, ...more] = on.get(node) ?? [];
    if (first === undefined) loose.push(node);
    else (more.length > 0 ? shared : own)[first]?.push(node);
  }
  const last = (node: NodeView) => on.get(node)?.at(-1) ?? 0;
  return [
    ...own.flatMap((nodes, bridge): Group[] => {
      const between = (shared[bridge] ?? []).toSorted((a, b) => last(a) - last(b));
      const reaches = between.some((node) => on.get(node)?.includes(bridge + 1));
      const first = { bridge, shared: false, reaches: false, nodes };
      return between.length === 0 ? [first] : [first, { bridge, shared: true, reaches, nodes: between }];
    }),
    ...(loose.length === 0 ? [] : [{ bridge: null, shared: false, reaches: false, nodes: loose }]),
  ];
}
