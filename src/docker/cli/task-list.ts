/** Tasks in a table, as `docker service ps` and `docker node ps` print them (cli `command/task`). */
import { get } from '../../sim/table';
import { humanDuration } from '../../userland/time';
import type { Daemon } from '../daemon';
import { failed } from '../failure';
import { containerOf } from '../service/executor';
import { slotName, type Task } from '../service/service';
import type { Cluster } from '../swarm/cluster';
import { hostnameOf } from '../swarm/node';
import { portsOf } from '../engine';
import { type Cli, daemonError } from './command';
import { type Filters, passes, readFilters } from './filters';
import { boolFlag, stringFlag } from './flags';
import { formatRows, type Listing, type Row } from './format';
import { naturalOrder } from './table';

const LISTING: Listing = {
  typeName: '*task.taskContext',
  headers: {
    ID: 'ID',
    Name: 'NAME',
    Image: 'IMAGE',
    Node: 'NODE',
    DesiredState: 'DESIRED STATE',
    CurrentState: 'CURRENT STATE',
    Error: 'ERROR',
    Ports: 'PORTS',
  },
  columns: ['ID', 'Name', 'Image', 'Node', 'DesiredState', 'CurrentState', 'Error', 'Ports'],
  id: 'ID',
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

const FILTERS = ['desired-state', 'id', 'label', 'name', 'node', 'service', 'runtime', '_up-to-date'];
/** How much of an error is shown. */
const ERROR_WIDTH = 30;

/** By name, and of one name the newest first; the others hang below it. */
export function listTasks(cli: Cli, cluster: Cluster, tasks: readonly Task[]): number {
  const filters = readFilters(cli, FILTERS);
  if (failed(filters)) {
    daemonError(cli, filters.message);
    return 1;
  }
  const shown = tasks
    .filter((task) => matches(cli.d, cluster, task, filters))
    .sort((a, b) => naturalOrder(slotName(a), slotName(b)) || b.order - a.order);
  const whole = boolFlag(cli.flags, 'no-trunc');
  const format = stringFlag(cli.flags, 'format');
  const quiet = boolFlag(cli.flags, 'quiet');
  const table = (format === '' || format.startsWith('table')) && !quiet;
  const names = shown.map((task) => nameOf(cluster, task));
  const rows = shown.map((task, i) =>
    rowOf(cli, cluster, task, table && names[i] === names[i - 1] ? ` \\_ ${names[i] ?? ''}` : (names[i] ?? ''), whole),
  );
  const ids = quiet ? rows.map((row, i) => ({ fields: { ...row.fields, ID: shown[i]?.id ?? '' } })) : rows;
  const output = formatRows(LISTING, format, quiet, ids);
  if ('error' in output) cli.sys.err(`${output.error}\n`);
  else cli.sys.out(output.text);
  return 'error' in output ? 1 : 0;
}

/** A service that is gone is called by its id. */
function nameOf(cluster: Cluster, task: Task): string {
  return get(cluster.services, task.service) === undefined
    ? slotName({ ...task, serviceName: task.service })
    : slotName(task);
}

function matches(d: Daemon, cluster: Cluster, task: Task, filters: Filters): boolean {
  return (
    passes(filters, 'id', (value) => task.id.startsWith(value)) &&
    passes(filters, 'desired-state', (value) => task.desired === value) &&
    passes(filters, 'name', (value) => `${slotName(task)}.${task.id}`.startsWith(value)) &&
    passes(filters, 'node', (value) => task.node === value || nodeName(d, cluster, task) === value)
  );
}

function nodeName(d: Daemon, cluster: Cluster, { node }: Task): string {
  const found = node === null ? undefined : get(cluster.nodes, node);
  return found === undefined ? (node ?? '') : hostnameOf(d, found);
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function rowOf(cli: Cli, cluster: Cluster, task: Task, name: string, whole: boolean): Row {
  const { d, flags } = cli;
  const error = whole || task.error.length <= ERROR_WIDTH ? task.error : `${task.error.slice(0, ERROR_WIDTH - 1)}…`;
  const age = humanDuration(d.world.clock.now - task.since).toLowerCase();
  return {
    fields: {
      CurrentState: `${capitalized(task.state)} ${age} ago`,
      DesiredState: capitalized(task.desired),
      Error: error === '' ? '' : `"${error}"`,
      ID: whole ? task.id : task.id.slice(0, 12),
      Image: task.spec.image,
      Name: name,
      Node: boolFlag(flags, 'no-resolve') ? (task.node ?? '') : nodeName(d, cluster, task),
      Ports: portsText(d, cluster, task),
    },
  };
}

/** What it publishes on its node, for as long as it runs. */
function portsText(d: Daemon, cluster: Cluster, task: Task): string {
  const node = task.node === null ? undefined : get(cluster.nodes, task.node);
  const there = node === undefined ? null : d.on(node.machine);
  const container = there === null ? null : containerOf(there, task);
  if (there === null || container === null) return '';
  return portsOf(there.engine, container)
    .flatMap(({ bound }) => bound)
    .map(({ hostPort, containerPort, protocol }) => `*:${hostPort}->${containerPort}/${protocol}`)
    .join(',');
}
