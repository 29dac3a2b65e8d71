/** The commands on containers that are there: `down`, `stop`, `start`, `restart`, `rm`, `kill`, `pause`, `unpause` (compose `pkg/compose/*.go`). */
import { type Container, isRunning } from '../../container/container';
import { PATIENCE } from '../../container/ending';
import type { Daemon } from '../../daemon';
import { projectNetworks } from './labels';
import { containersIn, withDependencies, type Scope, type ScopedService } from './scope';
import { Plan, type Step } from './task';

export interface EndOptions {
  /** Services asked for; none for all. */
  readonly wanted: readonly string[];
  /** Seconds; null where each service says. */
  readonly patience: number | null;
}

type Act = (container: Container, service: ScopedService, after: readonly number[]) => number;

/** Each service's containers, in an order of services: `before` says whose tasks come first. */
function inOrder(
  d: Daemon,
  scope: Scope,
  wanted: readonly string[],
  before: (service: ScopedService) => readonly string[],
  act: Act,
): number[] {
  const done: Record<string, number[]> = {};
  const visit = (service: ScopedService): number[] => {
    const known = done[service.name];
    if (known !== undefined) return known;
    done[service.name] = [];
    const others = scope.services.filter(({ name }) => before(service).includes(name));
    const after = others.flatMap(visit);
    const asked = wanted.length === 0 || wanted.includes(service.name);
    const own = asked ? containersIn(d, scope, service.name).map((container) => act(container, service, after)) : [];
    const tasks = own.length > 0 ? own : after;
    done[service.name] = tasks;
    return tasks;
  };
  return scope.services.flatMap(visit);
}

function dependents(scope: Scope): (service: ScopedService) => string[] {
  return ({ name }) =>
    scope.services
      .filter(({ dependsOn }) => dependsOn.some(({ service }) => service === name))
      .map((service) => service.name);
}

const dependencies = ({ dependsOn }: ScopedService) => dependsOn.map(({ service }) => service);
const restarting = ({ dependsOn }: ScopedService) =>
  dependsOn.filter(({ restart }) => restart).map(({ service }) => service);
const nobody = () => [];

function about(container: Container) {
  return { id: container.id, name: container.name };
}

function patienceOf(service: ScopedService | null, { patience }: EndOptions): number {
  return patience ?? service?.patience ?? PATIENCE;
}

/** Dependents end before what they depend on; the networks go when everything has. */
export function planDown(d: Daemon, scope: Scope, orphans: readonly Container[], options: EndOptions): Plan {
  const plan = new Plan();
  const end = (container: Container, service: ScopedService | null, after: readonly number[]) => {
    const stopped = plan.add(
      { do: 'stop', ...about(container), patience: patienceOf(service, options), quiet: false },
      after,
    );
    return plan.add({ do: 'remove', ...about(container), quiet: false }, [stopped]);
  };
  inOrder(d, scope, options.wanted, dependents(scope), end);
  const all = plan.tasks.map((_, index) => index);
  const left = orphans.map((container) => end(container, null, all));
  for (const network of projectNetworks(d, scope.name)) {
    if (scope.networks.includes(network.name))
      plan.add({ do: 'network.remove', id: network.id, name: network.name }, [...all, ...left]);
  }
  return plan;
}

export function planStop(d: Daemon, scope: Scope, options: EndOptions): Plan {
  const plan = new Plan();
  inOrder(d, scope, options.wanted, dependents(scope), (container, service, after) =>
    plan.add({ do: 'stop', ...about(container), patience: patienceOf(service, options), quiet: false }, after),
  );
  return plan;
}

/** What a service depends on is waited for as `up` does; null with the service that has no container. */
export function planStart(d: Daemon, scope: Scope, wanted: readonly string[]): Plan | { readonly without: string } {
  const asked = wanted.length === 0 ? [] : withDependencies(scope.services, wanted);
  const without = scope.services.find(
    ({ name }) => (asked.length === 0 || asked.includes(name)) && containersIn(d, scope, name).length === 0,
  );
  if (without !== undefined) return { without: without.name };
  const plan = new Plan();
  const last: Record<string, number> = {};
  inOrder(d, scope, asked, dependencies, (container, service, after) => {
    const before = last[service.name];
    const turn = before === undefined ? after : [...after, before];
    const task = isRunning(container)
      ? plan.add({ do: 'say', line: '' }, turn)
      : plan.add({ do: 'start', name: container.name, quiet: false }, turn);
    last[service.name] = task;
    return task;
  });
  return plan;
}

/** Services that ask for it are restarted with those they depend on, after them. */
export function planRestart(d: Daemon, scope: Scope, options: EndOptions, alone: boolean): Plan {
  const plan = new Plan();
  const wanted = new Set(options.wanted);
  if (!alone) {
    for (let grown = true; grown;) {
      grown = false;
      for (const service of scope.services) {
        if (wanted.has(service.name) || !restarting(service).some((name) => wanted.has(name))) continue;
        wanted.add(service.name);
        grown = true;
      }
    }
  }
  inOrder(d, scope, [...wanted], restarting, (container, service, after) =>
    plan.add({ do: 'restart', ...about(container), patience: patienceOf(service, options) }, after),
  );
  return plan;
}

export function planRemove(containers: readonly Container[]): Plan {
  const plan = new Plan();
  for (const container of containers) plan.add({ do: 'remove', ...about(container), quiet: false });
  return plan;
}

/** One step for each container, all at once. */
export function planEach(
  d: Daemon,
  scope: Scope,
  wanted: readonly string[],
  stepFor: (container: Container) => Step,
): Plan {
  const plan = new Plan();
  inOrder(d, scope, wanted, nobody, (container) => plan.add(stepFor(container)));
  return plan;
}
