/** `docker create` as the daemon does it (moby `daemon/create.go`, `daemon/container.go`). */
import { get, put } from '../../sim/table';
import { resolvePath } from '../../userland/path';
import { type Daemon, newId, nextOrder } from '../daemon';
import { findContainer } from '../engine';
import { Failure, type Outcome } from '../failure';
import type { Container, ContainerConfig, EndpointSettings } from './container';
import { obtainImage } from './catalogue';
import { type Image, withTag } from './image';
import { checkNetworking, isShared } from './check';
import { filesFor } from './stand-in';
import { randomName } from './names';
import type { CreateRequest } from './request';
import { parseRestartPolicy } from './restart-policy';

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** The container, not started; or why it cannot be. */
export function createContainer(d: Daemon, request: CreateRequest): Outcome<Container> {
  const image = obtainImage(d.engine.images, request.image);
  if (image === null) return new Failure('NotFound', `No such image: ${withTag(request.image)}`);
  const name = request.name === '' ? randomName(d) : request.name;
  const policy = parseRestartPolicy(request.restart);
  if (policy === 'format')
    return new Failure('InvalidParameter', 'invalid restart policy format: maximum retry count must be an integer');
  if (typeof policy === 'string')
    return new Failure('InvalidParameter', d.messages.invalidRestartPolicy(request.restart, policy));
  const { workingDir } = request.config;
  if (workingDir !== '' && !workingDir.startsWith('/'))
    return new Failure(
      'InvalidParameter',
      `the working directory '${workingDir}' is invalid, it needs to be an absolute path`,
    );
  const refused = checkNetworking(d, request) ?? checkName(d, name);
  if (refused !== null) return refused;
  const id = newId(d);
  const container: Container = {
    id,
    name,
    order: nextOrder(d),
    created: d.world.clock.now,
    origin: request.origin ?? `docker run --name ${name}`,
    config: configOf(request, image),
    hostConfig: { ...request.hostConfig, networkMode: wholeMode(d, request.hostConfig.networkMode) },
    restart: policy,
    state: 'created',
    pid: null,
    exitCode: 0,
    error: '',
    startedAt: null,
    finishedAt: null,
    restartCount: 0,
    stoppedByHand: false,
    sandbox: null,
    netns: null,
    lastSandbox: null,
    networks: networksOf(request),
    task: request.task ?? null,
    waiters: [],
  };
  put(d.engine.containers, id, container);
  put(d.engine.names, name, id);
  const files = filesFor(image, container.config.exposed);
  if (workingDir !== '') files[`${resolvePath('/', workingDir).replace(/^\/$/, '')}/`] = '';
  put(d.world.roots, id, { files });
  return get(d.engine.containers, id) ?? container;
}

/** How it is to be on its networks; one that shares another's has none. */
function networksOf({ hostConfig, networks }: CreateRequest): Record<string, EndpointSettings> {
  if (isShared(hostConfig.networkMode)) return {};
  return Object.fromEntries(
    Object.entries(networks).map(([network, settings]) => [network, { ...settings, networkId: '', endpoint: null }]),
  );
}

function configOf(request: CreateRequest, image: Image): ContainerConfig {
  const { cmd, entrypoint } = request;
  const published = request.hostConfig.portBindings.map(
    ({ containerPort, protocol }) => `${containerPort}/${protocol}`,
  );
  return {
    ...request.config,
    image: request.image,
    imageId: image.id,
    entrypoint: entrypoint ?? image.entrypoint ?? [],
    cmd: cmd.length > 0 || entrypoint !== null ? cmd : image.cmd,
    exposed: [...new Set([...request.config.exposed, ...published, ...image.exposed])],
  };
}

/** `container:NAME` names the container by its id from now on. */
function wholeMode(d: Daemon, mode: string): string {
  const other = mode.startsWith('container:') ? findContainer(d.engine, mode.slice('container:'.length)) : null;
  return other === null ? mode : `container:${other.id}`;
}

/** Whether a name may be given: its letters, and that nobody has it. */
export function checkName(d: Daemon, name: string, slash = ''): Failure | null {
  if (!NAME.test(name))
    return new Failure(
      'InvalidParameter',
      `Invalid container name (${slash}${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`,
    );
  const owner = get(d.engine.names, name);
  if (owner === undefined) return null;
  return new Failure(
    'Conflict',
    `Conflict. The container name "/${name}" is already in use by container "${owner}". You have to remove (or rename) that container to be able to reuse that name.`,
  );
}
