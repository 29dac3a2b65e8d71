/** `docker node inspect` (cli `command/node`). */
import { formatGoTime } from '../../userland/time';
import { formatIpv4 } from '../../base/ipv4';
import { CPUS, MEMORY, pluginsOf } from '../about';
import type { Daemon } from '../daemon';
import { failed, type Outcome } from '../failure';
import type { GoStruct } from '../gotemplate/value';
import { inspectNode } from '../inspect/node';
import type { Node } from '../swarm/cluster';
import { CONTROL_PORT } from '../swarm/control-port';
import { managedCluster, nodeOf } from '../swarm/member';
import { findNode, hostnameOf, nodeState } from '../swarm/node';
import { type Cli, daemonError, simple, SOME } from './command';
import { boolFlag, stringFlag } from './flags';
import { showObjects } from './inspect';

/** `self` is the daemon's own. */
export function nodeNamed(d: Daemon, ref: string): Outcome<Node> {
  const cluster = managedCluster(d);
  if (failed(cluster)) return cluster;
  return (ref === 'self' ? nodeOf(d) : null) ?? findNode(d, cluster, ref);
}

export const nodeInspect = simple('node inspect', SOME, 10_000, (cli) => {
  const { d, sys, flags } = cli;
  if (boolFlag(flags, 'pretty') && stringFlag(flags, 'format') !== '') {
    sys.err('--format is incompatible with human friendly format\n');
    return 1;
  }
  if (boolFlag(flags, 'pretty')) return prettyPrint(cli);
  return showObjects(cli, (ref): GoStruct | string => {
    const node = nodeNamed(d, ref);
    return failed(node) ? `Error response from daemon: ${node.message}` : inspectNode(d, node);
  });
});

function prettyPrint(cli: Cli): number {
  for (const ref of cli.args) {
    const node = nodeNamed(cli.d, ref);
    if (failed(node)) {
      daemonError(cli, node.message);
      return 1;
    }
    cli.sys.out(prettyText(cli.d, node));
  }
  return 0;
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function prettyText(d: Daemon, node: Node): string {
  const addr = formatIpv4(node.address);
  const plugins = pluginsOf(d);
  const labels = Object.entries(node.labels);
  return [
    `ID:\t\t\t${node.id}`,
    ...(labels.length === 0 ? [] : ['Labels:', ...labels.map(([key, value]) => ` - ${key}=${value}`)]),
    `Hostname:              \t${hostnameOf(d, node)}`,
    `Joined at:             \t${formatGoTime(node.created, true).toLowerCase()}`,
    'Status:',
    ` State:\t\t\t${upper(nodeState(d, node))}`,
    ` Availability:         \t${upper(node.availability)}`,
    ` Address:\t\t${addr}`,
    ...(node.role === 'worker'
      ? []
      : [
          'Manager Status:',
          ` Address:\t\t${addr}:${CONTROL_PORT}`,
          ' Raft Status:\t\tReachable',
          ` Leader:\t\t${node.leader ? 'Yes' : 'No'}`,
        ]),
    'Platform:',
    ' Operating System:\tlinux',
    ' Architecture:\t\tx86_64',
    'Resources:',
    ` CPUs:\t\t\t${CPUS}`,
    ` Memory:\t\t${MEMORY / 2 ** 30}GiB`,
    'Plugins:',
    ...Object.entries(plugins).map(([type, names]) => ` ${type}:\t\t${names.join(', ')}`),
    `Engine Version:\t\t${d.on(node.machine)?.profile.version ?? ''}`,
    '',
  ].join('\n');
}
