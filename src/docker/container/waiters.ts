/** Processes that wait for a container to end are told by a timer of their own that fires now. */
import { schedule } from '../../sim/clock';
import { processOf, type UserEvent } from '../../userland/process';
import type { Sys } from '../../userland/program';
import type { Daemon } from '../daemon';
import type { Container } from './container';

export const DIED = 'died';

/** From now on the process hears a `timer` event named DIED when the container ends or goes. */
export function waitForDeath(sys: Sys, container: Container): void {
  sys.process.timers[DIED] = -1;
  container.waiters.push(sys.process.pid);
}

export function notifyWaiters(d: Daemon, container: Container): void {
  for (const pid of container.waiters) {
    if (processOf(d.world, pid)?.timers[DIED] !== -1) continue;
    const event: UserEvent = { type: 'process.timer', pid, name: DIED, stamp: -1 };
    schedule(d.world.clock, 0, event);
  }
  container.waiters = [];
}
