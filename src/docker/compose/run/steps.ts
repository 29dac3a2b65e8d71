/** One step of compose's at the engine: what it says first, how long it takes, what it does (compose `pkg/compose/convergence.go`, `down.go`). */
import { MILLISECOND, type Micros } from '../../../sim/clock';
import { get } from '../../../sim/table';
import { type Container, isRunning } from '../../container/container';
import { createContainer } from '../../container/create';
import { killForGood, parseSignal, signal } from '../../container/ending';
import {
  pauseContainer,
  removeContainer,
  renameContainer,
  startContainer,
  unpauseContainer,
} from '../../container/lifecycle';
import type { CreateRequest } from '../../container/request';
import { deleteNetwork } from '../../controller';
import type { Daemon } from '../../daemon';
import { endpointsOf, findContainer, findNetwork } from '../../engine';
import { Failure, failed } from '../../failure';
import { isUserDefined } from '../../network';
import { connectContainer, disconnectContainer } from '../../network-connect';
import { createNetwork } from '../../network-create';
import type { NetworkRequest } from '../../network-request';
import { IF_NAME } from '../../endpoint';
import { byId, firstOf, LABEL, numberOf, projectContainers, serviceOf } from './labels';
import type { NewContainer, Step } from './task';

/** How long the daemon takes. */
const TAKES: Readonly<Record<Step['do'], Micros>> = {
  say: 0,
  'network.create': 40 * MILLISECOND,
  'network.remake': 100 * MILLISECOND,
  'network.remove': 60 * MILLISECOND,
  create: 60 * MILLISECOND,
  recreate: 60 * MILLISECOND,
  start: 250 * MILLISECOND,
  stop: 0,
  restart: 0,
  remove: 20 * MILLISECOND,
  kill: 10 * MILLISECOND,
  pause: 10 * MILLISECOND,
  unpause: 10 * MILLISECOND,
  await: 500 * MILLISECOND,
};

export function takes(step: Step): Micros {
  return TAKES[step.do];
}

const container = (name: string, event: string) => ` Container ${name}  ${event}\n`;
const network = (name: string, event: string) => ` Network ${name}  ${event}\n`;

/** The line when it begins; '' where there is none. */
export function openingLine(step: Step): string {
  switch (step.do) {
    case 'say':
      return step.line;
    case 'network.create':
      return network(step.request.name, 'Creating');
    case 'network.remove':
      return network(step.name, 'Removing');
    case 'create':
      return container(step.container.request.name, 'Creating');
    case 'recreate':
      return container(step.container.request.name, 'Recreate');
    case 'start':
      return step.quiet ? '' : container(step.name, 'Starting');
    case 'stop':
      return step.quiet ? '' : container(step.name, 'Stopping');
    case 'restart':
      return container(step.name, 'Restarting');
    case 'remove':
      return step.quiet ? '' : container(step.name, 'Removing');
    case 'kill':
      return container(step.name, 'Killing');
    case 'await':
      return step.names.map((name) => container(name, 'Waiting')).join('');
    case 'network.remake':
    case 'pause':
    case 'unpause':
      return '';
  }
}

/** What came of a step: the line to print, with the reason where the command cannot go on. */
export interface Result {
  readonly line: string;
  readonly failure?: string;
}

const daemon = (reason: string) => `Error response from daemon: ${reason}`;

