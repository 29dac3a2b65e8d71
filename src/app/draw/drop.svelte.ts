/** A container's box that is dragged onto a network's, or off its own: where it is let go, the container is connected or disconnected. */
import { useSvelteFlow } from '@xyflow/svelte';
import type { DrawingView } from '../../inspect/drawing';
import type { Point } from '../canvas/cable';
import type { Canvas } from '../canvas/canvas.svelte';
import { isBridge } from '../canvas/layout/box';
import type { BoxNode } from '../canvas/picture';
import type { DropPreview, Interface } from '../workbench/interface.svelte';
import type { Workbench } from '../workbench/workbench.svelte';
import { dropLine, leaveLines } from './menu';

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

  /** The pointer is somewhere: over a network that the box can join, or in its host and off the ground of every network that it is on? */
  over(node: BoxNode | null, event: MouseEvent | TouchEvent): void {
    const { drawing, topology } = this.workbench;
    if (!node || !drawing || !topology) return;
    const at = 'touches' in event ? event.touches[0] : event;
    if (!at) return;
    const point = this.#flow.screenToFlowPosition({ x: at.clientX, y: at.clientY });
    const networks = topology.nodes.filter(isBridge).map(({ id }) => id);
    const onto = this.canvas.boxAt(point, networks);
    const line = onto === null ? null : dropLine(drawing, node.id, onto);
    if (line !== null) this.screen.drop = { lines: [line], onto, leaving: null };
    else this.screen.drop = onto === null ? this.#leaving(drawing, node, point) : null;
  }

  /** A box keeps its networks as long as it is moved about above them. */
  #leaving(drawing: DrawingView, { id, parentId }: BoxNode, point: Point): DropPreview | null {
    const on = this.canvas.view(id)?.on ?? [];
    if (parentId === undefined || on.length === 0 || this.canvas.boxAt(point, [parentId]) === null) return null;
    if (on.some((network) => this.canvas.isAbove(point, network))) return null;
    const lines = leaveLines(drawing, id);
    return lines.length === 0 ? null : { lines, onto: null, leaving: id };
  }

  /** Let go: connects or disconnects where there is something to do, and puts the box back where it was. */
  end(): boolean {
    const { drop } = this.screen;
    this.screen.drop = null;
    if (!drop || !this.#dragged) return false;
    this.canvas.putBack(this.#dragged.id, this.#dragged.position);
    void this.workbench.draw(drop.lines);
    return true;
  }
}
