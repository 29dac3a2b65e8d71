/** The daemon's sentences that differ between engine versions, a table a version. */
import type { Container } from './container/container';
import type { Endpoint } from './endpoint';
import type { Network } from './network';
import type { RestartPolicyFault } from './container/restart-policy';
import type { ProfileName } from './profile';

interface Bind {
  readonly protocol: string;
  readonly hostIp: string;
  readonly hostPort: number;
  readonly containerIp: string;
  readonly containerPort: number;
}

interface Refusal {
  readonly text: string;
  readonly status: number;
}

/** `1.2.3.4:80`, `[::1]:80`. */
function joinHostPort(ip: string, port: number): string {
  return `${ip.includes(':') ? `[${ip}]` : ip}:${port}`;
}

type Reasons = Readonly<Record<Exclude<NotRunnable, 'no file'>, string>>;

/** Why a container cannot run a command. */
export type NotRunnable = 'not found' | 'no file' | 'directory' | 'not executable';

const REASONS_20_10: Reasons = {
  'not found': 'executable file not found in $PATH: unknown',
  directory: 'permission denied: unknown',
  'not executable': 'permission denied: unknown',
};
const REASONS_28: Reasons = {
  'not found': 'executable file not found in $PATH',
  directory: 'is a directory: permission denied',
  'not executable': 'permission denied',
};
const NOT_EXECUTABLE = 126;

/** What runc says of a command that cannot be run. */
function refusal(prefix: string, path: string, why: NotRunnable, reasons: Reasons, notFound: number): Refusal {
  const missing = why === 'no file' || why === 'not found';
  const unknown = reasons['not found'].endsWith(': unknown') ? ': unknown' : '';
  const reason = why === 'no file' ? `stat ${path}: no such file or directory${unknown}` : reasons[why];
  return { text: `${prefix}exec: "${path}": ${reason}`, status: missing ? notFound : NOT_EXECUTABLE };
}

/** What runc says of a working directory that is not there. */
function badDirectory(path: string, unknown: string, status: number): Refusal {
  return {
    text: `OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd ("${path}") set in config.json failed: no such file or directory${unknown}`,
    status,
  };
}

export interface Messages {
  /** Put before what goes wrong while a container's network is set up. */
  readonly networkingFailed: (reason: string) => string;
  readonly hostPortFailed: (bind: Bind, reason: string) => string;
  /** A container asks for one port twice; null where nothing tells that from a port of another's. */
  readonly listensTwice: string | null;
  readonly poolOverlaps: string;
  readonly poolsExhausted: string;
  readonly activeEndpoints: (network: Network, endpoints: readonly Endpoint[]) => string;
  readonly invalidSubnet: (subnet: string) => string;
  readonly subnetHostBits: (subnet: string, network: string) => string;
  readonly emptyNetworkName: string;
  readonly notRunning: (id: string) => string;
  readonly removeRunning: (name: string, id: string) => string;
  readonly addressOutside: (address: string, network: string) => string;
  readonly execFailed: (path: string, why: NotRunnable) => Refusal;
  /** `exec -w` where there is no such directory. */
  readonly execDirectoryMissing: (path: string) => Refusal;
  /** `exec -u` with somebody who is not there. */
  readonly execUserUnknown: (reason: string) => Refusal;
  readonly emptyContainerMode: string;
  readonly noContainerToJoin: (ref: string) => string;
  readonly joinNotRunning: (container: Container) => string;
  readonly startFailed: (path: string, why: NotRunnable) => Refusal;
  readonly removePaused: (name: string, id: string) => string;
  readonly bridgeNameTooLong: string;
  readonly invalidFilter: (name: string) => string;
  readonly invalidFilterValue: (name: string, value: string, reason: string) => string;
  /** A filter's value has to be a number. */
  readonly notANumber: (name: string, value: string) => string;
  readonly unknownHealth: (value: string) => string;
  /** An address that was asked for is taken, as is every other of its subnet. */
  readonly takenInFullPool: string;
  /** The container of `before` or `since` is not there. */
  readonly nothingToCompareWith: (ref: string) => string;
  readonly killPrefix: (ref: string) => string;
  readonly invalidSignal: (ref: string, text: string) => string;
  readonly connectHost: string;
  readonly disconnectHost: string;
  /** What is wrong with an endpoint's settings. */
  readonly endpointRefused: (network: string, reasons: readonly string[]) => string;
  /** The same where the network is joined later. */
  readonly endpointRefusedLater: (reasons: readonly string[]) => string;
  readonly invalidRestartPolicy: (text: string, fault: RestartPolicyFault) => string;
  /** A value that is none of those that a setting may have. */
  readonly invalidSetting: (what: string, value: string) => string;
  readonly unknownRuntime: (name: string) => string;
  /** A number that is no signal here. */
  readonly unsupportedSignal: (ref: string, text: string) => string;
  readonly linkedElsewhere: (name: string, id: string) => string;
  /** The interface of a VLAN that is to be a parent is not there. */
  readonly parentNotFound: (driver: string, name: string) => string;
  /** A worker asks for an overlay network. */
  readonly overlayFromWorker: string;
}