/** Does it. For what is stopped or restarted, when the container has ended; null where it has to be looked at again. */
export function perform(d: Daemon, step: Step): Result | null {
  switch (step.do) {
    case 'say':
      return step.failure === undefined ? { line: '' } : { line: '', failure: step.failure };
    case 'network.remake':
      return remakeNetwork(d, step.id, step.request, step.containers);
    case 'network.create': {
      const made = createNetwork(d, step.request);
      const { name } = step.request;
      if (!failed(made)) return { line: network(name, 'Created') };
      return { line: network(name, 'Error'), failure: `failed to create network ${name}: ${daemon(made.message)}` };
    }
    case 'network.remove':
      return removeNetwork(d, step.id, step.name);
    case 'create': {
      const { name } = step.container.request;
      const refusal = tooNew(d, step.container);
      if (refusal !== null) return { line: container(name, refusal), failure: refusal };
      const made = create(d, step.container, name);
      if (failed(made)) return { line: container(name, daemon(made.message)), failure: daemon(made.message) };
      return { line: discarded(step.container) + container(name, 'Created') };
    }
    case 'recreate':
      return replace(d, step.container, step.old);
    case 'start': {
      const found = findContainer(d.engine, step.name);
      if (found === null) return { line: '', failure: daemon(`No such container: ${step.name}`) };
      if (found.state === 'paused')
        return { line: '', failure: daemon('cannot start a paused container, try unpause instead') };
      const started = startContainer(d, found, null, found.origin);
      return failed(started)
        ? { line: '', failure: daemon(started.message) }
        : { line: step.quiet ? '' : container(step.name, 'Started') };
    }
    case 'stop':
      return { line: step.quiet ? '' : container(step.name, 'Stopped') };
    case 'restart': {
      const found = byId(d, step.id);
      const started = found === null ? null : startContainer(d, found, null, found.origin);
      return failed(started)
        ? { line: '', failure: daemon(`Cannot restart container ${step.id}: ${started.message}`) }
        : { line: container(step.name, 'Started') };
    }
    case 'remove': {
      const found = byId(d, step.id);
      if (found !== null && isRunning(found))
        return { line: '', failure: daemon(d.messages.removeRunning(step.name, step.id)) };
      if (found !== null) removeContainer(d, found);
      return { line: step.quiet ? '' : container(step.name, 'Removed') };
    }
    case 'kill':
      return killOne(d, step.id, step.name, step.signal);
    case 'pause':
    case 'unpause': {
      const found = byId(d, step.id);
      const outcome =
        found === null ? null : step.do === 'pause' ? pauseContainer(d, found) : unpauseContainer(d, found);
      if (failed(outcome)) return { line: '', failure: daemon(outcome.message) };
      return { line: container(step.name, step.do === 'pause' ? 'Paused' : 'Unpaused') };
    }
    case 'await':
      return look(d, step);
  }
}

/** A network that others still use stays; that is no failure. */
function removeNetwork(d: Daemon, id: string, name: string): Result {
  const found = get(d.engine.networks, id);
  if (found === undefined) return { line: network(name, 'Removed') };
  if (endpointsOf(d.engine, found).length > 0) return { line: network(name, 'Resource is still in use') };
  deleteNetwork(d, found);
  return { line: network(name, 'Removed') };
}

/** Containers that were on it come back without the aliases that they had (`removeDivergedNetwork`). */
function remakeNetwork(d: Daemon, id: string, request: NetworkRequest, containers: readonly string[]): Result {
  const { name } = request;
  const old = get(d.engine.networks, id);
  const joined = containers.map((one) => byId(d, one)).filter((one) => one !== null);
  if (old !== undefined) {
    for (const one of joined) disconnectContainer(d, one, old.name, old, true);
    deleteNetwork(d, old);
  }
  const made = createNetwork(d, request);
  const lines = network(name, 'Removed') + network(name, 'Creating');
  if (failed(made))
    return {
      line: lines + network(name, 'Error'),
      failure: `failed to create network ${name}: ${daemon(made.message)}`,
    };
  for (const one of joined) {
    connectContainer(d, one, made, { ipv4: null, aliases: [], links: [], driverOptions: {}, gatewayPriority: 0 });
    const settings = one.networks[made.name];
    if (settings !== undefined) one.networks[made.name] = { ...settings, byConnect: false };
  }
  return { line: lines + network(name, 'Created') };
}

/** What compose itself says of options that the engine does not know; null where it knows them all. */
function tooNew(d: Daemon, { request }: NewContainer): string | null {
  const named = Object.values(request.networks).some(({ driverOptions }) => driverOptions[IF_NAME] !== undefined);
  return named && !d.profile.readsInterfaceOptions ? 'interface_name requires Docker Engine v28.1 or later' : null;
}

/** An engine that takes one network at a time gets the others one by one, before the container starts. */
function create(d: Daemon, made: NewContainer, name: string): Container | Failure {
  const request = resolved(d, made);
  if (request instanceof Failure) return request;
  const { networks } = request;
  const later = Object.entries(networks).filter(([, settings]) => settings.byConnect);
  const first = Object.fromEntries(Object.entries(networks).filter(([, settings]) => !settings.byConnect));
  const container = createContainer(d, { ...request, name, networks: first });
  if (failed(container)) return container;
  for (const [key, settings] of later) {
    const found = findNetwork(d.engine, key);
    const connected =
      found === null
        ? new Failure('NotFound', `network ${key} not found`)
        : connectContainer(d, container, found, settings);
    if (failed(connected)) return connected;
  }
  return container;
}

