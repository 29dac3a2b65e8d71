/** `docker service ps` (cli `command/service/ps.go`). */
import { failed } from '../failure';
import { findService } from '../service/control';
import { type Task, tasksOf } from '../service/service';
import { managedCluster } from '../swarm/member';
import { type Cli, daemonError, simple, SOME } from './command';
import { listTasks } from './task-list';

export const servicePs = simple('service ps', SOME, 10_000, (cli) => {
  const cluster = managedCluster(cli.d);
  if (failed(cluster)) return refuse(cli, cluster.message);
  const missing: string[] = [];
  const tasks: Task[] = [];
  for (const ref of cli.args) {
    const service = findService(cluster, ref);
    if (failed(service)) missing.push(`no such service: ${ref}\n`);
    else tasks.push(...tasksOf(cluster, service.id));
  }
  if (missing.length === cli.args.length) {
    cli.sys.err(missing.join(''));
    return 1;
  }
  const status = listTasks(cli, cluster, tasks);
  cli.sys.err(missing.join(''));
  return missing.length > 0 ? 1 : status;
});

function refuse(cli: Cli, message: string): number {
  daemonError(cli, message);
  return 1;
}
