/** `docker compose ps` and `ls` (compose `cmd/compose/ps.go`, `list.go`). */
import { formatGoTime, humanDuration } from '../../../userland/time';
import { boolFlag, listFlag, stringFlag } from '../../cli/flags';
import { formatRows, type Listing, type Row } from '../../cli/format';
import { displayPorts } from '../../cli/port-list';
import { statusOf } from '../../cli/ps';
import { tabulate } from '../../cli/table';
import { type Container, isRunning, shortId } from '../../container/container';
import type { Daemon } from '../../daemon';
import { containersOf, portsOf } from '../../engine';
import { GoStruct, type GoValue } from '../../gotemplate/value';
import { label, projectContainers, serviceOf } from '../run/labels';
import { type Command, command, type Context, refuse } from './command';
import { readScope } from './project';

const LISTING: Listing = {
  typeName: '*formatter.ContainerContext',
  headers: {
    Name: 'NAME',
    ID: 'CONTAINER ID',
    Names: 'NAMES',
    Image: 'IMAGE',
    Command: 'COMMAND',
    Service: 'SERVICE',
    Project: 'PROJECT',
    CreatedAt: 'CREATED AT',
    RunningFor: 'CREATED',
    Status: 'STATUS',
    State: 'STATE',
    Health: 'HEALTH',
    ExitCode: 'EXIT CODE',
    Ports: 'PORTS',
    Publishers: 'PUBLISHERS',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    LocalVolumes: 'LOCAL VOLUMES',
    Networks: 'NETWORKS',
    Size: 'SIZE',
  },
  columns: ['Name', 'Image', 'Command', 'Service', 'RunningFor', 'Status', 'Ports'],
  id: 'ID',
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

const COMMAND_WIDTH = 20;

export const ps: Command = command('ps', (context) => {
  const { sys, d, flags, args } = context;
  const read = readScope(context);
  if (typeof read === 'number') return read;
  const { scope, project } = read;
  const known = [...scope.services.map(({ name }) => name), ...(project?.disabled ?? [])];
  const unknown = project === null ? undefined : args.find((name) => !known.includes(name));
  if (unknown !== undefined) return refuse(context, `no such service: ${unknown}`);
  const states = statesAsked(context);
  if (typeof states === 'string') return refuse(context, states);
  const all = boolFlag(flags, 'all') || states.length > 0;
  const shown = projectContainers(d, scope.name, true)
    .filter((container) => args.length === 0 || args.includes(serviceOf(container)))
    .filter((container) => all || isRunning(container) || container.state === 'restarting')
    .filter((container) => states.length === 0 || states.includes(container.state))
    .filter((container) => stringFlag(flags, 'orphans', 'true') !== 'false' || known.includes(serviceOf(container)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (boolFlag(flags, 'quiet')) {
    sys.out(shown.map(({ id }) => `${id}\n`).join(''));
    return 0;
  }
  if (boolFlag(flags, 'services')) {
    sys.out(`${[...new Set(shown.map(serviceOf))].join('\n')}\n`);
    return 0;
  }
  const whole = boolFlag(flags, 'no-trunc');
  const output = formatRows(
    LISTING,
    stringFlag(flags, 'format'),
    false,
    shown.map((container) => rowOf(d, container, whole)),
  );
  if ('error' in output) return refuse(context, output.error);
  sys.out(output.text);
  return 0;
});

/** `--status`, and the one `--filter` there is; a sentence about another. */
function statesAsked({ flags }: Context): string[] | string {
  const states = [...listFlag(flags, 'status')];
  const filter = stringFlag(flags, 'filter');
  if (filter === '') return states;
  const [key = '', value = ''] = filter.split('=');
  return key === 'status' ? [...states, value] : `unknown filter ${key}`;
}

function rowOf(d: Daemon, container: Container, whole: boolean): Row {
  const { config } = container;
  const now = d.world.clock.now;
  const words = commandOf(container);
  const ports = portsOf(d.engine, container);
  const publishers = ports.flatMap(({ port, bound }): GoValue[] => {
    const [target = '', protocol = 'tcp'] = port.split('/');
    const struct = (url: string, published: number) =>
      new GoStruct('api.PortPublisher', {
        URL: url,
        TargetPort: Number(target),
        PublishedPort: published,
        Protocol: protocol,
      });
    return bound.length === 0 ? [struct('', 0)] : bound.map(({ hostIp, hostPort }) => struct(hostIp, hostPort));
  });
  return {
    fields: {
      ID: whole ? container.id : shortId(container.id),
      Name: container.name,
      Names: container.name,
      Image: config.image,
      Command: `"${whole || words.length <= COMMAND_WIDTH ? words : `${words.slice(0, COMMAND_WIDTH - 1)}…`}"`,
      Service: serviceOf(container),
      Project: label(container, 'project'),
      CreatedAt: formatGoTime(container.created, false),
      RunningFor: `${humanDuration(now - container.created)} ago`,
      Status: statusOf(container, now),
      State: container.state,
      Health: container.health?.status ?? '',
      ExitCode: container.exitCode,
      Ports: displayPorts(ports),
      Publishers: publishers,
      Labels: Object.entries(config.labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
      Mounts: '',
      LocalVolumes: '0',
      Networks: Object.keys(container.networks).sort().join(','),
      Size: '0B',
    },
  };
}

/** Its words as the daemon lists them: those with blanks in quotes. */
function commandOf({ config }: Container): string {
  const words = [...config.entrypoint, ...config.cmd];
  return words.map((word, i) => (i > 0 && word.includes(' ') ? `'${word}'` : word)).join(' ');
}

/** Columns of the tables that compose makes itself. */
const WIDTH = 20;

export const ls: Command = command(
  'ls',
  (context) => {
    const { sys, d, flags } = context;
    const projects = new Map<string, Container[]>();
    for (const container of containersOf(d.engine)) {
      const project = label(container, 'project');
      if (project === '' || !(boolFlag(flags, 'all') || isRunning(container))) continue;
      projects.set(project, [...(projects.get(project) ?? []), container]);
    }
    const name = /^name=(.*)$/.exec(stringFlag(flags, 'filter'))?.[1];
    const rows = [...projects]
      .filter(([project]) => name === undefined || project.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([project, containers]) => ({
        Name: project,
        Status: statusLine(containers),
        ConfigFiles: filesOf(containers),
      }));
    if (boolFlag(flags, 'quiet')) sys.out(rows.map((row) => `${row.Name}\n`).join(''));
    else if (stringFlag(flags, 'format') === 'json') sys.out(`${JSON.stringify(rows)}\n`);
    else
      sys.out(
        tabulate(
          [['NAME', 'STATUS', 'CONFIG FILES'], ...rows.map((row) => [row.Name, row.Status, row.ConfigFiles])],
          WIDTH,
        ),
      );
    return 0;
  },
  { max: 0 },
);

/** `paused(2), running(1)`. */
function statusLine(containers: readonly Container[]): string {
  const counts = new Map<string, number>();
  for (const { state } of containers) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([state, count]) => `${state}(${count})`)
    .join(', ');
}

function filesOf(containers: readonly Container[]): string {
  return (
    [...new Set(containers.flatMap((container) => label(container, 'files').split(',')))]
      .filter((file) => file !== '')
      .join(',') || 'N/A'
  );
}
