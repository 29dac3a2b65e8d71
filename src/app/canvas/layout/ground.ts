/** The inside of a Docker host while it is laid out: where its boxes and ports stand from left to right. */
import type { NodeView, PortView } from '../../../inspect/view';
import { type Box, isBridge, type Measure, PILLS, portsOn, settle, spread } from './box';
import type { Tiers } from './tiers';
import type { End, Wire } from './wiring';

export class Ground {
  readonly boxes = new Map<string, Box>();
  readonly ports = new Map<string, number>();
  readonly tops: readonly NodeView[];
  readonly bridges: readonly NodeView[];
  readonly places: readonly NodeView[];
  readonly #others: ReadonlyMap<string, End>;
  /** How far the tiers stand from the left of the host. */
  readonly #aside: number;

  constructor(
    readonly host: NodeView,
    children: readonly NodeView[],
    readonly wires: readonly Wire[],
    readonly tiers: Tiers,
    readonly width: number,
  ) {
    this.tops = [...tiers.on.keys()];
    this.bridges = children.filter(isBridge);
    this.places = children.filter(({ kind }) => kind === 'place' || kind === 'resolver');
    this.#others = new Map(
      wires.flatMap(({ upper, lower }) => [[upper.port.id, lower] as const, [lower.port.id, upper] as const]),
    );
    this.#aside = (width - tiers.width) / 2;
    for (const [id, box] of tiers.boxes) this.boxes.set(id, { ...box, x: box.x + this.#aside });
  }

  isTop(node: NodeView): boolean {
    return this.tiers.on.has(node);
  }

  box({ id }: NodeView): Box {
    return this.boxes.get(id) ?? { x: 0, y: 0, width: this.width, height: 0 };
  }

  measure(node: NodeView): Measure {
    return this.tiers.measures.get(node) ?? PILLS;
  }

  /** How far from the left of the host a port is. */
  stand({ port, node }: End): number {
    return (node === this.host ? 0 : this.box(node).x) + (this.ports.get(port.id) ?? 0);
  }

  /** Where the cable of a port comes down: below it, or in a lane beside the boxes that are there. */
  drop(end: End): number {
    const lane = this.tiers.lanes.get(end.port.id);
    return lane ? lane.x + this.#aside : this.stand(end);
  }

  /** From a port down into its lane: how far, and where. */
  descent({ port, node }: End): number[] {
    const lane = this.tiers.lanes.get(port.id);
    const { y, height } = this.box(node);
    return lane ? [y + height + lane.drop, lane.x + this.#aside] : [];
  }

  /** Ports of containers in the order of their bridges; those of bridges below the cables that come down to them. */
  hang(): void {
    for (const node of this.tops) {
      const row = portsOn(node, 'bottom').toSorted((a, b) => this.#order(a) - this.#order(b));
      spread(row, this.box(node).width).forEach((at, i) => row[i] && this.ports.set(row[i].id, at));
    }
    for (const node of this.bridges) {
      const { x, width } = this.box(node);
      for (const side of ['top', 'bottom'] as const) {
        const row = portsOn(node, side);
        const even = spread(row, width, this.measure(node));
        const wishes = row.map((port, i) => {
          const other = this.#others.get(port.id);
          return side === 'top' && other && this.isTop(other.node) ? this.drop(other) - x : (even[i] ?? 0);
        });
        for (const [id, at] of settle(row, wishes, width, this.measure(node))) this.ports.set(id, at);
      }
    }
  }

  /** Ports that lead to no bridge come last. */
  #order({ id }: PortView): number {
    const other = this.#others.get(id)?.node;
    const at = other ? this.bridges.indexOf(other) : -1;
    return at < 0 ? this.bridges.length : at;
  }
}
