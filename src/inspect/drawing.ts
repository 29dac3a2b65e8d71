/** What can be drawn into the world as it stands at the end of the run: the names, addresses and cables that commands are made of. */
import { formatIpv4 } from '../base/ipv4';
import { containersOf, type Engine, endpointsOf, engineOf, networksOf } from '../docker/engine';
import { isPredefined, type Network } from '../docker/network';
import type { Link, Netem, Veth } from '../kernel/link/link';
import { linkById, linksInOrder, type Netns } from '../kernel/netns';
import { get, values } from '../sim/table';
import type { World } from '../lab/world';
import { netemFields } from '../userland/tc/netem';
import { type Recreation, recreation } from './recreation';
import { stackedId } from './stacked-boxes';
import { rulesOf } from './rules';

export interface DrawingView {
  readonly hosts: readonly HostDrawing[];
  readonly cables: readonly CableDrawing[];
  /** What rules and probes can be aimed at. */
  readonly addresses: readonly AddressDrawing[];
}

export interface HostDrawing {
  readonly machine: string;
  readonly images: readonly ImageDrawing[];
  readonly networks: readonly NetworkDrawing[];
  readonly containers: readonly ContainerDrawing[];
  readonly rules: readonly RuleDrawing[];
  /** Its part in a swarm, where it is in one. */
  readonly swarm: 'manager' | 'worker' | null;
  /** TCP ports of the host that are published. */
  readonly published: readonly number[];
}

export interface ImageDrawing {
  readonly name: string;
  /** `80/tcp`. */
  readonly exposed: readonly string[];
}

export interface NetworkDrawing {
  readonly name: string;
  readonly driver: string;
  /** Its box on the canvas, where it has one. */
  readonly box: string | null;
  /** Docker made it, and it cannot be removed. */
  readonly predefined: boolean;
  /** Names of the containers on it. */
  readonly containers: readonly string[];
}

export interface ContainerDrawing {
  /** Its box on the canvas. */
  readonly box: string;
  readonly name: string;
  readonly state: string;
  /** Names of its networks. */
  readonly networks: readonly string[];
  /** Ports that its image listens on. */
  readonly exposed: readonly string[];
  /** The commands that would make it again as it is; null where a compose file makes it. */
  readonly again: Recreation | null;
}

export interface RuleDrawing {
  readonly table: string;
  readonly chain: string;
  readonly spec: string;
  /** Somebody typed it; Docker makes the others. */
  readonly typed: boolean;
}

export interface CableDrawing {
  /** The cable's id on the canvas. */
  readonly edge: string;
  /** Its ends, as ports of the canvas. */
  readonly from: string;
  readonly to: string;
  /** Where the commands for it are typed, what they begin with, and the interface that they name. */
  readonly machine: string;
  readonly prefix: string;
  readonly dev: string;
  readonly up: boolean;
  /** What that interface does to the frames it sends: `delay 50ms loss 30%`. */
  readonly netem: string | null;
}

export interface AddressDrawing {
  readonly name: string;
  readonly address: string;
  /** The Docker host that it is on, or the machine itself. */
  readonly machine: string;
}

/** Everything that can be drawn on, at the end of a run. */
export function drawingOf(world: World): DrawingView {
  const hosts = Object.values(world.engines).flatMap((engine) => hostDrawing(world, engine));
  return { hosts, cables: cablesOf(world), addresses: addressesOf(world) };
}

function hostDrawing(world: World, engine: Engine): HostDrawing[] {
  const ns = get(world.netns, world.machines[engine.machine]?.ns ?? '');
  if (ns === undefined) return [];
  const containers = containersOf(engine);
  const bound = [...values(engine.endpoints)].flatMap(({ bindings }) => bindings.map(({ hostPort }) => hostPort));
  return [
    {
      machine: engine.machine,
      images: Object.values(engine.images).map(({ repository, tag, exposed }) => ({
        name: tag === 'latest' ? repository : `${repository}:${tag}`,
        exposed,
      })),
      networks: networksOf(engine)
        .filter(({ ingress }) => !ingress)
        .map((network) => networkDrawing(engine, ns, network)),
      containers: containers.map((container) => ({
        box: `${engine.machine}/${container.id}`,
        name: container.name,
        state: container.state,
        networks: Object.keys(container.networks),
        exposed: container.config.exposed,
        again: recreation(engine, container),
      })),
      rules: rulesOf(ns, () => true).map(({ table, chain, spec, origin }) => ({
        table,
        chain,
        spec,
        typed: origin === null || origin.startsWith('iptables'),
      })),
      swarm: swarmRole(world, engine),
      published: [...new Set(bound)].filter((port) => port > 0).sort((a, b) => a - b),
    },
  ];
}

