/** `docker ps` (cli `command/container/list.go`, `formatter/container.go`). */
import { formatGoTime, humanDuration } from '../../userland/time';
import { type Container, isRunning, shortId } from '../container/container';
import { healthSuffix } from '../container/health';
import type { Daemon } from '../daemon';
import { containersOf, portsOf } from '../engine';
import { failed, type Outcome } from '../failure';
import { type Cli, daemonError, NONE, simple } from './command';
import { boolFlag, hasFlag, stringFlag } from './flags';
import { formatRows, type Listing, type Row } from './format';
import { displayPorts } from './port-list';
import { matches, readPsFilters } from './ps-filters';

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
  const filters = readPsFilters(cli);
  if (failed(filters)) return filters;
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

function rowOf(d: Daemon, container: Container, whole: boolean): Row {
  const { config } = container;
  const now = d.world.clock.now;
  const [path = '', ...rest] = [...config.entrypoint, ...config.cmd];
  const words = [path, ...rest.map((word) => (word.includes(' ') ? `'${word}'` : word))].join(' ');
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
      Labels: labels.sort().join(','),
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
      return `Up ${since(container.startedAt)}${healthSuffix(container)}`;
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
