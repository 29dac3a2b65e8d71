/** The managers' loop over services and tasks (swarmkit `manager/orchestrator`): what is missing is made, what is too much is ended, what has failed is made again. */
import { type Micros, MILLISECOND } from '../../sim/clock';
import { get, put, remove, values } from '../../sim/table';
import type { Daemon } from '../daemon';
import { failed } from '../failure';
import type { Cluster, Node } from '../swarm/cluster';
import { newSwarmId } from '../swarm/id';
import { clusterOf } from '../swarm/member';
import { nodeState } from '../swarm/node';
import { leaderOf, reconcileSoon } from './alarm';
import { allocateTask, releaseTask } from './allocator';
import { advanceTask, receiveTask, removeTask, shutTask, stepTask, TASK_STEP } from './executor';
import { chooseNode, isOver, nodesFor } from './scheduler';
import { type Service, servicesOf, type Task, tasksOf } from './service';

/** How long addresses take, and how long the scheduler waits for more to do. */
const ALLOCATE: Micros = 60 * MILLISECOND;
const SCHEDULE: Micros = 70 * MILLISECOND;

/** One round. It is the leader's; other daemons hear of what is theirs. */
export function reconcile(d: Daemon): void {
  const cluster = clusterOf(d);
  if (cluster === null || leaderOf(d, cluster)?.engine !== d.engine) return;
  for (const task of values(cluster.tasks)) loseWithNode(d, cluster, task);
  for (const service of servicesOf(cluster)) {
    restartEnded(d, cluster, service);
    if (service.spec.replicas === null) fillNodes(d, cluster, service);
    else fillSlots(d, cluster, service, service.spec.replicas);
    replaceOutdated(d, cluster, service);
  }
  for (const task of inOrder(cluster)) move(d, cluster, task);
  reap(d, cluster);
}

function inOrder(cluster: Cluster): Task[] {
  return [...values(cluster.tasks)].sort((a, b) => a.order - b.order);
}

const wanted = ({ desired }: Task) => desired === 'ready' || desired === 'running';

function createTask(d: Daemon, cluster: Cluster, service: Service, slot: number, node: string | null): Task {
  const made: Task = {
    id: newSwarmId(d),
    order: cluster.nextOrder++,
    service: service.id,
    serviceName: service.spec.name,
    slot,
    node,
    spec: service.spec.task,
    ports: service.ports,
    state: 'new',
    desired: 'running',
    ending: false,
    since: d.world.clock.now,
    error: '',
    addresses: [],
    container: null,
    pull: null,
    notBefore: 0,
  };
  put(cluster.tasks, made.id, made);
  reconcileSoon(d, ALLOCATE);
  return get(cluster.tasks, made.id) ?? made;
}

/** As many slots as there are to be: the lowest free numbers are filled, the highest given up. */
function fillSlots(d: Daemon, cluster: Cluster, service: Service, replicas: number): void {
  const slots = new Set(
    tasksOf(cluster, service.id)
      .filter(holdsSlot)
      .map(({ slot }) => slot),
  );
  for (let slot = 1; slots.size < replicas; slot++) {
    if (slots.has(slot)) continue;
    slots.add(slot);
    createTask(d, cluster, service, slot, null);
  }
  const surplus = [...slots].sort((a, b) => a - b).slice(replicas);
  for (const task of tasksOf(cluster, service.id)) if (surplus.includes(task.slot)) task.desired = 'remove';
}

/** Also one that has ended and is not to come again. */
function holdsSlot(task: Task): boolean {
  return (
    wanted(task) || (task.desired === 'shutdown' && isOver(task) && !comesAgain(task) && task.state !== 'shutdown')
  );
}

function fillNodes(d: Daemon, cluster: Cluster, service: Service): void {
  const nodes = nodesFor(d, cluster, service.spec.task.constraints);
  const tasks = tasksOf(cluster, service.id);
  for (const task of tasks) if (wanted(task) && !nodes.some(({ id }) => id === task.node)) task.desired = 'shutdown';
  for (const { id } of nodes)
    if (!tasks.some((task) => task.node === id && holdsSlot(task))) createTask(d, cluster, service, 0, id);
}

/** A task that has ended of itself, or lost its node, has a successor in its place, after a while. */
function restartEnded(d: Daemon, cluster: Cluster, service: Service): void {
  for (const task of tasksOf(cluster, service.id)) {
    if (!wanted(task) || !isOver(task)) continue;
    task.desired = 'shutdown';
    if (comesAgain(task)) succeed(d, cluster, service, task, task.state === 'orphaned' ? 0 : task.spec.restart.delay);
  }
}

function comesAgain({ state, spec }: Task): boolean {
  const { condition } = spec.restart;
  return state === 'orphaned' || condition === 'any' || (condition === 'on-failure' && state !== 'complete');
}

