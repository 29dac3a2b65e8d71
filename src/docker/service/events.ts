/** What reaches a daemon of its swarm's services: its alarms, and the end of a process that asked for an image. */
import { get, values } from '../../sim/table';
import { TASK_ENDED } from '../container/lifecycle';
import type { Daemon } from '../daemon';
import { clusterOf } from '../swarm/member';
import {
  findTask,
  imageAsked,
  killTask,
  removeTaskContainer,
  stopTask,
  TASK_KILL,
  TASK_REMOVE,
  TASK_STEP,
  TASK_STOP,
  taskEnded,
} from './executor';
import { RECONCILE, reconcileSoon } from './alarm';
import { reconcile, taskStep } from './orchestrator';

/** An alarm: `WHAT TASK`, or `WHAT CONTAINER`. */
export function onServiceAlarm(d: Daemon, what: string, id: string): void {
  if (what === RECONCILE) reconcile(d);
  const container = what === TASK_REMOVE ? get(d.engine.containers, id) : undefined;
  if (container !== undefined) removeTaskContainer(d, container);
  const task = findTask(d, id);
  if (task === null) return;
  switch (what) {
    case TASK_STEP:
      taskStep(d, task);
      return;
    case TASK_STOP:
      stopTask(d, task);
      return;
    case TASK_KILL:
      killTask(d, task);
      return;
    case TASK_ENDED:
      taskEnded(d, task);
      reconcileSoon(d);
      return;
  }
}

/** A child of dockerd's has ended: where it asked for a task's image, the task goes on. */
export function onServiceChild(d: Daemon, pid: number): void {
  const cluster = clusterOf(d);
  if (cluster === null) return;
  for (const task of values(cluster.tasks))
    if (task.pull === pid && task.node === d.engine.swarm?.node) imageAsked(d, task);
}
