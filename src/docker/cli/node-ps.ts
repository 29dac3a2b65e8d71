/** `docker node ps` (cli `command/node/ps.go`). */
import { failed } from '../failure';
import { managedCluster } from '../swarm/member';
import { ANY, daemonError, simple } from './command';
import { boolFlag } from './flags';
import { nodeNamed } from './node-inspect';
import { tabulate } from './table';

const HEADERS = ['ID', 'NAME', 'IMAGE', 'NODE', 'DESIRED STATE', 'CURRENT STATE', 'ERROR', 'PORTS'];

/** The tasks of services alone: a container that joined a network by hand is none. */
export const nodePs = simple('node ps', ANY, 10_000, (cli) => {
  const { d, sys, flags } = cli;
  const cluster = managedCluster(d);
  if (failed(cluster)) {
    daemonError(cli, cluster.message);
    return 1;
  }
  for (const ref of cli.args) {
    const node = nodeNamed(d, ref);
    if (!failed(node)) continue;
    daemonError(cli, node.message);
    return 1;
  }
  if (!boolFlag(flags, 'quiet')) sys.out(tabulate([HEADERS]));
  return 0;
});