const MESSAGES_20_10: Messages = {
  parentNotFound: (driver, name) =>
    `-o parent interface ${driver === 'macvlan' ? 'does ' : ''}was not found on the host: ${name}`,
  networkingFailed: (reason) => reason,
  hostPortFailed: ({ protocol, hostIp, hostPort }, reason) =>
    `Error starting userland proxy: listen ${protocol}${hostIp.includes(':') ? 6 : 4} ${joinHostPort(hostIp, hostPort)}: bind: ${reason}`,
  listensTwice: null,
  poolOverlaps: 'Pool overlaps with other one on this address space',
  poolsExhausted:
    'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
  activeEndpoints: ({ name, id }) => `error while removing network: network ${name} id ${id} has active endpoints`,
  invalidSubnet: (subnet) => `Invalid subnet ${subnet} : invalid CIDR address: ${subnet}`,
  subnetHostBits: (subnet) => `Invalid subnet ${subnet}`,
  emptyNetworkName: 'network with name  already exists',
  notRunning: (id) => `Container ${id} is not running`,
  removeRunning: (_name, id) =>
    `You cannot remove a running container ${id}. Stop the container before attempting removal or force remove`,
  addressOutside: (address) => `Invalid address ${address}: It does not belong to any of this network's subnets`,
  execFailed: (path, why) =>
    refusal('OCI runtime exec failed: exec failed: unable to start container process: ', path, why, REASONS_20_10, 126),
  execDirectoryMissing: (path) => badDirectory(path, ': unknown', NOT_EXECUTABLE),
  execUserUnknown: (reason) => ({ text: reason, status: NOT_EXECUTABLE }),
  emptyContainerMode: 'Invalid network mode: invalid container format container:<name|id>',
  noContainerToJoin: (ref) => `No such container: ${ref}`,
  joinNotRunning: ({ id }) => `cannot join network of a non running container: ${id}`,
  startFailed: (path, why) =>
    refusal(
      'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ',
      path,
      why,
      REASONS_20_10,
      127,
    ),
  removePaused: (_name, id) =>
    `You cannot remove a paused container ${id}. Unpause and then stop the container before attempting removal or force remove`,
  bridgeNameTooLong: 'failed to check bridge interface existence: numerical result out of range',
  invalidFilter: (name) => `Invalid filter '${name}'`,
  invalidFilterValue: (name, value) => `Invalid filter '${name}=${value}'`,
  notANumber: (_name, value) => `strconv.Atoi: parsing "${value}": invalid syntax`,
  unknownHealth: (value) => `Unrecognised filter value for health: ${value}`,
  nothingToCompareWith: (ref) => `no such container ${ref}`,
  takenInFullPool: 'No available addresses on this pool',
  killPrefix: (ref) => `Cannot kill container: ${ref}: `,
  invalidSignal: (_ref, text) => `Invalid signal: ${text}`,
  connectHost: 'container cannot be disconnected from host network or connected to host network',
  disconnectHost: 'container cannot be disconnected from host network or connected to host network',
  endpointRefused: (_network, reasons) => reasons[0] ?? '',
  endpointRefusedLater: (reasons) => reasons[0] ?? '',
  invalidRestartPolicy: (text, fault) => {
    const name = text.replace(/:.*/, '');
    if (fault === 'needless') return `maximum retry count cannot be used with restart policy '${name}'`;
    return fault === 'negative' ? 'maximum retry count cannot be negative' : `invalid restart policy '${name}'`;
  },
  invalidSetting: (what, value) => `Invalid ${what}: ${value}`,
  unknownRuntime: (name) => `Unknown runtime specified ${name}`,
  unsupportedSignal: (ref, text) => `Cannot kill container: ${ref}: The linux daemon does not support signal ${text}`,
  linkedElsewhere: (name) => `Cannot link to /${name}, as it does not belong to the default network`,
  overlayFromWorker:
    'Cannot create a multi-host network from a worker node. Please create the network from a manager node.',
};

/** One reason as it is, several as a list. */
function bullets(reasons: readonly string[]): string {
  return reasons.length === 1 ? (reasons[0] ?? '') : reasons.map((reason) => `* ${reason}`).join('\n');
}