function succeed(d: Daemon, cluster: Cluster, service: Service, before: Task, delay: Micros): Task {
  const next = createTask(d, cluster, service, before.slot, before.slot === 0 ? before.node : null);
  next.desired = 'ready';
  next.notBefore = d.world.clock.now + delay;
  if (delay > 0) reconcileSoon(d, delay);
  return next;
}

/** Rolling update: so many places at a time get a task of the new spec. */
function replaceOutdated(d: Daemon, cluster: Cluster, service: Service): void {
  const { parallelism, order } = service.spec.update;
  const current = JSON.stringify([service.spec.task, service.ports]);
  const tasks = tasksOf(cluster, service.id).filter(wanted);
  const under = (task: Task) => task.state !== 'running' || task.desired === 'ready';
  let busy = tasks.filter((task) => !outdatedBy(task, current) && under(task)).length;
  for (const task of tasks) {
    if (!outdatedBy(task, current)) continue;
    if (parallelism > 0 && busy >= parallelism) return;
    busy++;
    const next = succeed(d, cluster, service, task, 0);
    if (order === 'start-first') next.desired = 'running';
    task.desired = 'shutdown';
  }
}

function outdatedBy({ spec, ports }: Task, current: string): boolean {
  return JSON.stringify([spec, ports]) !== current;
}

/** What a task's state and the state it is wanted in ask for now. */
function move(d: Daemon, cluster: Cluster, task: Task): void {
  const there = nodeDaemon(d, cluster, task);
  if (!wanted(task)) {
    if (isOver(task) || task.ending) return;
    task.ending = true;
    if (there === null) stepTask(d, task, 'task.shut');
    else shutTask(there, cluster, task);
    return;
  }
  const now = d.world.clock.now;
  if (task.state === 'new' && now >= task.since + ALLOCATE) {
    if (failed(allocateTask(cluster, task))) return;
    stepTask(d, task, 'task.allocate');
    reconcileSoon(d, SCHEDULE);
  } else if (task.state === 'pending' && now >= task.since + SCHEDULE) place(d, cluster, task);
  else if (task.state === 'ready' && there !== null) {
    if (task.desired === 'ready' && now >= task.notBefore && isFree(cluster, task)) task.desired = 'running';
    if (task.desired === 'running') there.alarm(`${TASK_STEP} ${task.id}`, 0);
  }
}

function place(d: Daemon, cluster: Cluster, task: Task): void {
  const node = task.node === null ? chooseNode(d, cluster, task) : get(cluster.nodes, task.node);
  if (node === undefined || typeof node === 'string') {
    task.error = node ?? '';
    return;
  }
  task.error = '';
  task.node = node.id;
  stepTask(d, task, 'task.assign');
  const there = nodeDaemon(d, cluster, task);
  if (there !== null) receiveTask(there, task);
}

/** Whether those who had the place before are all gone. */
function isFree(cluster: Cluster, task: Task): boolean {
  return tasksOf(cluster, task.service).every(
    (other) =>
      other.id === task.id ||
      other.slot !== task.slot ||
      (task.slot === 0 && other.node !== task.node) ||
      isOver(other),
  );
}

function nodeDaemon(d: Daemon, cluster: Cluster, task: Task): Daemon | null {
  const node = task.node === null ? undefined : get(cluster.nodes, task.node);
  return node === undefined || node.left !== null ? null : d.on(node.machine);
}

/** A node that has gone takes its tasks with it; one that is drained is to have none. */
function loseWithNode(d: Daemon, cluster: Cluster, task: Task): void {
  const node: Node | undefined = task.node === null ? undefined : get(cluster.nodes, task.node);
  if (task.node === null || isOver(task)) return;
  if (node === undefined || (node.left !== null && nodeState(d, node) === 'down')) stepTask(d, task, 'task.lose');
  else if (node.availability === 'drain' && wanted(task) && task.slot > 0) {
    const service = get(cluster.services, task.service);
    if (service !== undefined) succeed(d, cluster, service, task, 0).desired = 'running';
    task.desired = 'shutdown';
  }
}

/** Ended tasks are forgotten when they are to be removed, their service is gone, or their place has had enough others since (`taskreaper`). */
function reap(d: Daemon, cluster: Cluster): void {
  const held = new Map<string, number>();
  for (const task of inOrder(cluster).reverse()) {
    const key = `${task.service} ${task.slot} ${task.slot === 0 ? (task.node ?? '') : ''}`;
    const count = (held.get(key) ?? 0) + 1;
    held.set(key, count);
    if (!isOver(task)) continue;
    releaseTask(cluster, task);
    const keeps = count <= cluster.spec.taskHistoryLimit && get(cluster.services, task.service) !== undefined;
    if (keeps && task.desired !== 'remove') continue;
    const there = nodeDaemon(d, cluster, task);
    if (there !== null) removeTask(there, task);
    remove(cluster.tasks, task.id);
  }
}

/** The node's own alarm: a task's next step. */
export function taskStep(d: Daemon, task: Task): void {
  const cluster = clusterOf(d);
  if (cluster === null) return;
  advanceTask(d, cluster, task);
  reconcileSoon(d);
}
