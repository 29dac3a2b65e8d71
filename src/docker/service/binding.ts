/** A task's part in its service (libnetwork `sandbox.EnableService`, `DisableService`): from its start the service's names and load balancers lead to it, until it is told to end. */
import { get } from '../../sim/table';
import type { Container } from '../container/container';
import type { Daemon } from '../daemon';
import { sandboxOf } from '../engine';
import { attachedTo, netnsOf } from '../namespace';
import { describePeer } from '../swarm/gossip';
import { clusterOf } from '../swarm/member';
import { syncBalancersEverywhere } from './balancer';
import { redirectIngress } from './ingress';
import { type Service, type ServicePort, type Task, virtualIpOn } from './service';

/** It runs: its endpoints are those of the service from now on, everywhere. */
export function enableTask(d: Daemon, container: Container, task: Task, service: Service): void {
  bindTask(d, container, task, service, true);
}

/** It is to end: no new connection comes to it, and its own names are forgotten. */
export function disableTask(d: Daemon, container: Container, task: Task, service: Service | null): void {
  bindTask(d, container, task, service, false);
}

function bindTask(d: Daemon, container: Container, task: Task, service: Service | null, enabled: boolean): void {
  const sandbox = sandboxOf(d.engine, container);
  for (const { endpoint, network } of sandbox === null ? [] : attachedTo(d.engine, sandbox)) {
    if (network.scope !== 'swarm') continue;
    if (!enabled) endpoint.names = [];
    const known = clusterOf(d)?.peers;
    const before = known === undefined ? null : (get(known, endpoint.id)?.service ?? null);
    if (service === null && before === null) continue;
    const virtualIp = service === null ? null : virtualIpOn(service, network.id);
    const fresh = {
      id: task.service,
      name: task.serviceName,
      virtualIp,
      aliases: task.spec.networks.find(({ target }) => target === network.id)?.aliases ?? [],
      ports: network.ingress ? meshPorts(task.ports) : [],
      enabled,
    };
    describePeer(d, endpoint, enabled || before === null ? fresh : { ...before, enabled });
    syncBalancersEverywhere(d, network.id);
  }
}

/** Ports of the routing mesh are led to where they are listened on, in the task's own namespace. */
export function openIngress(d: Daemon, container: Container, task: Task): void {
  const sandbox = sandboxOf(d.engine, container);
  const ns = sandbox === null ? null : netnsOf(d, sandbox);
  if (sandbox === null || ns === null) return;
  for (const { endpoint, network } of attachedTo(d.engine, sandbox))
    if (network.ingress && endpoint.address !== null)
      redirectIngress(ns, endpoint.address.address, meshPorts(task.ports), container.origin);
}

function meshPorts(ports: readonly ServicePort[]): ServicePort[] {
  return ports.filter(({ mode }) => mode === 'ingress');
}
