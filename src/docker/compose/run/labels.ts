/** The labels by which compose knows its own (compose `pkg/api/labels.go`), and what they say of what is there. */
import { get } from '../../../sim/table';
import type { Container } from '../../container/container';
import type { Daemon } from '../../daemon';
import { containersOf, networksOf } from '../../engine';
import type { Network } from '../../network';
import type { Dependency } from '../model/project';

export const VERSION = '2.40.3';

const PREFIX = 'com.docker.compose.';
export const LABEL = {
  project: `${PREFIX}project`,
  service: `${PREFIX}service`,
  number: `${PREFIX}container-number`,
  hash: `${PREFIX}config-hash`,
  image: `${PREFIX}image`,
  oneoff: `${PREFIX}oneoff`,
  version: `${PREFIX}version`,
  directory: `${PREFIX}project.working_dir`,
  files: `${PREFIX}project.config_files`,
  dependsOn: `${PREFIX}depends_on`,
  network: `${PREFIX}network`,
  replace: `${PREFIX}replace`,
} as const;

export function label(container: Container, name: keyof typeof LABEL): string {
  return container.config.labels[LABEL[name]] ?? '';
}

export function serviceOf(container: Container): string {
  return label(container, 'service');
}

export function numberOf(container: Container): number {
  return Number(label(container, 'number'));
}

export function isOneOff(container: Container): boolean {
  return label(container, 'oneoff') === 'True';
}

/** The containers of a project, the newest first, as the daemon lists them; one-off ones are left out. */
export function projectContainers(d: Daemon, project: string, oneOffs = false): Container[] {
  return containersOf(d.engine)
    .filter((container) => label(container, 'project') === project && (oneOffs || !isOneOff(container)))
    .reverse();
}

export function projectNetworks(d: Daemon, project: string): Network[] {
  return networksOf(d.engine).filter((network) => network.labels[LABEL.project] === project);
}

/** What a container's service depends on, as its label keeps it: `db:service_started:true`. */
export function dependenciesOf(container: Container): Dependency[] {
  return label(container, 'dependsOn')
    .split(',')
    .filter((text) => text !== '')
    .map((text) => {
      const [service = '', condition, restart] = text.split(':');
      const known =
        condition === 'service_healthy' || condition === 'service_completed_successfully'
          ? condition
          : 'service_started';
      return { service, condition: known, restart: restart === 'true', required: true };
    });
}

/** The container of a service that others mean by its name: the one of the lowest number. */
export function firstOf(d: Daemon, project: string, service: string): Container | null {
  const own = projectContainers(d, project).filter((container) => serviceOf(container) === service);
  return own.sort((a, b) => numberOf(a) - numberOf(b))[0] ?? null;
}

/** A container by its id, while it is there. */
export function byId(d: Daemon, id: string): Container | null {
  return get(d.engine.containers, id) ?? null;
}
