/** The engines of the world as plain data: what each dockerd knows of its networks, endpoints, sandboxes and containers. */
import { get, values, type Table } from '../sim/table';
import type { UserWorld } from '../userland/process';
import type { Container } from './container/container';
import type { Image } from './container/image';
import type { Endpoint } from './endpoint';
import type { AddressSpace } from './ipam';
import type { Network } from './network';
import type { BoundPort } from './port';
import type { PortsInUse } from './portallocator';
import type { ProfileName } from './profile';
import type { Sandbox } from './sandbox';
import type { Balancer } from './service/service';
import type { Cluster, Membership } from './swarm/cluster';

export interface DockerWorld extends UserWorld {
  /** By machine. */
  readonly engines: Record<string, Engine>;
  /** Swarms, by id. */
  readonly clusters: Table<Cluster>;
}

export interface Engine {
  readonly machine: string;
  readonly profile: ProfileName;
  readonly config: DaemonConfig;
  /** The process id of dockerd. */
  readonly pid: number;
  readonly networks: Table<Network>;
  readonly endpoints: Table<Endpoint>;
  readonly sandboxes: Table<Sandbox>;
  readonly containers: Table<Container>;
  /** Container name to id. */
  readonly names: Table<string>;
  readonly images: Record<string, Image>;
  readonly addressSpace: AddressSpace;
  readonly portsInUse: PortsInUse;
  /** The swarm that it is a node of, or null. */
  swarm: Membership | null;
  /** What its load balancers do, by network and service. */
  readonly balancers: Table<Balancer>;
  /** The next service's mark. */
  nextMark: number;
  /** It has seen that the kernel makes VXLAN links. */
  vxlanProbed: boolean;
  /** Networks, endpoints and containers are numbered as they are made. */
  nextOrder: number;
}

/** What dockerd's command line says. */
export interface DaemonConfig {
  readonly iptables: boolean;
  readonly ipForward: boolean;
  readonly userlandProxy: boolean;
  readonly icc: boolean;
  readonly ipMasq: boolean;
  /** `--ip`: where published ports bind unless they say. */
  readonly hostBinding: string;
  /** `--bip`: docker0's address and prefix. */
  readonly bip: string | null;
  readonly mtu: number;
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly addressPools: readonly { readonly base: string; readonly size: number }[];
}

export function isDockerWorld(world: UserWorld): world is DockerWorld {
  return 'engines' in world;
}

/** The engine of a machine, or null where none runs. */
export function engineOf(world: UserWorld, machine: string): Engine | null {
  return isDockerWorld(world) ? (world.engines[machine] ?? null) : null;
}

/** Every network, in the order they were made. */
export function networksOf(engine: Engine): Network[] {
  return [...values(engine.networks)].sort((a, b) => a.order - b.order);
}

/** Every container, in the order they were made. */
export function containersOf(engine: Engine): Container[] {
  return [...values(engine.containers)].sort((a, b) => a.order - b.order);
}

/** Endpoints of a network, in the order they were made. */
export function endpointsOf(engine: Engine, network: Network): Endpoint[] {
  return [...values(engine.endpoints)]
    .filter((endpoint) => endpoint.network === network.id)
    .sort((a, b) => a.order - b.order);
}

export function sandboxOf(engine: Engine, container: Container): Sandbox | null {
  return container.sandbox === null ? null : (get(engine.sandboxes, container.sandbox) ?? null);
}

/** By id, name, or the beginning of an id that only one has. */
export function findContainer(engine: Engine, ref: string): Container | null {
  const whole = get(engine.containers, ref);
  if (whole !== undefined) return whole;
  const named = get(engine.names, ref.startsWith('/') ? ref.slice(1) : ref);
  if (named !== undefined) return get(engine.containers, named) ?? null;
  if (!/^[0-9a-f]+$/.test(ref)) return null;
  const begun = containersOf(engine).filter((container) => container.id.startsWith(ref));
  return begun.length === 1 ? begun[0]! : null;
}

/** By name, whole id, or the beginning of an id that only one has. */
export function findNetwork(engine: Engine, ref: string): Network | null {
  const whole = get(engine.networks, ref);
  if (whole !== undefined) return whole;
  const all = networksOf(engine);
  const named = all.find((network) => network.name === ref);
  if (named !== undefined) return named;
  const begun = ref === '' ? [] : all.filter((network) => network.id.startsWith(ref));
  return begun.length === 1 ? begun[0]! : null;
}

export interface ContainerPort {
  /** `80/tcp`. */
  readonly port: string;
  /** Where it is published; empty for a port that is only exposed. */
  readonly bound: readonly BoundPort[];
}

/** The ports of a container that runs on a bridge: those exposed, and where those that are published lead from. */
export function portsOf(engine: Engine, container: Container): ContainerPort[] {
  const sandbox = sandboxOf(engine, container);
  const own = sandbox !== null && sandbox.container === container.id ? sandbox.endpoints : [];
  const endpoints = own.map((id) => get(engine.endpoints, id)).filter((endpoint) => endpoint !== undefined);
  const shows = endpoints.some((endpoint) => {
    const network = get(engine.networks, endpoint.network);
    return network?.driver === 'bridge' && (!network.internal || endpoint.bindings.length > 0);
  });
  if (!shows) return [];
  const bound = endpoints.flatMap((endpoint) => endpoint.bindings);
  return container.config.exposed.map((port) => ({
    port,
    bound: bound.filter((binding) => `${binding.containerPort}/${binding.protocol}` === port),
  }));
}
