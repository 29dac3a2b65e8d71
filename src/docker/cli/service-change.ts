/** `docker service scale`, `update`, `rollback` and `rm` (cli `command/service`). */
import { withTag } from '../container/image';
import { type Failure, failed } from '../failure';
import { findService, removeService, updateService } from '../service/control';
import type { ServicePort, ServiceSpec, TaskSpec } from '../service/service';
import type { Cluster } from '../swarm/cluster';
import { findKnownNetwork } from '../swarm/known';
import { managedCluster } from '../swarm/member';
import { type Cli, type Command, daemonError, type Next, ONE, SOME, simple } from './command';
import { boolFlag, hasFlag, listFlag, mapFlag, type Parsed, stringFlag } from './flags';
import { durationOf } from './moment';
import { usageLine } from './help';
import { hostLine, networkOf, restartOf, updateOf, words } from './service-flags';
import { converge, watch } from './service-progress';
import { parsePublish } from './service-publish';

function refuse(cli: Cli, { message }: Failure): number {
  daemonError(cli, message);
  return 1;
}

export const serviceRm = simple('service rm', SOME, 20_000, (cli) => {
  const cluster = managedCluster(cli.d);
  if (failed(cluster)) return refuse(cli, cluster);
  let status = 0;
  for (const ref of cli.args) {
    const service = findService(cluster, ref);
    if (failed(service)) status = refuse(cli, service);
    else {
      removeService(cli.d, cluster, service);
      cli.sys.out(`${ref}\n`);
    }
  }
  return status;
});

export const serviceScale: Command = {
  name: 'service scale',
  args: SOME,
  interspersed: true,
  takes: 30_000,
  run: (cli) => {
    const pairs = cli.args.map((text) => text.split('='));
    const wrong = pairs.findIndex((pair) => pair.length !== 2 || pair[0] === '');
    if (wrong >= 0) {
      cli.sys.err(
        `invalid scale specifier '${cli.args[wrong] ?? ''}'.\nSee 'docker service scale --help'.\n\nUsage:  ${usageLine('service scale', cli.called)}\n\nScale one or multiple replicated services\n`,
      );
      return 1;
    }
    const cluster = managedCluster(cli.d);
    const scaled: string[] = [];
    let status = 0;
    for (const [ref = '', count = ''] of pairs) {
      const problem = failed(cluster)
        ? `Error response from daemon: ${cluster.message}`
        : scale(cli, cluster, ref, count, scaled);
      if (problem === null) continue;
      cli.sys.err(`${ref}: ${problem}\n`);
      status = 1;
    }
    if (status !== 0 || boolFlag(cli.flags, 'detach')) return status;
    return converge(cli, scaled, true);
  },
  on: watch,
};

function scale(cli: Cli, cluster: Cluster, ref: string, count: string, scaled: string[]): string | null {
  if (!/^\d+$/.test(count))
    return `invalid replicas value ${count}: strconv.ParseUint: parsing "${count}": invalid syntax`;
  const service = findService(cluster, ref);
  if (failed(service)) return `Error response from daemon: ${service.message}`;
  if (service.spec.replicas === null) return 'scale can only be used with replicated or replicated-job mode';
  const updated = updateService(cli.d, cluster, service, { ...service.spec, replicas: Number(count) });
  if (failed(updated)) return `Error response from daemon: ${updated.message}`;
  cli.sys.out(`${ref} scaled to ${count}\n`);
  scaled.push(service.id);
  return null;
}

export const serviceRollback: Command = {
  name: 'service rollback',
  args: ONE,
  interspersed: true,
  takes: 30_000,
  run: (cli) => change(cli, () => null, true),
  on: watch,
};

export const serviceUpdate: Command = {
  name: 'service update',
  args: ONE,
  interspersed: true,
  takes: 30_000,
  run: (cli) => change(cli, (spec) => amended(cli, spec), boolFlag(cli.flags, 'rollback')),
  on: watch,
};

function change(cli: Cli, amend: (spec: ServiceSpec) => ServiceSpec | string | null, back: boolean): Next {
  const [ref = ''] = cli.args;
  const cluster = managedCluster(cli.d);
  if (failed(cluster)) return refuse(cli, cluster);
  const service = findService(cluster, ref);
  if (failed(service)) return refuse(cli, service);
  if (back && service.previous === null) {
    daemonError(cli, `rpc error: code = FailedPrecondition desc = service ${service.id} does not have a previous spec`);
    return 1;
  }
  const spec = back ? service.previous : amend(service.spec);
  if (spec === null || typeof spec === 'string') {
    cli.sys.err(`${spec ?? ''}\n`);
    return 1;
  }
  const updated = updateService(cli.d, cluster, service, spec);
  if (failed(updated)) return refuse(cli, updated);
  cli.sys.out(`${ref}\n`);
  if (boolFlag(cli.flags, 'detach')) return 0;
  return converge(cli, [service.id], !boolFlag(cli.flags, 'quiet'));
}

