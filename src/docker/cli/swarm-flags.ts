/** Flags that the `docker swarm` commands share (cli `command/swarm/opts.go`). */
import { type Micros, SECOND } from '../../sim/clock';
import type { Availability, ClusterSpec } from '../swarm/cluster';
import type { Cli } from './command';
import { boolFlag, hasFlag, type Parsed, stringFlag } from './flags';

/** `--availability`, or null and a complaint. */
export function readAvailability(cli: Cli): Availability | null {
  const text = stringFlag(cli.flags, 'availability', 'active');
  if (text === 'active' || text === 'pause' || text === 'drain') return text;
  cli.sys.err(`invalid availability "${text}", only active, pause and drain are supported\n`);
  return null;
}

const UNITS: Readonly<Record<string, Micros>> = {
  ns: 0.001,
  us: 1,
  ms: 1000,
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
};

/** `2160h0m0s`, as Go writes a time. */
function duration(text: string): Micros {
  let sum = 0;
  for (const [, count = '', unit = ''] of text.matchAll(/([\d.]+)(ns|us|ms|s|m|h)/g))
    sum += Number(count) * (UNITS[unit] ?? 0);
  return sum;
}

/** What the flags of `init` and `update` say of the swarm; the rest stays as it was. */
export function readSpec(flags: Parsed, before: ClusterSpec): ClusterSpec {
  const number = (name: string, otherwise: number) =>
    hasFlag(flags, name) ? Number(stringFlag(flags, name)) : otherwise;
  const time = (name: string, otherwise: Micros) =>
    hasFlag(flags, name) ? duration(stringFlag(flags, name)) : otherwise;
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
