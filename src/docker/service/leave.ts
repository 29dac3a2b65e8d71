/** What leaving a swarm does to the tasks of a node (moby `daemon/cluster/swarm.go`, `Leave`): their containers are removed by force. */
import { MILLISECOND } from '../../sim/clock';
import { isRunning } from '../container/container';
import { killForGood } from '../container/ending';
import { REMOVAL } from '../container/lifecycle';
import type { Daemon } from '../daemon';
import { containersOf } from '../engine';

/** Until a killed container's end is known. */
const END = 50 * MILLISECOND;

export function abandonTasks(d: Daemon): void {
  for (const container of containersOf(d.engine)) {
    if (container.task === null) continue;
    if (isRunning(container)) killForGood(d, container);
    d.alarm(`${REMOVAL} ${container.id}`, END);
  }
}