/** The spec with what the flags add and take away. */
function amended(cli: Cli, spec: ServiceSpec): ServiceSpec | string {
  const { flags } = cli;
  if (hasFlag(flags, 'replicas') && spec.replicas === null) return 'replicas can only be used with replicated mode';
  const endpointMode = stringFlag(flags, 'endpoint-mode', spec.endpointMode);
  const labels = { ...spec.labels, ...mapFlag(flags, 'label-add') };
  for (const key of listFlag(flags, 'label-rm')) delete labels[key];
  return {
    ...spec,
    labels,
    replicas: hasFlag(flags, 'replicas') ? Number(stringFlag(flags, 'replicas')) : spec.replicas,
    endpointMode: endpointMode === 'dnsrr' ? 'dnsrr' : 'vip',
    ports: ports(cli, spec.ports),
    update: updateOf(flags, 'update', spec.update),
    rollback: updateOf(flags, 'rollback', spec.rollback),
    task: amendedTask(cli, spec.task),
  };
}

function ports({ flags }: Cli, before: readonly ServicePort[]): ServicePort[] {
  const gone = listFlag(flags, 'publish-rm').map((text) => /(\d+)(?:\/(\w+))?$/.exec(text));
  const kept = before.filter(
    ({ target, protocol }) => !gone.some((found) => found?.[1] === `${target}` && (found[2] ?? 'tcp') === protocol),
  );
  const added = listFlag(flags, 'publish-add').flatMap((text) => {
    const parsed = parsePublish(text);
    return typeof parsed === 'string' ? [] : parsed;
  });
  return [...kept, ...added].sort((a, b) => a.published - b.published);
}

/** A host goes by its name, or by its name and its address. */
function hosts(flags: Parsed, before: readonly string[]): readonly string[] {
  const gone = listFlag(flags, 'host-rm');
  const isGone = (line: string) =>
    gone.some((one) => (one.includes(':') ? hostLine(one) === line : line.endsWith(` ${one}`)));
  return [...before.filter((line) => !isGone(line)), ...listFlag(flags, 'host-add').map(hostLine)];
}

function amendedTask({ d, flags }: Cli, task: TaskSpec): TaskSpec {
  const lists = (name: string, before: readonly string[], same: (entry: string, gone: string) => boolean) => {
    const added = listFlag(flags, `${name}-add`);
    const gone = listFlag(flags, `${name}-rm`);
    const left = before.filter((entry) => !gone.some((one) => same(entry, one)));
    return added.length === 0 && gone.length === 0 ? before : [...left, ...added];
  };
  const exactly = (entry: string, gone: string) => entry === gone;
  const keyOf = (entry: string) => entry.split('=')[0] ?? '';
  const envAdded = listFlag(flags, 'env-add').map(keyOf);
  const env = task.env.filter((entry) => !envAdded.includes(keyOf(entry)));
  const idOf = (ref: string) => findKnownNetwork(d, ref)?.id ?? ref;
  const left = listFlag(flags, 'network-rm').map(idOf);
  const labels = { ...task.containerLabels, ...mapFlag(flags, 'container-label-add') };
  for (const key of listFlag(flags, 'container-label-rm')) delete labels[key];
  return {
    ...task,
    image: hasFlag(flags, 'image') ? withTag(stringFlag(flags, 'image')) : task.image,
    args: hasFlag(flags, 'args') ? words(stringFlag(flags, 'args')) : task.args,
    command: hasFlag(flags, 'entrypoint') ? words(stringFlag(flags, 'entrypoint')) : task.command,
    hostname: stringFlag(flags, 'hostname', task.hostname),
    dir: stringFlag(flags, 'workdir', task.dir),
    user: stringFlag(flags, 'user', task.user),
    env: lists('env', env, (entry, gone) => keyOf(entry) === gone),
    containerLabels: labels,
    hosts: hosts(flags, task.hosts),
    dns: lists('dns', task.dns, exactly),
    dnsSearch: lists('dns-search', task.dnsSearch, exactly),
    dnsOptions: lists('dns-option', task.dnsOptions, exactly),
    capAdd: hasFlag(flags, 'cap-add') ? listFlag(flags, 'cap-add') : task.capAdd,
    capDrop: hasFlag(flags, 'cap-drop') ? listFlag(flags, 'cap-drop') : task.capDrop,
    stopGracePeriod: durationOf(stringFlag(flags, 'stop-grace-period')) ?? task.stopGracePeriod,
    restart: restartOf(flags, task.restart),
    constraints: lists('constraint', task.constraints, exactly),
    maxPerNode: Number(stringFlag(flags, 'replicas-max-per-node', `${task.maxPerNode}`)),
    networks: [
      ...task.networks.filter(({ target }) => !left.includes(target)),
      ...listFlag(flags, 'network-add').map(networkOf),
    ],
    forceUpdate: task.forceUpdate + (boolFlag(flags, 'force') ? 1 : 0),
  };
}
