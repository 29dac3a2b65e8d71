/** Flags that `docker swarm init` and `join` share (cli `command/swarm/opts.go`). */
import type { Availability } from '../swarm/cluster';
import type { Cli } from './command';
import { stringFlag } from './flags';

/** `--availability`, or null and a complaint. */
export function readAvailability(cli: Cli): Availability | null {
  const text = stringFlag(cli.flags, 'availability', 'active');
  if (text === 'active' || text === 'pause' || text === 'drain') return text;
  cli.sys.err(`invalid availability "${text}", only active, pause and drain are supported\n`);
  return null;
}
