/** `docker node update`, `promote`, `demote` and `rm` (cli `command/node`). */
import { failed } from '../failure';
import type { NodeRole } from '../swarm/cluster';
import { managedCluster } from '../swarm/member';
import { findNode, removeNode, updateNode } from '../swarm/node';
import { type Cli, daemonError, ONE, simple, SOME } from './command';
import { boolFlag, hasFlag, listFlag, mapFlag, stringFlag } from './flags';

const NOTHING = { role: null, availability: null, addLabels: {}, removeLabels: [] };

function refuse(cli: Cli, message: string): number {
  daemonError(cli, message);
  return 1;
}

export const nodeUpdate = simple('node update', ONE, 20_000, (cli) => {
  const { d, sys, flags } = cli;
  const ref = cli.args[0] ?? '';
  const cluster = managedCluster(d);
  if (failed(cluster)) return refuse(cli, cluster.message);
  const node = findNode(d, cluster, ref);
  if (failed(node)) return refuse(cli, node.message);
  const availability = stringFlag(flags, 'availability');
  const role = stringFlag(flags, 'role');
  const missing = listFlag(flags, 'label-rm').find((key) => node.labels[key] === undefined);
  if (missing !== undefined) {
    sys.err(`key ${missing} doesn't exist in node's labels\n`);
    return 1;
  }
  if (hasFlag(flags, 'availability') && !isAvailability(availability))
    return refuse(cli, `invalid Availability: "${availability}"`);
  if (hasFlag(flags, 'role') && !isRole(role)) return refuse(cli, `invalid Role: "${role}"`);
  const updated = updateNode(d, cluster, node, {
    role: isRole(role) ? role : null,
    availability: isAvailability(availability) ? availability : null,
    addLabels: mapFlag(flags, 'label-add'),
    removeLabels: listFlag(flags, 'label-rm'),
  });
  if (failed(updated)) return refuse(cli, updated.message);
  sys.out(`${ref}\n`);
  return 0;
});

const isRole = (text: string): text is NodeRole => text === 'worker' || text === 'manager';
const isAvailability = (text: string) => text === 'active' || text === 'pause' || text === 'drain';

/** One after the other; the first that fails ends it. */
function changeRoles(cli: Cli, role: NodeRole, already: string, done: string): number {
  const { d, sys } = cli;
  const cluster = managedCluster(d);
  if (failed(cluster)) return refuse(cli, cluster.message);
  for (const ref of cli.args) {
    const node = findNode(d, cluster, ref);
    if (failed(node)) return refuse(cli, node.message);
    if (node.role === role) {
      sys.out(`Node ${ref} is already a ${already}.\n`);
      continue;
    }
    const updated = updateNode(d, cluster, node, { ...NOTHING, role });
    if (failed(updated)) return refuse(cli, updated.message);
    sys.out(`${done.replace('%', ref)}\n`);
  }
  return 0;
}

export const nodePromote = simple('node promote', SOME, 20_000, (cli) =>
  changeRoles(cli, 'manager', 'manager', 'Node % promoted to a manager in the swarm.'),
);

export const nodeDemote = simple('node demote', SOME, 20_000, (cli) =>
  changeRoles(cli, 'worker', 'worker', 'Manager % demoted in the swarm.'),
);

export const nodeRm = simple('node rm', SOME, 20_000, (cli) => {
  const { d, sys, flags } = cli;
  const cluster = managedCluster(d);
  if (failed(cluster)) return refuse(cli, cluster.message);
  let status = 0;
  for (const ref of cli.args) {
    const node = findNode(d, cluster, ref);
    const removed = failed(node) ? node : removeNode(d, cluster, node, boolFlag(flags, 'force'));
    if (!failed(removed)) {
      sys.out(`${ref}\n`);
      continue;
    }
    daemonError(cli, removed.message);
    status = 1;
  }
  return status;
});
