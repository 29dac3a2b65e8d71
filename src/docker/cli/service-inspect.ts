/** `docker service inspect` (cli `command/service/inspect.go`, `formatter.go`). */
import type { Micros } from '../../sim/clock';
import { SECOND } from '../../sim/clock';
import { get } from '../../sim/table';
import { failed } from '../failure';
import type { GoStruct } from '../gotemplate/value';
import { inspectService } from '../inspect/service';
import { findService } from '../service/control';
import type { Service, ServicePort, TaskSpec, UpdateSpec } from '../service/service';
import type { Cluster } from '../swarm/cluster';
import { managedCluster } from '../swarm/member';
import { type Cli, simple, SOME } from './command';
import { boolFlag, stringFlag } from './flags';
import { showObjects } from './inspect';

export const serviceInspect = simple('service inspect', SOME, 10_000, (cli) => {
  const { sys, flags } = cli;
  if (boolFlag(flags, 'pretty') && stringFlag(flags, 'format') !== '') {
    sys.err('--format is incompatible with human friendly format\n');
    return 1;
  }
  if (boolFlag(flags, 'pretty')) return prettyPrint(cli);
  return showObjects(cli, (ref): GoStruct | string => {
    const found = lookUp(cli, ref);
    return typeof found === 'string' ? found : inspectService(found.service);
  });
});

interface Found {
  readonly cluster: Cluster;
  readonly service: Service;
}

function lookUp(cli: Cli, ref: string): Found | string {
  const cluster = managedCluster(cli.d);
  if (failed(cluster)) return `Error response from daemon: ${cluster.message}`;
  const service = findService(cluster, ref);
  return failed(service) ? `Error: no such service: ${ref}` : { cluster, service };
}

function prettyPrint(cli: Cli): number {
  for (const ref of cli.args) {
    const found = lookUp(cli, ref);
    if (typeof found === 'string') {
      cli.sys.err(`${found}\n`);
      return 1;
    }
    cli.sys.out(pretty(found));
  }
  return 0;
}

function pretty({ cluster, service }: Found): string {
  const { spec } = service;
  const { task } = spec;
  const labels = Object.entries(spec.labels).map(([key, value]) => ` ${key}=${value}\n`);
  const networks = task.networks.map(({ target }) => `${get(cluster.networks, target)?.name ?? target} `);
  return [
    `\nID:\t\t${service.id}\nName:\t\t${spec.name}\n`,
    labels.length === 0 ? '' : `Labels:\n${labels.join('')}`,
    spec.replicas === null ? 'Service Mode:\tGlobal\n' : `Service Mode:\tReplicated\n Replicas:\t${spec.replicas}\n`,
    placement(task),
    updateText('UpdateConfig', 'Update', spec.update),
    updateText('RollbackConfig', 'Rollback', spec.rollback),
    containerText(task),
    'Resources:\n',
    networks.length === 0 ? '' : `Networks: ${networks.join('')}\n`,
    `Endpoint Mode:\t${spec.endpointMode}\n`,
    service.ports.length === 0 ? '' : `Ports:\n${service.ports.map(portText).join('')}`,
    '\n',
  ].join('');
}

function placement({ constraints, maxPerNode }: TaskSpec): string {
  const asked = constraints.length === 0 ? '' : ` Constraints:\t[${constraints.join(' ')}]\n`;
  const most = maxPerNode === 0 ? '' : ` Max Replicas Per Node:   ${maxPerNode}\n`;
  return `Placement:\n${asked}${most}`;
}

function updateText(title: string, order: string, update: UpdateSpec): string {
  const delay = update.delay === 0 ? '' : ` Delay:\t\t${durationText(update.delay)}\n`;
  return (
    `${title}:\n Parallelism:\t${update.parallelism}\n${delay} On failure:\t${update.failureAction}\n` +
    ` Monitoring Period: ${durationText(update.monitor)}\n Max failure ratio: 0\n` +
    ` ${order} order:${' '.repeat(order === 'Update' ? 6 : 4)}${update.order}\n`
  );
}

/** As Go's `time.Duration` prints it. */
function durationText(span: Micros): string {
  const seconds = span / SECOND;
  const minutes = Math.floor(seconds / 60);
  if (seconds < 60) return `${seconds}s`;
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours}h` : ''}${minutes % 60}m${seconds % 60}s`;
}

function containerText(task: TaskSpec): string {
  return [
    `ContainerSpec:\n Image:\t\t${task.image}\n`,
    task.args.length === 0 ? '' : ` Args:\t\t${task.args.join(' ')} \n`,
    task.env.length === 0 ? '' : ` Env:\t\t${task.env.join(' ')} \n`,
    task.dir === '' ? '' : ` Dir:\t\t${task.dir}\n`,
    ' Init:\t\tfalse\n',
    task.user === '' ? '' : ` User: ${task.user}\n`,
  ].join('');
}

function portText({ published, protocol, target, mode }: ServicePort): string {
  return ` PublishedPort = ${published}\n  Protocol = ${protocol}\n  TargetPort = ${target}\n  PublishMode = ${mode} \n`;
}
