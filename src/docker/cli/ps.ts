/** `docker ps`. */
import { isRunning, shortId } from '../container/container';
import { containersOf } from '../engine';
import { NONE, simple } from './command';
import { boolFlag } from './flags';
import { tabulate } from './table';

export const ps = simple('ps', NONE, 5_000, ({ sys, d, flags }) => {
  const shown = containersOf(d.engine)
    .reverse()
    .filter((container) => boolFlag(flags, 'all') || isRunning(container));
  const rows = shown.map((container) => [shortId(container.id), container.config.image, '', '', container.state, '', container.name]);
  sys.out(tabulate([['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'], ...rows]));
  return 0;
});
