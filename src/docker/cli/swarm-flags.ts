/** Flags that the `docker swarm` commands share (cli `command/swarm/opts.go`). */
import type { Micros } from '../../sim/clock';
import type { Availability, ClusterSpec } from '../swarm/cluster';
import type { Cli } from './command';
import { boolFlag, hasFlag, type Parsed, stringFlag } from './flags';
import { durationOf } from './moment';

/** `--availability`, or null and a complaint. */
export function readAvailability(cli: Cli): Availability | null {
  const text = stringFlag(cli.flags, 'availability', 'active');
  if (text === 'active' || text === 'pause' || text === 'drain') return text;
  cli.sys.err(`invalid availability "${text}", only active, pause and drain are supported\n`);
  return null;
}

/** What the flags of `init` and `update` say of the swarm; the rest stays as it was. */
export function readSpec(flags: Parsed, before: ClusterSpec): ClusterSpec {
  const number = (name: string, otherwise: number) =>
    hasFlag(flags, name) ? Number(stringFlag(flags, name)) : otherwise;
  const time = (name: string, otherwise: Micros) => durationOf(stringFlag(flags, name)) ?? otherwise;
  return {
    taskHistoryLimit: number('task-history-limit', before.taskHistoryLimit),
    dispatcherHeartbeat: time('dispatcher-heartbeat', before.dispatcherHeartbeat),
    certExpiry: time('cert-expiry', before.certExpiry),
    autolock: hasFlag(flags, 'autolock') ? boolFlag(flags, 'autolock') : before.autolock,
    snapshotInterval: number('snapshot-interval', before.snapshotInterval),
    maxSnapshots: number('max-snapshots', before.maxSnapshots),
  };
}

/** Whether any of those was given. */
export function changesSpec(flags: Parsed): boolean {
  const names = ['task-history-limit', 'dispatcher-heartbeat', 'cert-expiry', 'autolock', 'snapshot-interval'];
  return [...names, 'max-snapshots', 'external-ca'].some((name) => hasFlag(flags, name));
}