const MESSAGES_28: Messages = {
  parentNotFound: (_driver, name) => `-o parent interface was not found on the host: ${name}`,
  networkingFailed: (reason) => `failed to set up container networking: ${reason}`,
  hostPortFailed: ({ protocol, hostIp, hostPort, containerIp, containerPort }, reason) =>
    `failed to bind host port for ${joinHostPort(hostIp, hostPort)}:${containerIp}:${containerPort}/${protocol}: ${reason}`,
  listensTwice: 'failed to listen on TCP socket: address already in use',
  poolOverlaps: 'invalid pool request: Pool overlaps with other one on this address space',
  poolsExhausted: 'all predefined address pools have been fully subnetted',
  activeEndpoints: ({ name }, endpoints) =>
    `error while removing network: network ${name} has active endpoints (${endpoints.map((endpoint) => `name:"${endpoint.name}" id:"${endpoint.id.slice(0, 12)}"`).join(', ')})`,
  invalidSubnet: (subnet) => `invalid network config:\ninvalid subnet ${subnet}: invalid CIDR block notation`,
  subnetHostBits: (subnet, network) => `invalid network config:\ninvalid subnet ${subnet}: it should be ${network}`,
  emptyNetworkName: 'invalid name: name is empty',
  notRunning: (id) => `container ${id} is not running`,
  removeRunning: (name) =>
    `cannot remove container "${name}": container is running: stop the container before removing or force remove`,
  addressOutside: (address, network) =>
    `invalid config for network ${network}: invalid endpoint settings:\nno configured subnet or ip-range contain the IP address ${address}`,
  execFailed: (path, why) =>
    refusal('OCI runtime exec failed: exec failed: unable to start container process: ', path, why, REASONS_28, 127),
  execDirectoryMissing: (path) => badDirectory(path, '', 127),
  execUserUnknown: (reason) => ({ text: `Error response from daemon: ${reason}`, status: 1 }),
  emptyContainerMode: 'invalid network mode: invalid container format container:<name|id>',
  noContainerToJoin: (ref) => `joining network namespace of container: No such container: ${ref}`,
  joinNotRunning: ({ name, state }) =>
    `cannot join network namespace of a non running container: container ${name} is ${state}`,
  startFailed: (path, why) =>
    refusal(
      'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ',
      path,
      why,
      REASONS_28,
      127,
    ),
  removePaused: (name) => `cannot remove container "${name}": container is paused and must be unpaused first`,
  bridgeNameTooLong: 'numerical result out of range',
  invalidFilter: (name) => (name === '' ? 'invalid filter' : `invalid filter '${name}'`),
  invalidFilterValue: (name, value, reason) => `invalid filter '${name}=${value}': ${reason}`,
  notANumber: (name, value) => `invalid filter '${name}=${value}': strconv.Atoi: parsing "${value}": invalid syntax`,
  unknownHealth: (value) =>
    `invalid filter 'health=${value}': invalid value for health (${value}): must be one of none, starting, healthy, unhealthy`,
  nothingToCompareWith: (ref) => `No such container: ${ref}`,
  takenInFullPool: 'Address already in use',
  killPrefix: (ref) => `cannot kill container: ${ref}: `,
  invalidSignal: (ref, text) => `cannot kill container: ${ref}: invalid signal: ${text}`,
  connectHost: 'cannot connect container to host network - container must be created in host network mode',
  disconnectHost: 'cannot disconnect container from host network - container was created in host network mode',
  endpointRefused: (network, reasons) =>
    `invalid config for network ${network}: invalid endpoint settings:\n${bullets(reasons)}`,
  endpointRefusedLater: (reasons) => `invalid endpoint settings:\n${bullets(reasons)}`,
  invalidRestartPolicy: (text, fault) => {
    const name = text.replace(/:.*/, '');
    if (fault === 'needless') return "invalid restart policy: maximum retry count can only be used with 'on-failure'";
    if (fault === 'negative') return 'invalid restart policy: maximum retry count cannot be negative';
    return `invalid restart policy: unknown policy '${name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`;
  },
  invalidSetting: (what, value) => `invalid ${what}: ${value}`,
  unknownRuntime: (name) => `unknown or invalid runtime name: ${name}`,
  unsupportedSignal: (ref, text) => `cannot kill container: ${ref}: the linux daemon does not support signal ${text}`,
  overlayFromWorker:
    'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
  linkedElsewhere: (_name, id) => `container ${id} not attached to default bridge network`,
};

export const MESSAGES: Readonly<Record<ProfileName, Messages>> = { '20.10': MESSAGES_20_10, '28': MESSAGES_28 };
