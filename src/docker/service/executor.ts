/** A node's part in a task's life (moby `daemon/cluster/executor/container`): its image asked for, its container made, started, told to end, removed. */
import { MILLISECOND, SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { get } from '../../sim/table';
import { type Container, isRunning, NO_SETTINGS } from '../container/container';
import { createContainer } from '../container/create';
import { killForGood, askToStop } from '../container/ending';
import { removeContainer, startContainer } from '../container/lifecycle';
import type { CreateRequest } from '../container/request';
import type { Daemon } from '../daemon';
import { type Failure, failed } from '../failure';
import { PREDEFINED } from '../network';
import { PULL_PROGRAM } from '../pull';
import type { Cluster } from '../swarm/cluster';
import { clusterOf, nodeOf } from '../swarm/member';
import { hostnameOf } from '../swarm/node';
import { shrinkNetwork } from '../swarm/presence';
import { syncBalancersEverywhere } from './balancer';
import { disableTask, enableTask, openIngress } from './binding';
import { fillIn } from './placeholder';
import { type Service, type Task, taskName } from './service';
import { TASK_EVENTS, TASK_STATES, type TaskEvent, taskMachine } from './task.machine';

const table = compileMachine(taskMachine, TASK_STATES, TASK_EVENTS, []);

/** Steps a task; whether the event meant anything to it. */
export function stepTask(d: Daemon, task: Task, event: TaskEvent, error = ''): boolean {
  const next = table[task.state][event];
  if (next === undefined) return false;
  task.state = next.to;
  task.since = d.world.clock.now;
  if (error !== '') task.error = error;
  return true;
}

/** The alarms of a node's daemon: a task's next step is due, it is to be stopped, its patience is over; the container of one that is forgotten goes. */
export const TASK_STEP = 'task-step';
export const TASK_STOP = 'task-stop';
export const TASK_KILL = 'task-kill';
export const TASK_REMOVE = 'task-remove';

const ACCEPT: number = 20 * MILLISECOND;
const CREATE: number = 60 * MILLISECOND;
const START: number = 25 * MILLISECOND;
/** How long the nodes are given to hear that a task takes no new connections (`defaultGossipConvergeDelay`), before it is stopped and again before it is removed. */
const GOSSIP: number = 2 * SECOND;

/** A task has come to this node. */
export function receiveTask(d: Daemon, task: Task): void {
  d.alarm(`${TASK_STEP} ${task.id}`, ACCEPT);
}

/** What a task does next on its node, by its state; the container is started once it is wanted. */
export function advanceTask(d: Daemon, cluster: Cluster, task: Task): void {
  switch (task.state) {
    case 'assigned':
      stepTask(d, task, 'task.accept');
      stepTask(d, task, 'task.prepare');
      task.pull = d.spawn([PULL_PROGRAM], {});
      return;
    case 'preparing':
      if (task.pull === null) prepare(d, cluster, task);
      return;
    case 'ready':
      if (task.desired === 'running') {
        stepTask(d, task, 'task.start');
        d.alarm(`${TASK_STEP} ${task.id}`, START);
      }
      return;
    case 'starting':
      start(d, cluster, task);
      return;
    default:
  }
}

/** Its image was asked for; the registry is out of reach, so what is here is taken. */
export function imageAsked(d: Daemon, task: Task): void {
  task.pull = null;
  d.alarm(`${TASK_STEP} ${task.id}`, CREATE);
}

function prepare(d: Daemon, cluster: Cluster, task: Task): void {
  const service = get(cluster.services, task.service) ?? null;
  const container = createContainer(d, requestOf(d, cluster, task, service));
  if (failed(container)) {
    reject(d, task, container);
    return;
  }
  task.container = container.id;
  for (const { network } of task.addresses) {
    const name = get(cluster.networks, network)?.name;
    if (name === undefined) continue;
    container.networks[name] = { ...NO_SETTINGS, network: name, networkId: network, endpoint: null };
  }
  stepTask(d, task, 'task.prepared');
}

function reject(d: Daemon, task: Task, { message }: Failure): void {
  stepTask(d, task, 'task.reject', message);
}

function start(d: Daemon, cluster: Cluster, task: Task): void {
  const container = containerOf(d, task);
  const service = get(cluster.services, task.service) ?? null;
  if (container === null) return;
  const started = startContainer(d, container, null, container.origin);
  if (failed(started)) {
    stepTask(d, task, 'task.fail', `starting container failed: ${started.message}`);
    return;
  }
  openIngress(d, container, task);
  stepTask(d, task, 'task.started');
  if (service !== null) enableTask(d, container, task, service);
}

/** The container of a task that is on this node, or null. */
export function containerOf(d: Daemon, task: Task): Container | null {
  return task.container === null ? null : (get(d.engine.containers, task.container) ?? null);
}

/** Tells a task to end: no new connections, then the stop signal and, after its patience, SIGKILL (`controller.Shutdown`). */
export function shutTask(d: Daemon, cluster: Cluster, task: Task): void {
  const container = containerOf(d, task);
  if (container === null || !isRunning(container)) {
    if (task.pull !== null) d.kill(task.pull, 'SIGKILL');
    task.pull = null;
    stepTask(d, task, 'task.shut');
    return;
  }
  disableTask(d, container, task, get(cluster.services, task.service) ?? null);
  d.alarm(`${TASK_STOP} ${task.id}`, GOSSIP);
}

/** The others have heard of it: the stop signal. */
export function stopTask(d: Daemon, task: Task): void {
  const container = containerOf(d, task);
  if (container === null || !isRunning(container)) return;
  askToStop(d, container);
  d.alarm(`${TASK_KILL} ${task.id}`, task.spec.stopGracePeriod);
}

export function killTask(d: Daemon, task: Task): void {
  const container = containerOf(d, task);
  if (container !== null && isRunning(container)) killForGood(d, container);
}

/** Its container has ended. */
export function taskEnded(d: Daemon, task: Task): void {
  const { exitCode = 0 } = containerOf(d, task) ?? {};
  for (const { network } of task.addresses) syncBalancersEverywhere(d, network);
  if (task.desired === 'shutdown' || task.desired === 'remove') stepTask(d, task, 'task.shut');
  else if (exitCode === 0) stepTask(d, task, 'task.exit');
  else stepTask(d, task, 'task.fail', `task: non-zero exit (${exitCode})`);
}

/** A task is forgotten: its container goes after a while. */
export function removeTask(d: Daemon, task: Task): void {
  if (task.container !== null) d.alarm(`${TASK_REMOVE} ${task.container}`, GOSSIP);
}

/** The container of a task goes, and the networks that nothing else here is on (`controller.Remove`). */
export function removeTaskContainer(d: Daemon, container: Container): void {
  const networks = Object.values(container.networks).map(({ networkId }) => networkId);
  removeContainer(d, container);
  for (const id of networks) {
    const network = get(d.engine.networks, id);
    if (network?.scope === 'swarm') shrinkNetwork(d, network);
  }
}

function requestOf(d: Daemon, cluster: Cluster, task: Task, service: Service | null): CreateRequest {
  const { spec } = task;
  const own = nodeOf(d);
  const mode = spec.networks.find(({ target }) => PREDEFINED.includes(target))?.target ?? 'default';
  const alone = mode === 'default' ? 'bridge' : mode;
  const fill = (text: string) =>
    fillIn(text, { task, service, node: own, hostname: own === null ? '' : hostnameOf(d, own) });
  return {
    name: taskName(task),
    image: spec.image,
    cmd: spec.args.map(String),
    entrypoint: spec.command.length > 0 ? spec.command : null,
    config: {
      hostname: fill(spec.hostname),
      domainname: '',
      env: spec.env.map(fill),
      labels: {
        ...spec.containerLabels,
        'com.docker.swarm.node.id': task.node ?? '',
        'com.docker.swarm.service.id': task.service,
        'com.docker.swarm.service.name': task.serviceName,
        'com.docker.swarm.task': '',
        'com.docker.swarm.task.id': task.id,
        'com.docker.swarm.task.name': taskName(task),
      },
      exposed: [],
      detached: true,
      tty: spec.tty,
      openStdin: false,
      macAddress: '',
      workingDir: spec.dir,
      user: spec.user,
    },
    hostConfig: {
      networkMode: mode,
      portBindings: task.ports
        .filter(({ mode }) => mode === 'host')
        .map(({ protocol, target, published }) => ({
          containerPort: target,
          protocol,
          hostIp: '',
          hostPort: published,
          hostPortEnd: published,
        })),
      publishAll: false,
      autoRemove: false,
      dns: spec.dns,
      dnsSearch: spec.dnsSearch,
      dnsOptions: spec.dnsOptions,
      extraHosts: spec.hosts.map((line) => line.replace(/^(\S+) (.*)$/, '$2:$1')),
      links: [],
      capAdd: spec.capAdd,
      capDrop: spec.capDrop,
      privileged: false,
    },
    restart: 'no',
    origin: service?.origin ?? `docker service create --name ${task.serviceName}`,
    task: task.id,
    networks: task.addresses.length > 0 ? {} : { [alone]: { ...NO_SETTINGS, network: alone } },
  };
}

/** The task of that id in the daemon's swarm, or null. */
export function findTask(d: Daemon, id: string): Task | null {
  const cluster = clusterOf(d);
  return cluster === null ? null : (get(cluster.tasks, id) ?? null);
}