/** The request with the containers that it names by service. */
function resolved(d: Daemon, { request, project, links }: NewContainer): CreateRequest | Failure {
  const shared = /^service:(.+)$/.exec(request.hostConfig.networkMode)?.[1];
  const lent = shared === undefined ? null : firstOf(d, project, shared);
  if (shared !== undefined && lent === null)
    return new Failure('NotFound', `cannot share network namespace with service ${shared}: container missing`);
  const hostConfig =
    lent === null ? request.hostConfig : { ...request.hostConfig, networkMode: `container:${lent.id}` };
  const told = links.flatMap(({ service, alias }) =>
    projectContainers(d, project)
      .filter((other) => serviceOf(other) === service)
      .flatMap((other) =>
        [alias ?? service, `${service}-${numberOf(other)}`, other.name].map((name) => `${other.name}:${name}`),
      ),
  );
  const networks = Object.fromEntries(
    Object.entries(request.networks).map(([name, settings]) => [
      name,
      isUserDefined(name) ? { ...settings, links: told } : settings,
    ]),
  );
  return { ...request, hostConfig, networks };
}

/** What a container on the host's network does with its `ports`. */
function discarded({ request, service }: NewContainer): string {
  const { networkMode, portBindings } = request.hostConfig;
  return networkMode === 'host' && portBindings.length > 0
    ? ` ${service} Published ports are discarded when using host network mode \n`
    : '';
}

/** The new container stands in for the old one while that ends; then it takes its name (`recreateContainer`). */
function replace(d: Daemon, made: NewContainer, old: string): Result {
  const { name } = made.request;
  const before = byId(d, old);
  const labels = { ...made.request.config.labels, [LABEL.replace]: name.replace(`${made.project}-`, '') };
  const request = { ...made.request, config: { ...made.request.config, labels } };
  const temporary = before === null ? name : `${old.slice(0, 12)}_${name}`;
  const after = create(d, { ...made, request }, temporary);
  if (failed(after)) return { line: container(name, daemon(after.message)), failure: daemon(after.message) };
  if (before !== null) {
    removeContainer(d, before);
    renameContainer(d, after, name);
  }
  return { line: container(name, 'Recreated') };
}

function killOne(d: Daemon, id: string, name: string, text: string): Result {
  const found = byId(d, id);
  const wanted = parseSignal(text);
  if (found === null || !isRunning(found)) return { line: container(name, 'Killed') };
  if (wanted === null)
    return {
      line: container(name, 'Error while Killing'),
      failure: daemon(d.messages.invalidSignal(id, text)),
    };
  if (wanted === 'SIGKILL') killForGood(d, found);
  else if (wanted !== undefined) signal(d, found, wanted);
  return { line: container(name, 'Killed') };
}

/** Whether containers are as they are waited for; who has no check that is run is healthy while it runs. */
function look(d: Daemon, step: Extract<Step, { do: 'await' }>): Result | null {
  const found = step.names.map((name) => findContainer(d.engine, name)).filter((one) => one !== null);
  const lines = (event: string) => found.map(({ name }) => container(name, event)).join('');
  const [first] = found;
  if (first === undefined) return { line: '' };
  if (step.condition === 'service_completed_successfully') {
    const ended = found.find((one) => one.state === 'exited');
    if (ended === undefined) return null;
    if (ended.exitCode === 0) return { line: lines('Exited') };
    const reason = `service "${step.service}" didn't complete successfully: exit ${ended.exitCode}`;
    return { line: lines(reason), failure: reason };
  }
  const down = found.find((one) => !isRunning(one) && one.state !== 'restarting');
  const sick = found.find((one) => one.health?.status === 'unhealthy');
  const starting = found.some((one) => one.health?.status === 'starting');
  if (step.condition === 'running_or_healthy') {
    if (down === undefined && sick !== undefined) return { line: '', failure: `container ${sick.name} is unhealthy` };
    if (down === undefined) return starting ? null : { line: lines('Healthy') };
    if (down.state === 'exited' && down.exitCode === 0) return { line: lines('Exited') };
    return {
      line: lines('Error'),
      failure:
        down.state === 'exited'
          ? `container ${down.name} exited (${down.exitCode})`
          : `container ${down.name} is not running`,
    };
  }
  if (!step.checked)
    return {
      line: lines('Error'),
      failure: `dependency failed to start: container ${first.name} has no healthcheck configured`,
    };
  if (down !== undefined)
    return {
      line: lines('Error'),
      failure: `dependency failed to start: container ${down.name} exited (${down.exitCode})`,
    };
  if (sick !== undefined)
    return { line: lines('Error'), failure: `dependency failed to start: container ${sick.name} is unhealthy` };
  return starting ? null : { line: lines('Healthy') };
}
