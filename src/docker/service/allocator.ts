/** Addresses and ports of services and tasks, given by the managers (swarmkit `manager/allocator`). */
import { get } from '../../sim/table';
import { Failure, failed, type Outcome } from '../failure';
import { type Cluster, type SwarmNetwork, swarmNetworksOf } from '../swarm/cluster';
import { freeAddress, takeAddress } from '../swarm/pool';
import {
  type NetworkAddress,
  type Service,
  type ServicePort,
  type ServiceSpec,
  servicesOf,
  type Task,
} from './service';
import { usesIngress } from './service';

/** Ports that the swarm chooses by itself (`dynamicPortStart`). */
const FIRST_PORT = 30000;
const LAST_PORT = 32767;

function ingressOf(cluster: Cluster): SwarmNetwork | null {
  return swarmNetworksOf(cluster).find(({ ingress }) => ingress) ?? null;
}

/** Ids of the networks that a service or task of that spec is on, the ingress network first. */
function networksOf(cluster: Cluster, spec: Pick<ServiceSpec, 'ports' | 'task'>): string[] {
  const ingress = usesIngress(spec) ? ingressOf(cluster) : null;
  return [...(ingress === null ? [] : [ingress.id]), ...spec.task.networks.map(({ target }) => target)];
}

function takeAddresses(cluster: Cluster, networks: readonly string[]): Outcome<NetworkAddress[]> {
  const taken: NetworkAddress[] = [];
  for (const id of networks) {
    const network = get(cluster.networks, id);
    const address = network === undefined ? null : takeAddress(network, null);
    if (address === null) continue;
    if (failed(address)) {
      freeAddresses(cluster, taken);
      return address;
    }
    taken.push({ network: id, address });
  }
  return taken;
}

function freeAddresses(cluster: Cluster, addresses: readonly NetworkAddress[]): void {
  for (const { network, address } of addresses) {
    const there = get(cluster.networks, network);
    if (there !== undefined) freeAddress(there, address.address);
  }
}

/** Gives a service what its spec asks for now: published ports, and an address on each network that it has none on yet. */
export function allocateService(cluster: Cluster, service: Service): Outcome<null> {
  const { spec } = service;
  service.ports = numbered(cluster, service);
  const wanted = spec.endpointMode === 'vip' ? networksOf(cluster, spec) : [];
  freeAddresses(
    cluster,
    service.virtualIps.filter(({ network }) => !wanted.includes(network)),
  );
  const kept = service.virtualIps.filter(({ network }) => wanted.includes(network));
  const missing = wanted.filter((id) => !kept.some(({ network }) => network === id));
  const fresh = takeAddresses(cluster, missing);
  if (failed(fresh)) return fresh;
  service.virtualIps = [...kept, ...fresh];
  return null;
}

function numbered(cluster: Cluster, service: Service): ServicePort[] {
  const taken = new Set(servicesOf(cluster).flatMap(({ id, ports }) => (id === service.id ? [] : ports.map(portKey))));
  return service.spec.ports.map((port) => {
    if (port.published !== 0 || port.mode === 'host') return port;
    const before = service.ports.find((one) => one.target === port.target && one.protocol === port.protocol);
    if (before !== undefined && before.published !== 0) return before;
    let published = FIRST_PORT;
    while (published < LAST_PORT && taken.has(portKey({ ...port, published }))) published++;
    taken.add(portKey({ ...port, published }));
    return { ...port, published };
  });
}

const portKey = ({ protocol, published }: ServicePort) => `${published}/${protocol}`;

export function releaseService(cluster: Cluster, service: Service): void {
  freeAddresses(cluster, service.virtualIps);
  service.virtualIps = [];
}

/** An address of its own on each of its networks. */
export function allocateTask(cluster: Cluster, task: Task): Outcome<null> {
  const addresses = takeAddresses(cluster, networksOf(cluster, { ports: task.ports, task: task.spec }));
  if (failed(addresses)) return addresses;
  task.addresses = addresses;
  return null;
}

export function releaseTask(cluster: Cluster, task: Task): void {
  freeAddresses(cluster, task.addresses);
  task.addresses = [];
}

/** `checkPortConflicts`: a published port may be another service's already. */
export function portConflict(cluster: Cluster, spec: ServiceSpec, own: string | null): Failure | null {
  for (const port of spec.ports.filter(({ published }) => published !== 0)) {
    for (const other of servicesOf(cluster)) {
      if (other.id === own) continue;
      const clash = other.ports.find((one) => portKey(one) === portKey(port));
      if (clash === undefined || (clash.mode === 'host' && port.mode === 'host')) continue;
      return new Failure(
        'InvalidParameter',
        `rpc error: code = InvalidArgument desc = port '${port.published}' is already in use by service '${other.spec.name}' (${other.id}) as ${clash.mode === 'host' ? 'a host-published' : 'an ingress'} port`,
      );
    }
  }
  return null;
}
