/** `docker ps` (cli `command/container/list.go`, `formatter/container.go`). */
import { formatGoTime, humanDuration } from '../../userland/time';
import { type Container, isRunning, shortId } from '../container/container';
import { CONTAINER_STATES } from '../container/container.machine';
import { findImage } from '../container/image';
import type { Daemon } from '../daemon';
import { containersOf, findContainer, portsOf } from '../engine';
import { Failure, failed, type Outcome } from '../failure';
import { type Cli, daemonError, NONE, simple } from './command';
import { type Filters, hasLabels, matchesName, passes, readFilters } from './filters';
import { boolFlag, hasFlag, stringFlag } from './flags';
import { formatRows, type Listing, type Row } from './format';
import { displayPorts } from './port-list';

const HEADERS = {
  ID: 'CONTAINER ID',
  Names: 'NAMES',
  Image: 'IMAGE',
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  RunningFor: 'CREATED',
  Ports: 'PORTS',
  State: 'STATE',
  Status: 'STATUS',
  Size: 'SIZE',
  Labels: 'LABELS',
  Mounts: 'MOUNTS',
  LocalVolumes: 'LOCAL VOLUMES',
  Networks: 'NETWORKS',
};

const LISTING: Listing = {
  typeName: '*formatter.ContainerContext',
  headers: HEADERS,
  columns: ['ID', 'Image', 'Command', 'RunningFor', 'Status', 'Ports', 'Names'],
  id: 'ID',
  syntaxPrefix: 'failed to parse template',
  executionPrefix: 'failed to execute template',
  probe: { fields: { ...HEADERS, Platform: null }, methods: { Label: () => '' } },
};

const COMMAND_WIDTH = 20;
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

export const ps = simple('ps', NONE, 5_000, (cli) => {
  const shown = select(cli);
  if (failed(shown)) {
    daemonError(cli, shown.message);
    return 1;
  }
  const whole = boolFlag(cli.flags, 'no-trunc');
  const sized = boolFlag(cli.flags, 'size') ? { ...LISTING, columns: [...LISTING.columns, 'Size'] } : LISTING;
  const output = formatRows(
    sized,
    stringFlag(cli.flags, 'format'),
    boolFlag(cli.flags, 'quiet'),
    shown.map((container) => rowOf(cli.d, container, whole)),
  );
  if ('error' in output) cli.sys.err(`${output.error}\n`);
  else cli.sys.out(output.text);
  return 'error' in output ? 1 : 0;
});

/** The newest first; those that ended only when asked for. */
function select(cli: Cli): Outcome<Container[]> {
  const { d, flags } = cli;
  const filters = readFilters(cli, FILTERS);
  if (failed(filters)) return filters;
  const wrong = filters['status']?.find(
    (status) => status !== 'dead' && !CONTAINER_STATES.some((state) => state === status),
  );
  if (wrong !== undefined) return new Failure('InvalidParameter', d.messages.invalidFilterValue('status', wrong));
  const count = boolFlag(flags, 'latest') ? 1 : hasFlag(flags, 'last') ? Number(stringFlag(flags, 'last')) : -1;
  const all = boolFlag(flags, 'all') || count > 0 || filters['status'] !== undefined || filters['exited'] !== undefined;
  const found = containersOf(d.engine)
    .reverse()
    .filter(
      (container) =>
        (all || isRunning(container) || container.state === 'restarting') && matches(d, container, filters),
    );
  return count > 0 ? found.slice(0, count) : found;
}

function matches(d: Daemon, container: Container, filters: Filters): boolean {
  const { config } = container;
  const orderOf = (ref: string) => findContainer(d.engine, ref)?.order ?? -1;
  const portMatches = (value: string, port: string) => (value.includes('/') ? value === port : `${value}/tcp` === port);
  const ports = () => portsOf(d.engine, container);
  return (
    passes(filters, 'name', (value) => matchesName(value.replace(/^(\^?)\//, '$1'), container.name)) &&
    passes(filters, 'id', (value) => container.id.startsWith(value)) &&
    passes(filters, 'status', (value) => container.state === value) &&
    passes(filters, 'exited', (value) => container.state === 'exited' && container.exitCode === Number(value)) &&
    passes(filters, 'network', (value) =>
      Object.entries(container.networks).some(
        ([name, settings]) => name === value || settings.networkId.startsWith(value),
      ),
    ) &&
    passes(filters, 'ancestor', (value) => findImage(d.engine.images, value)?.id === config.imageId) &&
    passes(filters, 'expose', (value) => config.exposed.some((port) => portMatches(value, port))) &&
    passes(filters, 'publish', (value) =>
      ports().some(({ bound }) =>
        bound.some(({ hostPort, protocol }) => portMatches(value, `${hostPort}/${protocol}`)),
      ),
    ) &&
    passes(filters, 'before', (value) => container.order < orderOf(value)) &&
    passes(filters, 'since', (value) => container.order > orderOf(value)) &&
    passes(filters, 'volume', () => false) &&
    hasLabels(filters, config.labels)
  );
}

function rowOf(d: Daemon, container: Container, whole: boolean): Row {
  const { config } = container;
  const now = d.world.clock.now;
  const words = [...config.entrypoint, ...config.cmd].join(' ');
  const command = whole || words.length <= COMMAND_WIDTH ? words : `${words.slice(0, COMMAND_WIDTH - 1)}…`;
  const labels = Object.entries(config.labels).map(([key, value]) => `${key}=${value}`);
  return {
    fields: {
      ID: whole ? container.id : shortId(container.id),
      Names: container.name,
      Image: config.image,
      Command: `"${command}"`,
      CreatedAt: formatGoTime(container.created, false),
      RunningFor: `${humanDuration(now - container.created)} ago`,
      Ports: displayPorts(portsOf(d.engine, container)),
      State: container.state,
      Status: statusOf(container, now),
      Size: '0B (virtual 75.1MB)',
      Labels: labels.join(','),
      Mounts: '',
      LocalVolumes: '0',
      Networks: Object.keys(container.networks).sort().join(','),
      Platform: null,
    },
    methods: { Label: (name) => config.labels[name] ?? '' },
  };
}

/** `Up 4 seconds`, `Exited (137) 2 minutes ago` (moby `container.State.String`). */
export function statusOf(container: Container, now: number): string {
  const since = (at: number | null) => humanDuration(now - (at ?? now));
  switch (container.state) {
    case 'running':
      return `Up ${since(container.startedAt)}`;
    case 'paused':
      return `Up ${since(container.startedAt)} (Paused)`;
    case 'restarting':
      return `Restarting (${container.exitCode}) ${since(container.finishedAt)} ago`;
    case 'removing':
      return 'Removal In Progress';
    case 'created':
      return 'Created';
    case 'exited':
      return container.finishedAt === null
        ? 'Created'
        : `Exited (${container.exitCode}) ${since(container.finishedAt)} ago`;
  }
}
