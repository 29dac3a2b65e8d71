/** `docker swarm join`, `leave`, `join-token`, `unlock` and `unlock-key` (cli `command/swarm`). */
import { formatIpv4, type Ipv4, parseIpv4 } from '../../base/ipv4';
import { routeOutput } from '../../kernel/route';
import { failed } from '../failure';
import { advertisedAddress } from '../swarm/advertise';
import type { NodeRole } from '../swarm/cluster';
import { managedCluster, nodeOf } from '../swarm/member';
import { CONTROL_PORT, DIALLED, dialManager } from '../swarm/control-port';
import { newJoinToken } from '../swarm/id';
import { joinSwarm, leaveSwarm, refusedBy, whyNotJoin } from '../swarm/membership';
import { type Cli, type Command, daemonError, NONE, ONE, simple, waiting } from './command';
import { boolFlag, stringFlag } from './flags';
import { readAvailability } from './swarm-flags';

function refuse(cli: Cli, message: string): number {
  daemonError(cli, message);
  return 1;
}

/** The manager is dialled first; who answers lets the node in. */
export const swarmJoin: Command = {
  name: 'swarm join',
  args: ONE,
  interspersed: true,
  takes: 300_000,
  run: (cli) => {
    if (readAvailability(cli) === null) return 1;
    const remote = remoteOf(cli);
    if (remote === null) return refuse(cli, `invalid remote address ${cli.args[0] ?? ''}`);
    const refused = whyNotJoin(cli.d, stringFlag(cli.flags, 'token'));
    if (refused !== null) return refuse(cli, refused.message);
    return waiting('manager', { pid: dialManager(cli.sys, formatIpv4(remote)) });
  },
  on: (cli, wait, event) => {
    if (event.type === 'signal') return 130;
    if (event.type !== 'child' || event.pid !== wait.pid) return wait;
    const remote = remoteOf(cli);
    if (event.status === DIALLED.silence || remote === null) return refuse(cli, TIMEOUT);
    return event.status === DIALLED.answered ? enter(cli, remote) : refuse(cli, refusedBy(remote));
  },
};

const TIMEOUT =
  'Timeout was reached before node joined. The attempt to join the swarm will continue in the background. Use the "docker info" command to see the current swarm status of your node.';

function remoteOf(cli: Cli): Ipv4 | null {
  return parseIpv4((cli.args[0] ?? '').replace(/:\d+$/, ''));
}

function enter(cli: Cli, remote: Ipv4): number {
  const { d, sys, flags } = cli;
  const availability = readAvailability(cli);
  if (availability === null) return 1;
  const given = stringFlag(flags, 'advertise-addr');
  const address =
    given === '' ? (routeOutput(d.k, d.host, remote, null, null)?.src ?? remote) : advertisedAddress(d, given);
  if (failed(address)) return refuse(cli, address.message);
  const node = joinSwarm(d, { token: stringFlag(flags, 'token'), remote, address, availability });
  if (failed(node)) return refuse(cli, node.message);
  sys.out(`This node joined a swarm as a ${node.role}.\n`);
  return 0;
}

export const swarmLeave = simple('swarm leave', NONE, 400_000, (cli) => {
  const left = leaveSwarm(cli.d, boolFlag(cli.flags, 'force'));
  if (failed(left)) return refuse(cli, left.message);
  cli.sys.out('Node left the swarm.\n');
  return 0;
});

export const swarmJoinToken = simple('swarm join-token', ONE, 10_000, (cli) => {
  const { d, sys, flags } = cli;
  const role = cli.args[0] ?? '';
  if (!isRole(role)) {
    sys.err(`unknown role ${role}\n`);
    return 1;
  }
  const cluster = managedCluster(d);
  if (failed(cluster)) return refuse(cli, cluster.message);
  const quiet = boolFlag(flags, 'quiet');
  if (boolFlag(flags, 'rotate')) {
    cluster.tokens[role] = newJoinToken(d, cluster.caDigest);
    if (!quiet) sys.out(`Successfully rotated ${role} join token.\n\n`);
  }
  const token = cluster.tokens[role];
  const own = nodeOf(d);
  sys.out(
    quiet || own === null
      ? `${token}\n`
      : `To add a ${role} to this swarm, run the following command:\n\n    docker swarm join --token ${token} ${formatIpv4(own.address)}:${CONTROL_PORT}\n\n`,
  );
  return 0;
});

const isRole = (text: string): text is NodeRole => text === 'worker' || text === 'manager';
