/** Machines of the LAN stand in a row: a cable to a neighbour leaves by the side that faces it, one to a Docker host by the top. */
import type { NodeKind, NodeView, PortView, TopologyView } from '../../../inspect/view';

/** From left to right. */
const ROW: Partial<Record<NodeKind, number>> = { internet: 0, router: 1, machine: 2 };

export const isOutside = ({ kind }: NodeView): boolean => ROW[kind] !== undefined;

/** The same topology with the ports of the machines outside on the side where their cable goes. */
export function facing(topology: TopologyView): TopologyView {
  const owner = new Map(topology.nodes.flatMap((node) => node.ports.map((port) => [port.id, node] as const)));
  const peer = new Map(topology.edges.flatMap(({ from, to }) => [[from, to] as const, [to, from] as const]));
  const side = (node: NodeView, port: PortView): PortView['side'] => {
    const other = owner.get(peer.get(port.id) ?? '');
    const [here, there] = [ROW[node.kind], other && ROW[other.kind]];
    if (here === undefined || there === undefined || here === there) return port.side;
    return there < here ? 'left' : 'right';
  };
  const nodes = topology.nodes.map((node) =>
    isOutside(node) ? { ...node, ports: node.ports.map((port) => ({ ...port, side: side(node, port) })) } : node,
  );
  return { ...topology, nodes };
}
