/** `docker service logs` (cli `command/service/logs.go`). */
import { get, values } from '../../sim/table';
import { failed } from '../failure';
import { findService } from '../service/control';
import { slotName, type Task, tasksOf } from '../service/service';
import type { Cluster } from '../swarm/cluster';
import { managedCluster } from '../swarm/member';
import { hostnameOf } from '../swarm/node';
import { type Cli, daemonError, ONE, simple } from './command';
import { boolFlag, stringFlag } from './flags';

export const serviceLogs = simple('service logs', ONE, 20_000, (cli) => {
  const [ref = ''] = cli.args;
  const cluster = managedCluster(cli.d);
  if (failed(cluster)) {
    daemonError(cli, cluster.message);
    return 1;
  }
  const service = findService(cluster, ref);
  const single = [...values(cluster.tasks)].find(({ id }) => id === ref || (ref !== '' && id.startsWith(ref)));
  if (failed(service) && single === undefined) {
    cli.sys.err(`no such task or service: ${ref}\n`);
    return 1;
  }
  const tasks = failed(service) ? (single === undefined ? [] : [single]) : tasksOf(cluster, service.id);
  const width = failed(service) ? 1 : `${service.spec.replicas ?? 0}`.length;
  const tail = stringFlag(cli.flags, 'tail', 'all');
  for (const task of tasks) {
    const lines = (cli.d.world.logs[task.container ?? ''] ?? []).map((line) => line.text);
    const prefix = boolFlag(cli.flags, 'raw') ? '' : `${senderOf(cli, cluster, task, width)}    | `;
    const shown = /^\d+$/.test(tail) ? lines.slice(Math.max(0, lines.length - Number(tail))) : lines;
    for (const line of shown) cli.sys.out(prefix + line);
  }
  return 0;
});

/** `web.1.TASK@NODE`, filled up to the longest slot number. */
function senderOf(cli: Cli, cluster: Cluster, task: Task, width: number): string {
  const node = task.node === null ? undefined : get(cluster.nodes, task.node);
  const id = boolFlag(cli.flags, 'no-trunc') ? task.id : task.id.slice(0, 12);
  const name = boolFlag(cli.flags, 'no-task-ids') ? slotName(task) : `${slotName(task)}.${id}`;
  const host = node === undefined ? (task.node ?? '') : hostnameOf(cli.d, node);
  return `${name}@${host}${' '.repeat(Math.max(0, width - `${task.slot}`.length))}`;
}
