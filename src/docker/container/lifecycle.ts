/** Starting and ending containers (moby `daemon/start.go`, `monitor.go`, `container_operations.go`): the machine of container.machine.ts says when. */
import { compileMachine } from '../../sim/machine';
import { SECOND } from '../../sim/clock';
import { get, put, remove, values } from '../../sim/table';
import type { Process, Sink } from '../../userland/process';
import { connectEndpoint, disconnectAll } from '../controller';
import type { Daemon } from '../daemon';
import { containersOf, findContainer, findNetwork, sandboxOf } from '../engine';
import { Failure, failed, type Outcome } from '../failure';
import { isUserDefined, type Network } from '../network';
import { hostnameOf, shareNetworkFiles, writeNetworkFiles } from '../network-files';
import { createSandbox, deleteNamespace, deleteSandbox, hostSandbox } from '../namespace';
import type { Sandbox } from '../sandbox';
import { attachContainer } from '../swarm/attachment';
import { type Container, type EndpointSettings, isRunning } from './container';
import { capabilitiesOf } from './capability';
import {
  CONTAINER_EFFECTS,
  CONTAINER_EVENTS,
  CONTAINER_STATES,
  type ContainerEvent,
  containerMachine,
} from './container.machine';
import { endpointReasons } from './endpoint-check';
import { linkEnvironment, linkOutsider } from './links';
import { whyNotRunnable } from './executable';
import { beginHealth } from './health';
import { identityOf } from './identity';
import { notifyWaiters } from './waiters';

const containerTable = compileMachine(containerMachine, CONTAINER_STATES, CONTAINER_EVENTS, CONTAINER_EFFECTS);

/** Steps the machine and does what the transition asks for; whether the event meant anything in this state. */
function step(d: Daemon, container: Container, event: ContainerEvent, launch: () => void = () => undefined): boolean {
  const transition = containerTable[container.state][event];
  if (transition === undefined) return false;
  container.state = transition.to;
  for (const effect of transition.effects) {
    switch (effect) {
      case 'launch':
        launch();
        break;
      case 'tearDown':
        tearDownNetworking(d, container);
        break;
      case 'freeze':
        for (const process of processesOf(d, container)) process.frozen = [];
        break;
      case 'thaw':
        thaw(d, container);
        break;
      case 'armRestart':
        d.alarm(`${RESTART} ${container.id}`, backoff(container.restartCount));
        break;
      case 'destroy':
        remove(d.engine.containers, container.id);
        remove(d.engine.names, container.name);
        remove(d.world.roots, container.id);
    }
  }
  return true;
}

/** The alarms that start a container again, that remove one with `--rm`, and that tell of a task's end. */
export const RESTART = 'restart';
export const REMOVAL = 'removal';
export const TASK_ENDED = 'task-ended';

/** Where somebody who is attached to a container reads what it says and says something to it. */
type Streams = Pick<Process, 'stdout' | 'stderr' | 'stdin'>;

/** Starts it; what it says is kept, and shown where somebody looks on. */
export function startContainer(d: Daemon, container: Container, stdout: Sink | null, origin: string): Outcome<null> {
  return startAttached(d, container, stdout === null ? null : { stdout, stderr: stdout, stdin: null }, origin);
}

/** Sets its networks up and starts its main process; a failure leaves it as it was. */
export function startAttached(
  d: Daemon,
  container: Container,
  attached: Streams | null,
  origin: string,
): Outcome<null> {
  if (containerTable[container.state]['container.start'] === undefined) return null;
  container.error = '';
  container.stoppedByHand = false;
  const sandbox = setUpNetworking(d, container, origin);
  if (failed(sandbox)) return fail(container, sandbox, container.exitCode === 0 ? 128 : container.exitCode);
  const [path = ''] = [...container.config.entrypoint, ...container.config.cmd];
  const user = identityOf(filesOf(d, container), container.config.user);
  const missing = whyNotRunnable(d, container, path);
  if (typeof user === 'string' || missing !== null) {
    tearDownNetworking(d, container);
    if (typeof user === 'string') return fail(container, new Failure('InvalidParameter', user), 128);
    const { text, status } = d.messages.startFailed(path, missing ?? 'not found');
    return fail(container, new Failure('System', text, status), status);
  }
  container.startedAt = d.world.clock.now;
  container.exitCode = 0;
  container.netns = sandbox.ns;
  step(d, container, 'container.start', () => {
    container.pid = spawnMain(d, container, sandbox, attached);
  });
  beginHealth(d, container);
  return null;
}

function fail(container: Container, failure: Failure, exitCode: number): Failure {
  container.error = failure.message;
  container.exitCode = exitCode;
  return failure;
}

/** What a container says is kept; one with a terminal has but one stream. */
export function logSinks({ id, config }: Container): { readonly stdout: Sink; readonly stderr: Sink } {
  const stdout: Sink = { to: 'log', container: id };
  return { stdout, stderr: config.tty ? stdout : { ...stdout, stream: 'stderr' } };
}

