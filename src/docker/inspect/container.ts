/** A container as `docker inspect` shows it: the daemon's JSON, and the same as the client's own types hold it, which templates run on. */
import { formatTime } from '../../userland/time';
import type { Container } from '../container/container';
import { isRunning } from '../container/container';
import type { Daemon } from '../daemon';
import { GoMap, type GoStruct, mapOf, NIL_MAP, NIL_SLICE } from '../gotemplate/value';
import { hostnameOf } from '../network-files';
import type { ProfileName } from '../profile';
import { healthcheckOf, healthOf } from './health';
import { hostConfigOf } from './host-config';
import { networkSettingsOf } from './network-settings';
import { type Fields, ID_KEY, orNil, setOf, shape, struct } from './shape';

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
    ExecIDs: NIL_SLICE,
    HostConfig: hostConfigOf(d, container, api),
    GraphDriver: graphDriver(container.id, api),
    Mounts: [],
    Config: configOf(d, container),
    NetworkSettings: networkSettingsOf(d, container, api),
  };
  return struct('container.InspectResponse', fields, ID_KEY);
}

function stateOf(container: Container): GoStruct {
  const { state } = container;
  return struct(
    '*container.State',
    {
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
      Health: healthOf(container),
    },
    {},
    ['Health'],
  );
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
  'Healthcheck',
  'Image',
  'Volumes',
  'WorkingDir',
  'Entrypoint',
  'OnBuild',
  'Labels',
  'StopSignal',
  'StopTimeout',
];

function configOf(d: Daemon, container: Container): GoStruct {
  const { config } = container;
  const attached = !config.detached;
  return shape(
    '*container.Config',
    CONFIG_ORDER,
    {
      Hostname: hostnameOf(d, container),
      Domainname: config.domainname,
      User: config.user,
      AttachStdin: attached && config.openStdin,
      AttachStdout: attached,
      AttachStderr: attached,
      ExposedPorts: setOf(config.exposed, 'nat.Port'),
      Tty: config.tty,
      OpenStdin: config.openStdin,
      StdinOnce: attached && config.openStdin,
      Env: orNil(config.env),
      Cmd: orNil(config.cmd),
      Healthcheck: healthcheckOf(config.healthcheck),
      Image: config.image,
      Volumes: NIL_MAP,
      WorkingDir: config.workingDir,
      Entrypoint: orNil(config.entrypoint),
      OnBuild: NIL_SLICE,
      Labels: new GoMap(config.labels),
      StopSignal: config.stopSignal ?? '',
      StopTimeout: config.stopTimeout ?? null,
    },
    ['ExposedPorts', 'Healthcheck', 'StopSignal', 'StopTimeout'],
  );
}
