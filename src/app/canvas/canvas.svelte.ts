/** The picture's state: the boxes as the world has them now, where they stand, and where their cables run. */
import type { Edge, Rect } from '@xyflow/svelte';
import { createContext } from 'svelte';
import type { NodeView, TopologyView } from '../../inspect/view';
import type { Workbench } from '../workbench/workbench.svelte';
import { cableRoute, type Plug, type Point, turnedRoute } from './cable';
import { isBridge, isSideways } from './layout/box';
import { type Layout, layOut, shapeOf } from './layout/layout';
import { facing } from './layout/sides';
import { wayKey } from './layout/wiring';
import { type BoxNode, Memory, nodesById, originsOf, type Owner, pictureOf } from './picture';

/** How long boxes take from their old places to their new ones. */
const MOVE_MS = 320;
/** Beyond so many boxes they simply appear there. */
const MOVED_BOXES = 150;

/** What ports and titles stand out of their boxes. */
const RIM = 12;

/** Nothing is stacked higher. */
const MOST_LINKS = 8;

/** The ground of a network reaches so far aside of its box. */
const GROUND = 24;

const EMPTY: TopologyView = { nodes: [], edges: [] };

/** What is drawn around others is a frame, a table of the host a place; all else is a box with text. */
function componentOf({ kind }: NodeView, isParent: boolean): string {
  if (isParent) return 'frame';
  return kind === 'place' || kind === 'resolver' ? 'place' : 'box';
}

