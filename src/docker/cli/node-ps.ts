/** `docker node ps` (cli `command/node/ps.go`). */
import { values } from '../../sim/table';
import { failed } from '../failure';
import { managedCluster } from '../swarm/member';
import { ANY, daemonError, simple } from './command';
import { nodeNamed } from './node-inspect';
import { listTasks } from './task-list';

/** The tasks of services alone: a container that joined a network by hand is none. */
export const nodePs = simple('node ps', ANY, 10_000, (cli) => {
  const { d } = cli;
  const cluster = managedCluster(d);
  if (failed(cluster)) {
    daemonError(cli, cluster.message);
    return 1;
  }
  const nodes: string[] = [];
  for (const ref of cli.args.length === 0 ? ['self'] : cli.args) {
    const node = nodeNamed(d, ref);
    if (failed(node)) {
      daemonError(cli, node.message);
      return 1;
    }
    nodes.push(node.id);
  }
  const tasks = [...values(cluster.tasks)].filter(({ node }) => node !== null && nodes.includes(node));
  return listTasks(cli, cluster, tasks);
});
