/** What a manager is asked to do with services (moby `daemon/cluster/services.go`, swarmkit `manager/controlapi/service.go`). */
import { get, put, remove } from '../../sim/table';
import type { Daemon } from '../daemon';
import { Failure, failed, type Outcome } from '../failure';
import { isPredefined } from '../network';
import { type Cluster, nextVersion } from '../swarm/cluster';
import { newSwarmId } from '../swarm/id';
import { findKnownNetwork } from '../swarm/known';
import { managedCluster } from '../swarm/member';
import { isValidName } from '../swarm/name';
import { reconcileSoon } from './alarm';
import { allocateService, portConflict, releaseService } from './allocator';
import { parseConstraint } from './scheduler';
import { type Service, type ServiceNetwork, type ServiceSpec, servicesOf, tasksOf, usesIngress } from './service';

const invalid = (description: string, code = 'InvalidArgument') =>
  new Failure('InvalidParameter', `rpc error: code = ${code} desc = ${description}`);

/** A service of that spec, its tasks soon to come. */
export function createService(d: Daemon, spec: ServiceSpec, origin: string): Outcome<Service> {
  const cluster = managedCluster(d);
  if (failed(cluster)) return cluster;
  const networks = resolveNetworks(d, spec.task.networks);
  if (failed(networks)) return networks;
  const whole = { ...spec, task: { ...spec.task, networks } };
  const wrong = whyNot(cluster, whole) ?? portConflict(cluster, whole, null);
  if (wrong !== null) return wrong;
  if (servicesOf(cluster).some((other) => other.spec.name === spec.name))
    return new Failure(
      'Conflict',
      `rpc error: code = AlreadyExists desc = name conflicts with an existing object: service ${spec.name} already exists`,
    );
  const now = d.world.clock.now;
  const made: Service = {
    id: newSwarmId(d),
    order: cluster.nextOrder++,
    created: now,
    updated: now,
    version: nextVersion(cluster),
    spec: whole,
    previous: null,
    ports: [],
    virtualIps: [],
    origin,
  };
  put(cluster.services, made.id, made);
  const service = get(cluster.services, made.id) ?? made;
  const allocated = allocateService(cluster, service);
  if (failed(allocated)) return allocated;
  service.version = nextVersion(cluster);
  reconcileSoon(d);
  return service;
}

/** Networks by the ids that they have; a node's own of the three predefined ones will do as well. */
function resolveNetworks(d: Daemon, networks: readonly ServiceNetwork[]): Outcome<ServiceNetwork[]> {
  const found: ServiceNetwork[] = [];
  for (const { target, aliases } of networks) {
    const network = findKnownNetwork(d, target);
    if (network === null || (network.scope !== 'swarm' && !isPredefined(network)))
      return new Failure('NotFound', `network ${target} not found`);
    // Every node has the predefined ones under ids of its own.
    found.push({ target: network.scope === 'swarm' ? network.id : network.name, aliases });
  }
  return found;
}

function whyNot(cluster: Cluster, spec: ServiceSpec): Failure | null {
  if (!isValidName(spec.name) || spec.name.length > 63) return invalid('name must be valid as a DNS name component');
  if (spec.task.constraints.some((text) => parseConstraint(text) === null))
    return invalid('constraint expected one operator from ==, !=', 'Unknown');
  if (spec.endpointMode === 'dnsrr' && usesIngress(spec))
    return invalid("EndpointSpec: port published with ingress mode can't be used with dnsrr mode");
  const attached = spec.task.networks.find(({ target }) => get(cluster.networks, target)?.ingress === true);
  return attached === undefined
    ? null
    : invalid('Service cannot be explicitly attached to the ingress network "ingress"');
}

/** By id, name, or the beginning of an id that only one has. */
export function findService(cluster: Cluster, ref: string): Outcome<Service> {
  const all = servicesOf(cluster);
  const whole = all.find(({ id }) => id === ref) ?? all.find(({ spec }) => spec.name === ref);
  if (whole !== undefined) return whole;
  const begun = ref === '' ? [] : all.filter(({ id }) => id.startsWith(ref));
  if (begun.length > 1)
    return new Failure('InvalidParameter', `service ${ref} is ambiguous (${begun.length} matches found)`);
  return begun[0] ?? new Failure('NotFound', `service ${ref} not found`);
}

/** Another spec: what differs for its tasks is rolled out. */
export function updateService(d: Daemon, cluster: Cluster, service: Service, spec: ServiceSpec): Outcome<null> {
  const networks = resolveNetworks(d, spec.task.networks);
  if (failed(networks)) return networks;
  const whole = { ...spec, task: { ...spec.task, networks } };
  const wrong = whyNot(cluster, whole) ?? portConflict(cluster, whole, service.id);
  if (wrong !== null) return wrong;
  service.previous = service.spec;
  service.spec = whole;
  service.updated = d.world.clock.now;
  service.version = nextVersion(cluster);
  const allocated = allocateService(cluster, service);
  if (failed(allocated)) return allocated;
  reconcileSoon(d);
  return null;
}

/** The service goes at once, its tasks when they have ended. */
export function removeService(d: Daemon, cluster: Cluster, service: Service): void {
  for (const task of tasksOf(cluster, service.id)) task.desired = 'remove';
  releaseService(cluster, service);
  remove(cluster.services, service.id);
  nextVersion(cluster);
  reconcileSoon(d);
}