export class Canvas {
  nodes = $state.raw<BoxNode[]>([]);
  edges = $state.raw<Edge[]>([]);
  layout = $state.raw<Layout | null>(null);
  /** Counts layouts: the view fits itself to each. */
  layouts = $state(0);
  /** The reader has panned or zoomed: the view is theirs until the next layout. */
  held = false;
  readonly #workbench: Workbench;
  readonly topology = $derived.by(() => facing(this.#workbench.view?.topology ?? EMPTY));
  readonly #shape = $derived(shapeOf(this.topology));
  readonly #picture = $derived(pictureOf(this.topology));
  readonly #origins = $derived(originsOf(this.nodes));
  /** Boxes that are being dragged. */
  readonly #dragged = $derived(this.nodes.filter(({ dragging }) => dragging === true).map(({ id }) => id));
  #asked = '';
  #memory = new Memory();
  #generation = 0;
  #frame = 0;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  view(id: string): NodeView | null {
    return this.#picture.boxes.get(id) ?? null;
  }

  /** The box that a port is on. */
  owner(port: string): Owner | null {
    return this.#picture.owners.get(port) ?? null;
  }

  /** Lays the topology out where its shape is another than before; places that were known are taken again. */
  arrange(): void {
    const [shape, topology, generation] = [this.#shape, this.topology, this.#workbench.generation];
    if (topology.nodes.length === 0 || (shape === this.#asked && generation === this.#generation)) return;
    if (generation !== this.#generation) this.#memory = new Memory();
    this.#asked = shape;
    this.#generation = generation;
    const layout = this.#memory.layout(shape) ?? layOut(topology);
    this.#memory.remember(shape, layout);
    this.#place(topology, layout);
  }

  /** The innermost box of these that a point of the canvas is in. */
  boxAt({ x, y }: Point, ids: readonly string[]): string | null {
    const found = ids.findLast((id) => {
      const origin = this.#origins.get(id);
      const box = this.layout?.boxes.get(id);
      if (!origin || !box) return false;
      return x >= origin.x && x <= origin.x + box.width && y >= origin.y && y <= origin.y + box.height;
    });
    return found ?? null;
  }

  /** Whether a point is over the ground of a network: its box, and all that is above it. */
  isAbove({ x, y }: Point, id: string): boolean {
    const origin = this.#origins.get(id);
    const box = this.layout?.boxes.get(id);
    if (!origin || !box) return false;
    return x >= origin.x - GROUND && x <= origin.x + box.width + GROUND && y <= origin.y + box.height;
  }

  /** Puts a box back where it was picked up. */
  putBack(id: string, position: Point): void {
    this.nodes = this.nodes.map((node) => (node.id === id ? { ...node, position } : node));
  }

  /** A box that was moved by hand keeps that place when the layout changes. */
  keep(ids: readonly string[]): void {
    this.#memory.move(ids);
  }

  /** Where a cable is plugged in, on the canvas. What stands in a box comes to the box's own port from inside. */
  plug(portId: string, other: string | null = null): Plug | null {
    const owner = this.owner(portId);
    const box = owner && this.layout?.boxes.get(owner.node.id);
    const origin = owner && this.#origins.get(owner.node.id);
    const at = this.layout?.ports.get(portId);
    if (!owner || !box || !origin || at === undefined) return null;
    const { side } = owner.port;
    if (isSideways(side)) return { x: origin.x + (side === 'right' ? box.width : 0), y: origin.y + at, side };
    const inner = other === null ? undefined : this.owner(other)?.node.parent;
    const y = origin.y + (side === 'bottom' ? box.height : 0);
    return { x: origin.x + at, y, side: inner === owner.node.id && side === 'bottom' ? 'top' : side };
  }

  /** The way of a cable from a port to the port at its other end. */
  route(from: string, to: string): Point[] | null {
    const [a, b] = [this.plug(from, to), this.plug(to, from)];
    if (!a || !b) return null;
    const down = this.#turned(from, to, a, b);
    if (down) return down;
    return this.#turned(to, from, b, a)?.toReversed() ?? cableRoute(a, b);
  }

  /** The way that the layout has for a cable, unless one of its boxes was moved by hand. */
  #turned(upper: string, lower: string, a: Plug, b: Plug): Point[] | null {
    const way = this.layout?.ways.get(wayKey(upper, lower));
    if (!way || this.#isAside(upper) || this.#isAside(lower)) return null;
    const origin = way.parent === null ? { x: 0, y: 0 } : this.#origins.get(way.parent);
    return origin ? turnedRoute(a, b, origin, way.turns) : null;
  }

  #isAside(port: string): boolean {
    const id = this.owner(port)?.node.id ?? '';
    return this.#dragged.includes(id) || this.#memory.wasMoved(id);
  }

  /** From a link that is stacked on others down to one of these, through the box of its network; null where it is not below. */
  descent(from: string, to: string): Point[] | null {
    const points: Point[] = [];
    let at = from;
    for (let links = 0; at !== to; links++) {
      const under = this.#under(at);
      const next = under ?? this.topology.edges.find((edge) => edge.kind === 'stacked' && edge.from === at)?.to;
      const end = next === undefined ? null : this.plug(next);
      if (next === undefined || end === null || links > MOST_LINKS) return null;
      points.push(...((under === null ? this.route(at, next) : null) ?? [end]));
      at = next;
    }
    return points;
  }

  /** The port below the joint of a stacked link. */
  #under(port: string): string | null {
    const owner = this.owner(port);
    if (owner?.port.joint !== true || owner.port.side !== 'top') return null;
    return owner.node.ports.find(({ side }) => side === 'bottom')?.id ?? null;
  }

  /** The rectangle around everything, as it was laid out. */
  bounds(): Rect {
    const boxes = this.nodes.map(({ id, width = 0, height = 0 }) => ({
      ...(this.#origins.get(id) ?? { x: 0, y: 0 }),
      width,
      height,
    }));
    const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
    const right = Math.max(...boxes.map(({ x, width }) => x + width));
    const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
    return { x: left, y: top - RIM, width: right - left, height: bottom - top + 2 * RIM };
  }

  /** Where a frame waits that came by no port of the picture, and where tables are met: inside its box, or on the lower rim of a bridge or a small box. */
  dock(id: string): Point | null {
    const origin = this.#origins.get(id);
    const box = this.layout?.boxes.get(id);
    if (!origin || !box) return null;
    const view = this.view(id);
    const low = this.layout?.close.has(id) === true || (view !== null && isBridge(view));
    return { x: origin.x + box.width * 0.7, y: origin.y + box.height * (low ? 1 : 0.6) };
  }

  #place(topology: TopologyView, layout: Layout): void {
    const { parents, owners } = pictureOf(topology);
    const before = nodesById(this.nodes);
    const nodes = topology.nodes.flatMap((view): BoxNode[] => {
      const box = layout.boxes.get(view.id);
      if (!box) return [];
      const old = before.get(view.id);
      return [
        {
          id: view.id,
          type: componentOf(view, parents.has(view.id)),
          position: old && this.#memory.wasMoved(view.id) ? old.position : { x: box.x, y: box.y },
          width: box.width,
          height: box.height,
          data: {},
          ...(view.parent === null ? {} : { parentId: view.parent, extent: 'parent' as const }),
        },
      ];
    });
    this.layout = layout;
    this.edges = topology.edges.flatMap(({ id, kind, from, to }): Edge[] => {
      const [source, target] = [owners.get(from)?.node.id, owners.get(to)?.node.id];
      if (source === undefined || target === undefined) return [];
      return [{ id, type: kind, source, sourceHandle: from, target, targetHandle: to, selectable: false }];
    });
    this.#move(nodes, before);
  }

  /** From the old places to the new ones; what is new stands where it belongs at once. */
  #move(nodes: BoxNode[], before: ReadonlyMap<string, BoxNode>): void {
    cancelAnimationFrame(this.#frame);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const still = calm || nodes.length > MOVED_BOXES || before.size === 0;
    const start = performance.now();
    const frame = (now: number) => {
      const share = still ? 1 : Math.min((now - start) / MOVE_MS, 1);
      const eased = 1 - (1 - share) ** 3;
      this.nodes = nodes.map((node) => {
        const old = before.get(node.id)?.position ?? node.position;
        const { x, y } = node.position;
        return { ...node, position: { x: old.x + (x - old.x) * eased, y: old.y + (y - old.y) * eased } };
      });
      if (share < 1) this.#frame = requestAnimationFrame(frame);
      else this.layouts++;
    };
    frame(start);
  }
}

export const [getCanvas, setCanvas] = createContext<Canvas>();