function swarmRole(world: World, { swarm }: Engine): HostDrawing['swarm'] {
  if (swarm === null) return null;
  const cluster = get(world.clusters, swarm.cluster);
  return (cluster && get(cluster.nodes, swarm.node)?.role) ?? null;
}

function networkDrawing(engine: Engine, ns: Netns, network: Network): NetworkDrawing {
  const device = linksInOrder(ns).find(({ name }) => name === network.device);
  const on = endpointsOf(engine, network).map(({ container }) => get(engine.containers, container)?.name);
  return {
    name: network.name,
    driver: network.driver,
    box: boxOf(engine, network, device),
    predefined: isPredefined(network),
    containers: on.filter((name) => name !== undefined),
  };
}

function boxOf({ machine }: Engine, { driver, name }: Network, device: Link | undefined): string | null {
  if (device?.kind === 'bridge') return `${machine}/bridge/${device.name}`;
  return device !== undefined && (driver === 'macvlan' || driver === 'ipvlan') ? stackedId(machine, name) : null;
}

/** Cables, each by the end that is in a machine's own namespace: the one that a command of that machine names. */
function cablesOf(world: World): CableDrawing[] {
  const cables = new Map<string, CableDrawing>();
  const machines = Object.values(world.machines);
  for (const machine of machines.toSorted((a, b) => rank(world, a.name) - rank(world, b.name))) {
    const own = get(world.netns, machine.ns);
    if (own !== undefined) addCables(world, cables, machine.name, own, '');
    for (const [name, id] of Object.entries(machine.namedNs)) {
      const ns = get(world.netns, id);
      if (ns !== undefined) addCables(world, cables, machine.name, ns, `ip netns exec ${name} `);
    }
  }
  return [...cables.values()];
}

/** Somebody sits at a Docker host or at the laptop rather than at the router. */
function rank(world: World, machine: string): number {
  if (engineOf(world, machine) !== null) return 0;
  return machine === 'router' || machine === 'www' ? 2 : 1;
}

function addCables(world: World, cables: Map<string, CableDrawing>, machine: string, ns: Netns, prefix: string): void {
  for (const link of linksInOrder(ns)) {
    const peer = link.kind === 'veth' ? peerOf(world, link) : null;
    if (peer === null) continue;
    const edge = link.id < peer.id ? `${link.id} ${peer.id}` : `${peer.id} ${link.id}`;
    if (cables.has(edge)) continue;
    const netem = link.netem === null ? null : impairment(link.netem);
    cables.set(edge, { edge, from: link.place, to: peer.place, machine, prefix, dev: link.name, up: link.up, netem });
  }
}

function peerOf(world: World, link: Veth): Veth | null {
  const ns = get(world.netns, link.peerNs);
  const peer = ns === undefined ? null : linkById(ns, link.peer);
  return peer?.kind === 'veth' ? peer : null;
}

/** What a netem discipline does, in the words of tc: `delay 50ms loss 30%`. */
export function impairment(netem: Netem): string {
  return netemFields(netem)
    .slice(1)
    .map(([, , text]) => text.replace(/\s+/g, ' '))
    .join('')
    .trim();
}

function addressesOf(world: World): AddressDrawing[] {
  const containers = Object.values(world.engines).flatMap((engine) =>
    networksOf(engine).flatMap((network) =>
      endpointsOf(engine, network).flatMap(({ container, address }): AddressDrawing[] => {
        const name = get(engine.containers, container)?.name;
        if (name === undefined || address === null) return [];
        return [{ name, address: formatIpv4(address.address), machine: engine.machine }];
      }),
    ),
  );
  const machines = Object.values(world.machines).flatMap((machine): AddressDrawing[] => {
    const ns = get(world.netns, machine.ns);
    const link = ns && linksInOrder(ns).find(({ kind, addresses }) => kind === 'veth' && addresses.length > 0);
    const address = link?.addresses[0];
    return address === undefined
      ? []
      : [{ name: machine.name, address: formatIpv4(address.address), machine: machine.name }];
  });
  return [...containers, ...machines];
}
