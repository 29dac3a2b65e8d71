/** What a command works on: the services of a project as its files say, or as the labels of its containers do where there are no files. */
import type { Container } from '../../container/container';
import type { Daemon } from '../../daemon';
import type { Dependency, Project } from '../model/project';
import { dependenciesOf, isOneOff, projectContainers, projectNetworks, serviceOf } from './labels';

export interface ScopedService {
  readonly name: string;
  readonly dependsOn: readonly Dependency[];
  /** Seconds between the stop signal and SIGKILL. */
  readonly patience: number | null;
  readonly checked: boolean;
}

export interface Scope {
  readonly name: string;
  /** By name. */
  readonly services: readonly ScopedService[];
  /** Names of the networks that are the project's own. */
  readonly networks: readonly string[];
  /** Whether files say all this. */
  readonly declared: boolean;
}

export function scopeOfProject(project: Project): Scope {
  return {
    name: project.name,
    services: project.services.map(({ name, dependsOn, stopGracePeriod, healthcheck }) => ({
      name,
      dependsOn,
      patience: stopGracePeriod,
      checked: healthcheck !== null && healthcheck.test[0] !== 'NONE',
    })),
    networks: project.networks.filter(({ external }) => !external).map(({ name }) => name),
    declared: true,
  };
}

export function scopeOfLabels(d: Daemon, name: string): Scope {
  const services = new Map<string, ScopedService>();
  for (const container of projectContainers(d, name)) {
    services.set(serviceOf(container), {
      name: serviceOf(container),
      dependsOn: dependenciesOf(container),
      patience: null,
      checked: true,
    });
  }
  return {
    name,
    services: [...services.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    networks: projectNetworks(d, name).map((network) => network.name),
    declared: false,
  };
}

/** The containers of a service, the newest first. */
export function containersIn(d: Daemon, scope: Scope, service: string): Container[] {
  return projectContainers(d, scope.name).filter((container) => serviceOf(container) === service);
}

/** Containers of the project whose service the files no longer have, and those of `docker compose run` that have ended. */
export function orphansOf(d: Daemon, project: Project): Container[] {
  const known = [...project.services.map(({ name }) => name), ...project.disabled];
  const isOrphan = (container: Container) =>
    !known.includes(serviceOf(container)) || (isOneOff(container) && container.state === 'exited');
  return projectContainers(d, project.name, true).filter(isOrphan);
}

/** The services asked for and, unless that is not wanted, all that they depend on. */
export function withDependencies(services: readonly ScopedService[], names: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const service = services.find((candidate) => candidate.name === name);
    if (service === undefined || found.has(name)) return;
    found.add(name);
    for (const dependency of service.dependsOn) visit(dependency.service);
  };
  for (const name of names) visit(name);
  return services.map(({ name }) => name).filter((name) => found.has(name));
}