function spawnMain(d: Daemon, container: Container, sandbox: Sandbox, attached: Streams | null): number {
  const { entrypoint, cmd } = container.config;
  const log = logSinks(container);
  const shown = (first: Sink, second: Sink | undefined): Sink =>
    second === undefined ? first : { to: 'both', first, second };
  return d.spawn([...entrypoint, ...cmd], {
    ns: container.netns ?? sandbox.ns,
    root: container.id,
    cwd: container.config.workingDir || '/',
    env: environmentOf(d, container),
    stdout: shown(log.stdout, attached?.stdout),
    stderr: shown(log.stderr, container.config.tty ? attached?.stdout : attached?.stderr),
    stdin: container.config.openStdin ? (attached?.stdin ?? null) : '',
    init: true,
    ...credentialsOf(d, container, container.config.user),
  });
}

/** For `spawn`: who a process in it is and what it may do; who is not root may nothing that takes a capability. */
export function credentialsOf(
  d: Daemon,
  container: Container,
  name: string,
  privileged = false,
): Pick<Process, 'user' | 'capabilities'> {
  const user = identityOf(filesOf(d, container), name);
  if (typeof user !== 'string' && user.uid !== 0) return { user, capabilities: [] };
  return privileged ? {} : capabilitiesOf(container);
}

export function filesOf(d: Daemon, container: Container): Readonly<Record<string, string>> {
  return get(d.world.roots, container.id)?.files ?? {};
}

/** The environment of every process in a container. */
export function environmentOf(d: Daemon, container: Container): Record<string, string> {
  const env: Record<string, string> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOSTNAME: hostnameOf(d, container),
  };
  if (container.config.tty) env['TERM'] = 'xterm';
  Object.assign(env, linkEnvironment(d, container));
  for (const entry of container.config.env) {
    const at = entry.indexOf('=');
    if (at > 0) env[entry.slice(0, at)] = entry.slice(at + 1);
  }
  env['HOME'] ??= '/root';
  return env;
}

/** A sandbox of its own with an endpoint on each of its networks, the host's, or another container's. */
function setUpNetworking(d: Daemon, container: Container, origin: string): Outcome<Sandbox> {
  const { networkMode } = container.hostConfig;
  if (networkMode.startsWith('container:')) return joinOther(d, container, networkMode.slice('container:'.length));
  const networks = networksToJoin(d, container);
  if (failed(networks)) return networks;
  const outsider = linkOutsider(d, container);
  if (outsider !== null) return new Failure('InvalidParameter', d.messages.linkedElsewhere(outsider.name, outsider.id));
  const sandbox = networkMode === 'host' ? hostSandbox(d, container.id) : createSandbox(d, container);
  container.sandbox = sandbox.id;
  writeNetworkFiles(d, container, sandbox);
  sandbox.joining = [...networks].sort(inNumberOrder).map(({ network }) => network.id);
  for (const { network, settings } of networks) {
    const endpoint = connectEndpoint(d, container, sandbox, network, settings, origin);
    if (!failed(endpoint)) continue;
    tearDownNetworking(d, container);
    return new Failure(endpoint.kind, d.messages.networkingFailed(endpoint.message));
  }
  sandbox.joining = [];
  return sandbox;
}

function joinOther(d: Daemon, container: Container, ref: string): Outcome<Sandbox> {
  const other = findContainer(d.engine, ref);
  if (other === null) return new Failure('NotFound', d.messages.noContainerToJoin(ref));
  const sandbox = sandboxOf(d.engine, other);
  if (!isRunning(other) || sandbox === null) return new Failure('Conflict', d.messages.joinNotRunning(other));
  container.sandbox = sandbox.id;
  shareNetworkFiles(d, other, container);
  return sandbox;
}

interface ToJoin {
  readonly network: Network;
  readonly settings: EndpointSettings;
}

/** Which of the networks that are joined together has the lower ethN (`endpoint.Less`). */
function inNumberOrder({ network: a }: ToJoin, { network: b }: ToJoin): number {
  return Number(a.internal) - Number(b.internal) || (a.name < b.name ? -1 : 1);
}

/** The network of its mode first, or where that is not told apart the default bridge; the others by name (`daemon.allocateNetwork`). */
function networksToJoin(d: Daemon, container: Container): Outcome<ToJoin[]> {
  const { networkMode } = container.hostConfig;
  const first = networkMode === 'default' || !d.profile.reusesInterfaceNames ? 'bridge' : networkMode;
  const names = Object.keys(container.networks).sort(
    (a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1),
  );
  const joined: ToJoin[] = [];
  for (const name of names) {
    const settings = container.networks[name];
    if (settings === undefined) continue;
    const network = findNetwork(
      d.engine,
      settings.networkId === '' || !isUserDefined(name) ? name : settings.networkId,
    );
    if (network === null || network.scope === 'swarm') {
      const attached = attach(d, container, network?.id ?? name, settings);
      if (failed(attached)) return new Failure(attached.kind, d.messages.networkingFailed(attached.message));
      joined.push({ network: attached, settings });
      continue;
    }
    const [refusal] = endpointReasons(network.name, network, settings).filter((reason) =>
      reason.startsWith('user specified'),
    );
    if (refusal !== undefined) return new Failure('InvalidParameter', refusal);
    joined.push({ network, settings });
  }
  return joined;
}

