/** `docker ps --filter` (moby `daemon/list.go`). */
import { CONTAINER_STATES } from '../container/container.machine';
import type { Container } from '../container/container';
import { findImage } from '../container/image';
import type { Daemon } from '../daemon';
import { findContainer, portsOf } from '../engine';
import { Failure, failed, type Outcome } from '../failure';
import type { Cli } from './command';
import { type Filters, hasLabels, matchesName, passes, readFilters } from './filters';

const FILTERS = [
  'ancestor',
  'before',
  'exited',
  'expose',
  'health',
  'id',
  'is-task',
  'isolation',
  'label',
  'name',
  'network',
  'publish',
  'since',
  'status',
  'volume',
];

/** What was asked for; refused where a key is unknown or a value cannot be. */
export function readPsFilters(cli: Cli): Outcome<Filters> {
  const filters = readFilters(cli, FILTERS);
  if (failed(filters)) return filters;
  return wrongValue(cli.d, filters) ?? filters;
}

const STATES: readonly string[] = [...CONTAINER_STATES, 'dead'];

/** A state that there is not, a status that is no number, a container to compare with that there is not. */
function wrongValue(d: Daemon, filters: Filters): Failure | null {
  const state = filters['status']?.find((status) => !STATES.includes(status));
  if (state !== undefined)
    return new Failure('InvalidParameter', d.messages.invalidFilterValue('status', state, WRONG_STATE(state)));
  const exited = filters['exited']?.find((status) => !/^[+-]?\d+$/.test(status));
  if (exited !== undefined) return new Failure('InvalidParameter', d.messages.notANumber('exited', exited));
  const health = filters['health']?.find((value) => !HEALTHS.includes(value));
  if (health !== undefined) return new Failure('InvalidParameter', d.messages.unknownHealth(health));
  const task = filters['is-task']?.find((value) => !FLAGS.includes(value));
  if (task !== undefined) return new Failure('InvalidParameter', d.messages.invalidFilter(`is-task=[${task}]`));
  const other = [...(filters['before'] ?? []), ...(filters['since'] ?? [])].find(
    (ref) => findContainer(d.engine, ref) === null,
  );
  if (other !== undefined) return new Failure('NotFound', d.messages.nothingToCompareWith(other));
  const [key, port] =
    ['publish', 'expose'].flatMap((name) => (filters[name] ?? []).map((value) => [name, value])).find(isNoPort) ?? [];
  if (key === undefined) return null;
  const number = port?.split(/[/-]/)[0] ?? '';
  const reason = `error while looking up for ${key} ${port}: strconv.ParseUint: parsing "${number}": invalid syntax`;
  return new Failure('InvalidParameter', reason);
}

function isNoPort([, value = '']: readonly string[]): boolean {
  return !/^\d+(-\d+)?(\/.*)?$/.test(value);
}

const HEALTHS: readonly string[] = ['none', 'starting', 'healthy', 'unhealthy'];
const FLAGS: readonly string[] = ['true', '1', 'false', '0'];

const WRONG_STATE = (state: string) =>
  `invalid value for state (${state}): must be one of created, running, paused, restarting, removing, exited, dead`;

/** Whether a port is the one that the filter names, or one of its range; TCP where it does not say. */
function portMatches(value: string, port: number, protocol: string): boolean {
  const [range = '', wanted = 'tcp'] = value.split('/');
  const [first = '', last = first] = range.split('-');
  return wanted === protocol && port >= Number(first) && port <= Number(last);
}

function exposes(value: string, exposed: string): boolean {
  const [port = '', protocol = 'tcp'] = exposed.split('/');
  return portMatches(value, Number(port), protocol);
}

/** Whether the container passes. */
export function matches(d: Daemon, container: Container, filters: Filters): boolean {
  const { config } = container;
  const orderOf = (ref: string) => findContainer(d.engine, ref)?.order ?? -1;
  const ports = () => portsOf(d.engine, container);
  return (
    passes(
      filters,
      'name',
      (value) => matchesName(value, `/${container.name}`) || matchesName(value, container.name),
    ) &&
    passes(filters, 'id', (value) => container.id.startsWith(value)) &&
    passes(filters, 'status', (value) => container.state === value) &&
    passes(filters, 'exited', (value) => container.state === 'exited' && container.exitCode === Number(value)) &&
    passes(filters, 'network', (value) =>
      Object.entries(container.networks).some(
        ([name, settings]) => name === value || settings.networkId.startsWith(value),
      ),
    ) &&
    passes(filters, 'ancestor', (value) => findImage(d.engine.images, value)?.id === config.imageId) &&
    passes(filters, 'expose', (value) => config.exposed.some((port) => exposes(value, port))) &&
    passes(filters, 'publish', (value) =>
      ports().some(({ bound }) => bound.some(({ hostPort, protocol }) => portMatches(value, hostPort, protocol))),
    ) &&
    passes(filters, 'before', (value) => container.order < orderOf(value)) &&
    passes(filters, 'since', (value) => container.order > orderOf(value)) &&
    passes(filters, 'volume', () => false) &&
    passes(filters, 'health', (value) => value === (container.health?.status ?? 'none')) &&
    passes(filters, 'is-task', (value) => (value === 'true' || value === '1') === (container.task !== null)) &&
    hasLabels(filters, config.labels)
  );
}
