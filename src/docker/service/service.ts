/** A service and its tasks as the managers keep them (swarmkit `api/objects.proto`, `specs.proto`). */
import type { Ipv4, Prefix } from '../../base/ipv4';
import { type Micros, SECOND } from '../../sim/clock';
import { type Table, values } from '../../sim/table';
import type { TaskState } from './task.machine';

/** What every task is made from: a change of it makes new tasks. */
export interface TaskSpec {
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly hostname: string;
  readonly env: readonly string[];
  readonly dir: string;
  readonly user: string;
  readonly tty: boolean;
  readonly containerLabels: Readonly<Record<string, string>>;
  /** Lines for `/etc/hosts`: an address and a name. */
  readonly hosts: readonly string[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly stopGracePeriod: Micros;
  readonly restart: RestartSpec;
  readonly constraints: readonly string[];
  readonly maxPerNode: number;
  readonly networks: readonly ServiceNetwork[];
  readonly forceUpdate: number;
  /** A stack's file declares it: what the file leaves open is not written down, as it is for the flags of `service create`. */
  readonly declared?: boolean;
}

export interface RestartSpec {
  readonly condition: 'none' | 'on-failure' | 'any';
  readonly delay: Micros;
  /** 0 is without end. */
  readonly maxAttempts: number;
}

export interface ServiceNetwork {
  /** Id. */
  readonly target: string;
  readonly aliases: readonly string[];
}

export interface ServicePort {
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly target: number;
  /** 0 lets the swarm choose, from 30000 on. */
  readonly published: number;
  readonly mode: 'ingress' | 'host';
}

export interface UpdateSpec {
  readonly parallelism: number;
  readonly delay: Micros;
  readonly failureAction: string;
  readonly monitor: Micros;
  readonly order: 'stop-first' | 'start-first';
}

export interface ServiceSpec {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly task: TaskSpec;
  /** Null for one task on every node. */
  readonly replicas: number | null;
  readonly update: UpdateSpec;
  readonly rollback: UpdateSpec;
  readonly endpointMode: 'vip' | 'dnsrr';
  readonly ports: readonly ServicePort[];
}

export interface Service {
  readonly id: string;
  readonly order: number;
  readonly created: Micros;
  updated: Micros;
  version: number;
  spec: ServiceSpec;
  previous: ServiceSpec | null;
  /** With the numbers that the swarm chose. */
  ports: readonly ServicePort[];
  /** Its address on each network that it is on; none with `dnsrr`. */
  virtualIps: readonly NetworkAddress[];
  /** What asked for it. */
  readonly origin: string;
}

export interface NetworkAddress {
  readonly network: string;
  readonly address: Prefix;
}

export interface Task {
  readonly id: string;
  readonly order: number;
  readonly service: string;
  /** The service's name, for when it is gone. */
  readonly serviceName: string;
  /** From 1; 0 for a task of a global service. */
  readonly slot: number;
  node: string | null;
  /** What it was made from, and the ports it publishes. */
  readonly spec: TaskSpec;
  readonly ports: readonly ServicePort[];
  state: TaskState;
  desired: 'ready' | 'running' | 'shutdown' | 'remove';
  /** It has been told to end. */
  ending: boolean;
  /** When it came to its state. */
  since: Micros;
  error: string;
  /** An address on each of its networks, ingress first. */
  addresses: readonly NetworkAddress[];
  container: string | null;
  /** The process that asks a registry for its image. */
  pull: number | null;
  /** It is to run no sooner than that. */
  notBefore: Micros;
}

/** What a node's load balancer of a network has been told of a service there (libnetwork `loadBalancer`). */
export interface Balancer {
  readonly network: string;
  readonly service: string;
  readonly virtualIp: Ipv4;
  /** The mark that its packets get. */
  readonly mark: number;
  /** Ports of the routing mesh; none but on the ingress network. */
  ports: readonly ServicePort[];
  /** Weight by address. */
  servers: Readonly<Record<string, number>>;
}

/** What `docker service create` sets where nothing is said (swarmkit `defaults/service.go`). */
export const DEFAULT_UPDATE: UpdateSpec = {
  parallelism: 1,
  delay: 0,
  failureAction: 'pause',
  monitor: 5 * SECOND,
  order: 'stop-first',
};
export const DEFAULT_RESTART: RestartSpec = { condition: 'any', delay: 5 * SECOND, maxAttempts: 0 };

/** The services of a swarm, in the order they were made. */
export function servicesOf(cluster: { readonly services: Table<Service> }): Service[] {
  return [...values(cluster.services)].sort((a, b) => a.order - b.order);
}

/** The tasks of a service, in the order they were made. */
export function tasksOf(cluster: { readonly tasks: Table<Task> }, service: string): Task[] {
  return [...values(cluster.tasks)].filter((task) => task.service === service).sort((a, b) => a.order - b.order);
}

/** `web.1`, `agent.NODE`. */
export function slotName({ serviceName, slot, node }: Task): string {
  return `${serviceName}.${slot === 0 ? (node ?? '') : slot}`;
}

/** The name of its container: `web.1.TASK`. */
export function taskName(task: Task): string {
  return `${slotName(task)}.${task.id}`;
}

/** Whether ports of it are reached by the routing mesh. */
export function usesIngress({ ports }: Pick<Service | Task | ServiceSpec, 'ports'>): boolean {
  return ports.some(({ mode }) => mode === 'ingress');
}

/** The virtual address of a service on a network, or null. */
export function virtualIpOn({ virtualIps }: Service, network: string): Ipv4 | null {
  return virtualIps.find((one) => one.network === network)?.address.address ?? null;
}