/** A network that the swarm knows comes to the node, where it lets containers on; the swarm gives the address. */
function attach(d: Daemon, container: Container, ref: string, settings: EndpointSettings): Outcome<Network> {
  if (d.engine.swarm === null)
    return new Failure('NotFound', `network ${settings.networkId === '' ? ref : settings.networkId} not found`);
  return attachContainer(d, container, ref, settings);
}

/** Its networks go, and its namespace unless another container runs there. */
function tearDownNetworking(d: Daemon, container: Container): void {
  const sandbox = sandboxOf(d.engine, container);
  const ns = container.netns ?? sandbox?.ns ?? null;
  container.lastSandbox = sandbox === null ? container.lastSandbox : { id: sandbox.id, key: sandbox.key };
  container.sandbox = null;
  container.netns = null;
  if (sandbox !== null && sandbox.container === container.id) {
    disconnectAll(d, container, sandbox);
    if (sandbox.resolver !== null) d.kill(sandbox.resolver, 'SIGKILL');
    deleteSandbox(d, sandbox);
  }
  if (ns !== null && !inUse(d, ns)) deleteNamespace(d, ns);
}

/** Whether somebody still has a namespace: the machine itself, a sandbox, a container that shares it. */
function inUse(d: Daemon, ns: string): boolean {
  return ns === d.host.id || containersOf(d.engine).some((container) => container.netns === ns);
}

/** Every process of a container. */
export function processesOf(d: Daemon, container: Container): Process[] {
  return [...values(d.world.processes)]
    .filter((process) => process.root === container.id && process.status === null)
    .sort((a, b) => a.pid - b.pid);
}

/** A main process has ended: what else runs there goes with it, the networks go, the restart policy has its say, those who wait are told. */
export function containerDied(d: Daemon, container: Container): void {
  for (const process of processesOf(d, container)) d.kill(process.pid, 'SIGKILL');
  const again = restarts(container);
  container.finishedAt = d.world.clock.now;
  step(d, container, again ? 'container.backoff' : 'container.die');
  if (again) container.restartCount++;
  notifyWaiters(d, container);
  if (container.task !== null) d.alarm(`${TASK_ENDED} ${container.task}`, 0);
  // Those who were waiting read its exit status first.
  if (container.hostConfig.autoRemove && !again) d.alarm(`${REMOVAL} ${container.id}`, 0);
}

/** Whether its restart policy starts it again. */
function restarts(container: Container): boolean {
  if (container.stoppedByHand) return false;
  const { name, maximumRetryCount } = container.restart;
  if (name === 'on-failure')
    return container.exitCode !== 0 && (maximumRetryCount === 0 || container.restartCount < maximumRetryCount);
  return name === 'always' || name === 'unless-stopped';
}

/** How long a container rests before it is started again: 100 ms, doubled each time, a minute at most. */
function backoff(restartCount: number): number {
  return Math.min(100_000 * 2 ** restartCount, 60 * SECOND);
}

/** It rests between two lives: it does not come back from there. */
export function cancelRestart(d: Daemon, container: Container): void {
  step(d, container, 'container.die');
  notifyWaiters(d, container);
}

/** The container and its files go; it must not run. */
export function removeContainer(d: Daemon, container: Container): void {
  step(d, container, 'container.remove');
  notifyWaiters(d, container);
}

/** `docker pause`: its processes get nothing more; its kernel goes on. */
export function pauseContainer(d: Daemon, container: Container): Outcome<null> {
  if (container.state === 'paused') return new Failure('Conflict', `Container ${container.id} is already paused`);
  return step(d, container, 'container.pause') ? null : new Failure('Conflict', d.messages.notRunning(container.id));
}

export function unpauseContainer(d: Daemon, container: Container): Outcome<null> {
  return step(d, container, 'container.unpause')
    ? null
    : new Failure('Conflict', `Container ${container.id} is not paused`);
}

/** What was held back happens now, in its order. */
export function thaw(d: Daemon, container: Container): void {
  for (const process of processesOf(d, container)) {
    const held = process.frozen ?? [];
    process.frozen = null;
    for (const happening of held) d.tell(happening);
  }
}

/** The new name resolves at once; the sandbox is called as it was. */
export function renameContainer(d: Daemon, container: Container, name: string): void {
  remove(d.engine.names, container.name);
  put(d.engine.names, name, container.id);
  const old = container.name;
  container.name = name;
  for (const { endpoint } of Object.values(container.networks)) {
    const live = endpoint === null ? undefined : get(d.engine.endpoints, endpoint);
    if (live === undefined) continue;
    live.name = name;
    live.names = live.names.map((known) => (known === old ? name : known));
  }
}
