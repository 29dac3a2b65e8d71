/** `docker compose exec`, `run` and `wait`: commands whose exit status is a container's. */
import { get } from '../../../sim/table';
import { randomHex } from '../../../sim/random';
import { boolFlag, listFlag, stringFlag } from '../../cli/flags';
import { isRunning } from '../../container/container';
import { createContainer } from '../../container/create';
import { findImage } from '../../container/image';
import { removeContainer, startContainer } from '../../container/lifecycle';
import type { CreateRequest } from '../../container/request';
import { DIED, waitForDeath } from '../../container/waiters';
import { findContainer } from '../../engine';
import { failed } from '../../failure';
import type { Project, Service } from '../model/project';
import { numberOf, projectContainers, serviceOf } from '../run/labels';
import { planUp } from '../run/plan-up';
import { groundOf, isProbed } from '../run/probed';
import { containerRequest, imageOf } from '../run/request';
import { orphansOf, scopeOfProject, withDependencies } from '../run/scope';
import { type Command, command, type Context, doing, type Doing, type Next, refuse } from './command';
import { ensureImages, onPulled } from './images-needed';
import { runningOf } from './look';
import { loadFor, readProject, readScope, warnOfOrphans } from './project';
import { beginWork, failureOf } from './work';

/** The client's own `exec` does the work. */
export const exec: Command = command(
  'exec',
  (context) => {
    const { sys, flags, args } = context;
    const [service = '', ...words] = args;
    const read = readScope(context);
    if (typeof read === 'number') return read;
    const container = runningOf(context, read.scope.name, service);
    if (typeof container === 'string') return refuse(context, container);
    const options = [
      ...(boolFlag(flags, 'detach') ? ['-d'] : []),
      ...(boolFlag(flags, 'privileged') ? ['--privileged'] : []),
      ...listFlag(flags, 'env').flatMap((entry) => ['-e', entry]),
      ...['user', 'workdir'].flatMap((name) =>
        stringFlag(flags, name) === '' ? [] : [`--${name}`, stringFlag(flags, name)],
      ),
    ];
    const child = sys.spawn(['docker', 'exec', '-i', ...options, container.id, ...words], { stdin: sys.process.stdin });
    return doing('exec', { child });
  },
  {
    min: 2,
    interspersed: false,
    on: (_context, state, event) => (event.type === 'child' && event.pid === state.child ? event.status : state),
  },
);

/** One container more of a service, with a command of its own; what the service depends on is brought up first. */
export const run: Command = command(
  'run',
  (context) => {
    const [name = ''] = context.args;
    const project = readProject(context, [name]);
    if (typeof project === 'number') return project;
    const alone = boolFlag(context.flags, 'no-deps');
    const involved = alone ? [name] : withDependencies(scopeOfProject(project).services, [name]);
    const missing = ensureImages(
      context,
      project,
      project.services.filter((service) => involved.includes(service.name)),
    );
    if (missing !== null) return missing;
    const others = involved.filter((one) => one !== name);
    warnOfOrphans(context, orphansOf(context.d, project));
    const { plan, failure } = planUp(context.d, project, {
      wanted: [...others, name],
      recreate: 'diverged',
      recreateDependencies: 'diverged',
      dependencies: false,
      removeOrphans: false,
      patience: null,
      start: true,
      quietStart: false,
      wait: false,
      untouched: name,
    });
    if (failure !== null) return refuse(context, failure);
    const state = doing('before', { work: plan.work() });
    return beginWork(context, state) ?? failureOf(context, state) ?? startOne(context);
  },
  {
    min: 1,
    interspersed: false,
    done: (context, state) => (state.phase === 'before' ? startOne(context) : 0),
    on: (context, state, event) => {
      const pulled = onPulled(context, state, event);
      if (pulled !== null) return pulled;
      const [id = ''] = state.names;
      const container = get(context.d.engine.containers, id);
      if (event.type === 'signal' && container?.pid != null) context.d.kill(container.pid, event.signal);
      return event.type === 'timer' && event.name === DIED ? endOne(context, state) : state;
    },
  },
);

function startOne(context: Context): Next {
  const { sys, d, flags, args } = context;
  const [name = '', ...words] = args;
  const project = loadFor(context, [name]).outcome;
  const service = typeof project === 'string' ? undefined : project.services.find((one) => one.name === name);
  if (typeof project === 'string' || service === undefined) return 1;
  const container = createContainer(d, oneOffRequest(context, project, service, words));
  if (failed(container)) return refuse(context, `Error response from daemon: ${container.message}`);
  const detached = boolFlag(flags, 'detach');
  if (detached) sys.out(`${container.id}\n`);
  else waitForDeath(sys, container);
  const started = startContainer(d, container, detached ? null : sys.process.stdout, container.origin);
  if (failed(started)) return refuse(context, `Error response from daemon: ${started.message}`);
  return detached ? 0 : doing('run', { names: [container.id] });
}

function oneOffRequest(context: Context, project: Project, service: Service, words: readonly string[]): CreateRequest {
  const { d, flags } = context;
  const name = stringFlag(flags, 'name') || `${project.name}-${service.name}-run-${randomHex(d.k.random, 12)}`;
  const imageId = findImage(d.engine.images, imageOf(project, service))?.id ?? '';
  const variant = {
    number: 1,
    oneOff: true,
    name,
    aliases: boolFlag(flags, 'use-aliases'),
    together: d.profile.macPerNetwork,
    probed: isProbed(project, service, groundOf(d)),
  };
  const request = containerRequest(project, service, imageId, variant);
  const entrypoint = stringFlag(flags, 'entrypoint');
  const ports = boolFlag(flags, 'service-ports') ? request.hostConfig.portBindings : [];
  return {
    ...request,
    cmd: words.length > 0 ? words : request.cmd,
    entrypoint: entrypoint === '' ? request.entrypoint : entrypoint.split(' '),
    restart: 'no',
    config: { ...request.config, env: [...request.config.env, ...listFlag(flags, 'env')] },
    hostConfig: { ...request.hostConfig, portBindings: ports },
  };
}

function endOne({ sys, d, flags }: Context, { names: [id = ''] }: Doing): number {
  const container = get(d.engine.containers, id);
  const status = container?.exitCode ?? 0;
  if (container !== undefined && boolFlag(flags, 'rm')) removeContainer(d, container);
  if (status !== 0) sys.err('\n');
  return status;
}

/** Until a container of each service has ended; the status is the first's. */
export const wait: Command = command(
  'wait',
  (context) => {
    const read = readScope(context);
    if (typeof read === 'number') return read;
    const { name } = read.scope;
    const all = projectContainers(context.d, name).filter((container) => context.args.includes(serviceOf(container)));
    if (all.length === 0) return refuse(context, `no containers for project ${JSON.stringify(name)}`);
    return waitFor(
      context,
      all.sort((a, b) => numberOf(a) - numberOf(b)).map(({ id }) => id),
    );
  },
  {
    min: 1,
    on: (context, state, event) =>
      event.type === 'signal' ? 130 : event.type === 'timer' ? waitFor(context, state.names) : state,
  },
);

function waitFor({ sys, d }: Context, ids: readonly string[]): Next {
  for (const id of ids) {
    const container = findContainer(d.engine, id);
    if (container === null || !isRunning(container)) {
      sys.out(`container ${JSON.stringify(id)} exited with status code ${container?.exitCode ?? 0}\n`);
      return container?.exitCode ?? 0;
    }
    waitForDeath(sys, container);
  }
  return doing('wait', { names: ids });
}
