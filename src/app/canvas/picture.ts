/** The topology and the boxes by their ids, and what the canvas remembers between layouts. */
import type { Node } from '@xyflow/svelte';
import type { NodeView, PortView, TopologyView } from '../../inspect/view';
import type { Point } from './cable';
import type { Layout } from './layout/layout';

export type BoxNode = Node<Record<string, never>>;

export interface Owner {
  readonly node: NodeView;
  readonly port: PortView;
}

export interface Picture {
  readonly boxes: ReadonlyMap<string, NodeView>;
  /** The box that each port is on. */
  readonly owners: ReadonlyMap<string, Owner>;
  /** Ids of boxes that hold others. */
  readonly parents: ReadonlySet<string | null>;
}

export function pictureOf({ nodes }: TopologyView): Picture {
  return {
    boxes: new Map(nodes.map((node) => [node.id, node])),
    owners: new Map(nodes.flatMap((node) => node.ports.map((port) => [port.id, { node, port }] as const))),
    parents: new Set(nodes.map((node) => node.parent)),
  };
}

export const nodesById = (nodes: readonly BoxNode[]): ReadonlyMap<string, BoxNode> =>
  new Map(nodes.map((node) => [node.id, node]));

/** Where each box begins on the canvas, whatever it stands in. */
export function originsOf(nodes: readonly BoxNode[]): ReadonlyMap<string, Point> {
  const placed = nodesById(nodes);
  const origin = (node: BoxNode): Point => {
    const parent = node.parentId === undefined ? undefined : placed.get(node.parentId);
    const base = parent ? origin(parent) : { x: 0, y: 0 };
    return { x: base.x + node.position.x, y: base.y + node.position.y };
  };
  return new Map(nodes.map((node) => [node.id, origin(node)]));
}

/** Layouts that were worked out before, and the boxes that the reader has moved: of one scenario. */
export class Memory {
  readonly #layouts = new Map<string, Layout>();
  readonly #moved = new Set<string>();

  layout(shape: string): Layout | null {
    return this.#layouts.get(shape) ?? null;
  }

  remember(shape: string, layout: Layout): void {
    this.#layouts.set(shape, layout);
  }

  move(ids: readonly string[]): void {
    for (const id of ids) this.#moved.add(id);
  }

  wasMoved(id: string): boolean {
    return this.#moved.has(id);
  }
}
