/** `docker swarm update`, `unlock` and `unlock-key` (cli `command/swarm`). */
import { failed } from '../failure';
import { nextVersion } from '../swarm/cluster';
import { managedCluster } from '../swarm/member';
import { daemonError, NONE, simple } from './command';
import { helpText } from './help';
import { changesSpec, readSpec } from './swarm-flags';

/** Without a flag it prints its help. */
export const swarmUpdate = simple('swarm update', NONE, 20_000, (cli) => {
  const { d, sys, flags, called } = cli;
  if (!changesSpec(flags)) {
    sys.out(helpText('swarm update', called, d.profile.apiVersion));
    return 0;
  }
  const cluster = managedCluster(d);
  if (failed(cluster)) {
    daemonError(cli, cluster.message);
    return 1;
  }
  Object.assign(cluster.spec, readSpec(flags, cluster.spec));
  cluster.updated = d.world.clock.now;
  cluster.version = nextVersion(cluster);
  sys.out('Swarm updated.\n');
  return 0;
});

/** No swarm is locked here: `--autolock` only shows. */
export const swarmUnlock = simple('swarm unlock', NONE, 10_000, ({ d, sys }) => {
  sys.err(d.engine.swarm === null ? 'Error: This node is not part of a swarm\n' : 'Error: swarm is not locked\n');
  return 1;
});

export const swarmUnlockKey = simple('swarm unlock-key', NONE, 10_000, ({ d, sys }) => {
  const cluster = managedCluster(d);
  sys.err(
    failed(cluster)
      ? `could not fetch unlock key: Error response from daemon: ${cluster.message}\n`
      : 'no unlock key is set\n',
  );
  return 1;
});
