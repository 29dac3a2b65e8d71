/** Carries out a compose command's tasks side by side, each when those before it are done. */
import { MILLISECOND, SECOND } from '../../../sim/clock';
import type { Sys } from '../../../userland/program';
import { type Container, isRunning } from '../../container/container';
import { askToStop, killForGood } from '../../container/ending';
import { waitForDeath } from '../../container/waiters';
import type { Daemon } from '../../daemon';
import { byId } from './labels';
import { openingLine, perform, takes } from './steps';
import type { Task, Work } from './task';

/** Timers of tasks: `task 3`, and `patience 3` for what is asked to stop. */
const TASK = 'task ';
const PATIENCE = 'patience ';
/** The daemon's part of ending a container, once its process is gone. */
const TEARDOWN = 20 * MILLISECOND;

/** Begins every task whose predecessors are done; how many those were. */
function beginReady(sys: Sys, d: Daemon, work: Work): number {
  let begun = 0;
  work.tasks.forEach((task, index) => {
    if (task.state !== 'waiting' || work.failure !== null) return;
    if (!task.after.every((before) => work.tasks[before]?.state === 'done')) return;
    begin(sys, d, work, task, index);
    begun++;
  });
  return begun;
}

/** Begins what may begin; whether anything is still to be done. */
export function advance(sys: Sys, d: Daemon, work: Work): boolean {
  while (beginReady(sys, d, work) > 0);
  return (
    work.tasks.some(({ state }) => state === 'running' || state === 'stopping') ||
    (work.failure === null && work.tasks.some(({ state }) => state === 'waiting'))
  );
}

/** A timer of the process has fired, or a container has ended: what that means for the tasks. */
export function onTimer(sys: Sys, d: Daemon, work: Work, name: string): void {
  if (name.startsWith(PATIENCE)) {
    const task = work.tasks[Number(name.slice(PATIENCE.length))];
    const target = task === undefined ? null : targetOf(d, task);
    if (task?.state === 'stopping' && target !== null) killForGood(d, target);
  } else if (name.startsWith(TASK)) {
    const index = Number(name.slice(TASK.length));
    const task = work.tasks[index];
    if (task !== undefined) conclude(sys, d, work, task, index);
  } else {
    work.tasks.forEach((task, index) => {
      if (task.state !== 'stopping') return;
      const target = targetOf(d, task);
      if (target !== null && isRunning(target)) waitForDeath(sys, target);
      else ended(sys, task, index);
    });
  }
}

function begin(sys: Sys, d: Daemon, work: Work, task: Task, index: number): void {
  sys.err(openingLine(task.step));
  const target = targetOf(d, task);
  if (target !== null && askToStop(d, target)) {
    task.state = 'stopping';
    waitForDeath(sys, target);
    sys.timer(`${PATIENCE}${index}`, patienceOf(task) * SECOND);
    return;
  }
  task.state = 'running';
  const delay = takes(task.step);
  if (delay === 0) conclude(sys, d, work, task, index);
  else sys.timer(`${TASK}${index}`, delay);
}

/** The container that has to end before the step can be done. */
function targetOf(d: Daemon, { step }: Task): Container | null {
  switch (step.do) {
    case 'stop':
    case 'restart':
      return byId(d, step.id);
    case 'recreate':
      return byId(d, step.old);
    default:
      return null;
  }
}

function patienceOf({ step }: Task): number {
  return 'patience' in step ? step.patience : 0;
}

/** Its container has ended; the daemon needs a moment more. */
function ended(sys: Sys, task: Task, index: number): void {
  sys.cancel(`${PATIENCE}${index}`);
  task.state = 'running';
  sys.timer(`${TASK}${index}`, TEARDOWN + takes(task.step));
}

function conclude(sys: Sys, d: Daemon, work: Work, task: Task, index: number): void {
  const result = perform(d, task.step);
  if (result === null) {
    sys.timer(`${TASK}${index}`, takes(task.step));
    return;
  }
  sys.err(result.line);
  if (result.failure !== undefined) work.failure ??= result.failure;
  task.state = 'done';
}
