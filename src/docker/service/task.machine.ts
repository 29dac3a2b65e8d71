/** The life of a task: the states as `docker service ps` prints them (swarmkit `api/types.proto`, `TaskState`). They only ever go on. */
import { setup } from 'xstate';

export const TASK_STATES = [
  'new',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'orphaned',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_EVENTS = [
  'task.allocate', // its addresses are given
  'task.assign', // a node is found
  'task.accept', // the node has heard of it
  'task.prepare',
  'task.prepared', // its container is made
  'task.start',
  'task.started', // its main process runs
  'task.exit', // it has ended well
  'task.fail', // it has ended otherwise
  'task.reject', // its container cannot be made or started
  'task.shut', // it was told to end, and has
  'task.lose', // its node is gone
] as const;
export type TaskEvent = (typeof TASK_EVENTS)[number];

const ends = { 'task.shut': 'shutdown', 'task.lose': 'orphaned' } as const;

export const taskMachine = setup({ types: { events: {} as { type: TaskEvent } } }).createMachine({
  id: 'task',
  initial: 'new',
  states: {
    new: { on: { ...ends, 'task.allocate': 'pending' } },
    pending: { on: { ...ends, 'task.assign': 'assigned' } },
    assigned: { on: { ...ends, 'task.accept': 'accepted' } },
    accepted: { on: { ...ends, 'task.prepare': 'preparing' } },
    preparing: { on: { ...ends, 'task.prepared': 'ready', 'task.reject': 'rejected' } },
    ready: { on: { ...ends, 'task.start': 'starting' } },
    starting: { on: { ...ends, 'task.started': 'running', 'task.fail': 'failed', 'task.reject': 'rejected' } },
    running: { on: { ...ends, 'task.exit': 'complete', 'task.fail': 'failed' } },
    complete: {},
    shutdown: {},
    failed: {},
    rejected: {},
    orphaned: {},
  },
});
