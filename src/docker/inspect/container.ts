/** A container as `docker inspect` shows it: the daemon's JSON, and the same as the client's own types hold it, which templates run on. */
import { formatTime } from '../../userland/time';
import type { Container } from '../container/container';
import { isRunning } from '../container/container';
import type { Daemon } from '../daemon';
import { GoMap, type GoStruct, type GoValue, mapOf } from '../gotemplate/value';
import { hostnameOf } from '../network-files';
import type { ProfileName } from '../profile';
import { hostConfigOf } from './host-config';
import { networkSettingsOf } from './network-settings';
import { type Fields, orNil, setOf, shape, struct } from './shape';

const NEVER = '0001-01-01T00:00:00Z';

/** The client's own types are those of API 28; the daemon's JSON has the shape of its version. */
export function inspectContainer(d: Daemon, container: Container, api: ProfileName): GoStruct {
  const { config } = container;
  const [path = '', ...args] = [...config.entrypoint, ...config.cmd];
  const folder = `/var/lib/docker/containers/${container.id}`;
  const { networkMode } = container.hostConfig;
  const files = networkMode.startsWith('container:')
    ? `/var/lib/docker/containers/${networkMode.slice('container:'.length)}`
    : folder;
  const fields: Fields = {
    Id: container.id,
    Created: formatTime(container.created),
    Path: path,
    Args: args,
    State: stateOf(container),
    Image: config.imageId,
    ResolvConfPath: `${files}/resolv.conf`,
    HostnamePath: `${files}/hostname`,
    HostsPath: `${files}/hosts`,
    LogPath: `${folder}/${container.id}-json.log`,
    Name: `/${container.name}`,
    RestartCount: container.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: null,
    HostConfig: hostConfigOf(d, container, api),
    GraphDriver: graphDriver(container.id, api),
    Mounts: [],
    Config: configOf(d, container),
    NetworkSettings: networkSettingsOf(d, container, api),
  };
  return struct('container.InspectResponse', fields);
}

function stateOf(container: Container): GoStruct {
  const { state } = container;
  return struct('*container.State', {
    Status: state,
    Running: isRunning(container) || state === 'restarting',
    Paused: state === 'paused',
    Restarting: state === 'restarting',
    OOMKilled: false,
    Dead: false,
    Pid: container.pid ?? 0,
    ExitCode: container.exitCode,
    Error: container.error,
    StartedAt: container.startedAt === null ? NEVER : formatTime(container.startedAt),
    FinishedAt: container.finishedAt === null ? NEVER : formatTime(container.finishedAt),
  });
}

/** The layers' folders: names as long and as meaningless as the real ones. */
function graphDriver(id: string, api: ProfileName): GoStruct {
  const layer = `/var/lib/docker/overlay2/${[...id].reverse().join('')}`;
  const folders = {
    LowerDir: `${layer}-init/diff`,
    MergedDir: `${layer}/merged`,
    UpperDir: `${layer}/diff`,
    WorkDir: `${layer}/work`,
  };
  return struct('storage.DriverData', {
    Data: mapOf(api === '28' ? { ID: id, ...folders } : folders),
    Name: 'overlay2',
  });
}

const CONFIG_ORDER = [
  'Hostname',
  'Domainname',
  'User',
  'AttachStdin',
  'AttachStdout',
  'AttachStderr',
  'ExposedPorts',
  'Tty',
  'OpenStdin',
  'StdinOnce',
  'Env',
  'Cmd',
  'Image',
  'Volumes',
  'WorkingDir',
  'Entrypoint',
  'OnBuild',
  'Labels',
];

function configOf(d: Daemon, container: Container): GoStruct {
  const { config } = container;
  const attached = !config.detached;
  const optional: Record<string, GoValue> = {};
  if (config.exposed.length > 0) optional['ExposedPorts'] = setOf(config.exposed, 'nat.Port');
  return shape('*container.Config', CONFIG_ORDER, {
    Hostname: hostnameOf(d, container),
    Domainname: config.domainname,
    User: config.user,
    AttachStdin: attached && config.openStdin,
    AttachStdout: attached,
    AttachStderr: attached,
    ...optional,
    Tty: config.tty,
    OpenStdin: config.openStdin,
    StdinOnce: attached && config.openStdin,
    Env: orNil(config.env),
    Cmd: orNil(config.cmd),
    Image: config.image,
    Volumes: null,
    WorkingDir: config.workingDir,
    Entrypoint: orNil(config.entrypoint),
    OnBuild: null,
    Labels: new GoMap(config.labels),
  });
}
