/** A container's box that is dragged onto a network's: where it is let go, the container is connected. */
import { useSvelteFlow } from '@xyflow/svelte';
import type { Point } from '../canvas/cable';
import type { Canvas } from '../canvas/canvas.svelte';
import type { BoxNode } from '../canvas/picture';
import type { Interface } from '../workbench/interface.svelte';
import type { Workbench } from '../workbench/workbench.svelte';
import { dropLine } from './menu';

export class Drop {
  readonly #flow = useSvelteFlow();
  /** What is dragged, and where it was picked up. */
  #dragged: { readonly id: string; readonly position: Point } | null = null;

  constructor(
    private readonly workbench: Workbench,
    private readonly screen: Interface,
    private readonly canvas: Canvas,
  ) {}

  begin(node: BoxNode | null): void {
    this.#dragged = node && { id: node.id, position: node.position };
    this.screen.drop = null;
  }

  /** The pointer is somewhere: is it over a network that the box can join? */
  over(node: BoxNode | null, event: MouseEvent | TouchEvent): void {
    const { drawing, topology } = this.workbench;
    if (!node || !drawing || !topology) return;
    const at = 'touches' in event ? event.touches[0] : event;
    if (!at) return;
    const point = this.#flow.screenToFlowPosition({ x: at.clientX, y: at.clientY });
    const bridges = topology.nodes.filter(({ kind }) => kind === 'bridge' || kind === 'network').map(({ id }) => id);
    const onto = this.canvas.boxAt(point, bridges);
    const line = onto === null ? null : dropLine(drawing, node.id, onto);
    this.screen.drop = onto === null || line === null ? null : { onto, line };
  }

  /** Let go: connects where there is something to connect to, and puts the box back where it was. */
  end(): boolean {
    const { drop } = this.screen;
    this.screen.drop = null;
    if (!drop || !this.#dragged) return false;
    this.canvas.putBack(this.#dragged.id, this.#dragged.position);
    void this.workbench.draw([drop.line]);
    return true;
  }
}
