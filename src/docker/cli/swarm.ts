/** `docker swarm init` (cli `command/swarm/init.go`). */
import { formatIpv4, parsePrefix } from '../../base/ipv4';
import { failed } from '../failure';
import { clusterOf } from '../swarm/member';
import { CONTROL_PORT } from '../swarm/control-port';
import { DEFAULT_SPEC, initSwarm } from '../swarm/membership';
import { type Cli, daemonError, NONE, simple } from './command';
import { listFlag, stringFlag } from './flags';
import { readAvailability, readSpec } from './swarm-flags';

const DATA_PATH_PORT = 4789;
const DEFAULT_POOL = '10.0.0.0/8';

function refuse(cli: Cli, message: string): number {
  daemonError(cli, message);
  return 1;
}

export const swarmInit = simple('swarm init', NONE, 1_000_000, (cli) => {
  const { d, sys, flags } = cli;
  const availability = readAvailability(cli);
  if (availability === null) return 1;
  const given = listFlag(flags, 'default-addr-pool').map((text) => parsePrefix(text));
  const pools = (given.length > 0 ? given : [parsePrefix(DEFAULT_POOL)]).filter((prefix) => prefix !== null);
  const node = initSwarm(d, {
    listen: stringFlag(flags, 'listen-addr'),
    advertise: stringFlag(flags, 'advertise-addr'),
    availability,
    addressPools: pools,
    ownPools: given.length > 0,
    subnetLength: Number(stringFlag(flags, 'default-addr-pool-mask-length', '24')),
    dataPathPort: Number(stringFlag(flags, 'data-path-port', '0')) || DATA_PATH_PORT,
    spec: readSpec(flags, DEFAULT_SPEC),
  });
  if (failed(node)) return refuse(cli, node.message);
  const token = clusterOf(d)?.tokens.worker ?? '';
  sys.out(
    `Swarm initialized: current node (${node.id}) is now a manager.\n\n` +
      `To add a worker to this swarm, run the following command:\n\n` +
      `    docker swarm join --token ${token} ${formatIpv4(node.address)}:${CONTROL_PORT}\n\n` +
      `To add a manager to this swarm, run 'docker swarm join-token manager' and follow the instructions.\n`,
  );
  return 0;
});
