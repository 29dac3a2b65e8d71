/** `dockerd`: brings an engine up on its machine and is the parent of every container's main process, proxy and resolver. */
import { formatIpv4, formatPrefix, network as networkOf, parsePrefix } from '../base/ipv4';
import { MILLISECOND } from '../sim/clock';
import { createTable, get, values } from '../sim/table';
import { sysctlNumber, writeSysctl } from '../kernel/sysctl';
import { program, type ProcessEvent, type Sys } from '../userland/program';
import { type Runtime, spawn } from '../userland/runtime';
import { containerDied, REMOVAL, removeContainer, RESTART, startContainer } from './container/lifecycle';
import { ANNOUNCE, announce } from './announce';
import { createImages } from './container/image';
import { onProbeAlarm, onProbeChild } from './container/probe';
import { daemonConfig } from './daemon-config';
import { type Daemon, daemonOf, newId } from './daemon';
import { OPTION } from './drivers/bridge-options';
import { type Engine, isDockerWorld } from './engine';
import { iptables, setupChains } from './firewall';
import { createAddressSpace } from './ipam';
import { newNetwork } from './network-create';
import { NO_FLAGS } from './network-request';
import { createPortsInUse } from './portallocator';
import { type ProfileName, PROFILES } from './profile';
import { onServiceAlarm, onServiceChild } from './service/events';

const PROFILE_VARIABLE = 'ENGINE';
/** The mark of the first service that a load balancer hears of (libnetwork `fwMarkCtr`). */
const FIRST_MARK = 256;

export const dockerd = program<object>({
  name: 'dockerd',
  start: (sys) => {
    const { world, process } = sys;
    const profile = process.env[PROFILE_VARIABLE] ?? '20.10';
    if (!isDockerWorld(world) || !isProfile(profile)) return 1;
    world.engines[process.machine] = createEngine(sys, profile);
    const d = daemonOf(sys);
    if (d === null) return 1;
    setUp(d);
    return {};
  },
  on: onEvent,
});

/** Starts the engine of a machine, with dockerd's flags; the process id of dockerd. */
export function startEngine(
  runtime: Runtime,
  machine: string,
  profile: ProfileName,
  flags: readonly string[] = [],
): number {
  const at = runtime.world.machines[machine];
  const nowhere = { to: 'null' } as const;
  return spawn(runtime, {
    parent: null,
    machine,
    ns: at?.ns ?? '',
    root: at?.root ?? '',
    argv: ['dockerd', ...flags],
    env: { [PROFILE_VARIABLE]: profile },
    stdout: nowhere,
    stderr: nowhere,
    stdin: null,
  });
}

function isProfile(name: string): name is ProfileName {
  return name in PROFILES;
}

function createEngine(sys: Sys, profile: ProfileName): Engine {
  const config = daemonConfig(sys.args);
  const engine: Engine = {
    machine: sys.process.machine,
    profile,
    config,
    pid: sys.process.pid,
    networks: createTable(),
    endpoints: createTable(),
    sandboxes: createTable(),
    containers: createTable(),
    names: createTable(),
    images: {},
    addressSpace: createAddressSpace(config.addressPools),
    portsInUse: createPortsInUse(),
    swarm: null,
    balancers: createTable(),
    nextMark: FIRST_MARK,
    vxlanProbed: false,
    nextOrder: 1,
  };
  return engine;
}

/** Forwarding, the chains, and the networks that are always there. */
function setUp(d: Daemon): void {
  const { config } = d.engine;
  Object.assign(
    d.engine.images,
    createImages(() => newId(d)),
  );
  writeSysctl(d.host.sysctl, 'net.bridge.bridge-nf-call-iptables', '1');
  setupChains(d);
  if (config.ipForward && sysctlNumber(d.host.sysctl, 'net.ipv4.ip_forward') === 0) {
    writeSysctl(d.host.sysctl, 'net.ipv4.ip_forward', '1');
    iptables(d, '-P FORWARD DROP', 'dockerd');
  }
  predefined(d, 'none', 'null');
  predefined(d, 'host', 'host');
  defaultBridge(d);
}

function predefined(d: Daemon, name: string, driver: string): void {
  newNetwork(d, { ...NO_FLAGS, name, driver }, null);
}

function defaultBridge(d: Daemon): void {
  const { config } = d.engine;
  const bip = config.bip === null ? null : parsePrefix(config.bip);
  const first = d.engine.addressSpace.defaults[0];
  const prefix = bip ?? first;
  if (prefix === undefined) return;
  newNetwork(
    d,
    {
      ...NO_FLAGS,
      name: 'bridge',
      driver: 'bridge',
      config: [
        {
          subnet: formatPrefix(networkOf(prefix)),
          ipRange: null,
          gateway: bip === null ? null : formatIpv4(bip.address),
          auxAddresses: {},
        },
      ],
      options: {
        'com.docker.network.bridge.default_bridge': 'true',
        [OPTION.icc]: `${config.icc}`,
        [OPTION.masquerade]: `${config.ipMasq}`,
        [OPTION.hostBinding]: config.hostBinding,
        [OPTION.bridgeName]: 'docker0',
        [OPTION.mtu]: `${config.mtu}`,
      },
    },
    d.profile.defaultBridgeGatewayShown || bip !== null,
  );
}

/** How long it takes until a container's end is known and its networks are taken down. */
const NOTICE = 30 * MILLISECOND;
const DEATH = 'death';

/** A main process, a proxy or a resolver has ended; a container's end is due; a container is to be started again. */
function onEvent(sys: Sys, _data: object, event: ProcessEvent): void {
  const d = daemonOf(sys);
  if (d === null) return;
  if (event.type === 'child') {
    onServiceChild(d, event.pid);
    onProbeChild(d, event.pid, event.status);
    const container = [...values(d.engine.containers)].find((candidate) => candidate.pid === event.pid);
    if (container === undefined) return;
    container.pid = null;
    container.exitCode = event.status;
    d.alarm(`${DEATH} ${container.id}`, NOTICE);
  }
  if (event.type !== 'timer') return;
  const [what, id = '', count] = event.name.split(' ');
  onServiceAlarm(d, what ?? '', id);
  onProbeAlarm(d, what ?? '', id);
  const endpoint = get(d.engine.endpoints, id);
  if (what === ANNOUNCE && endpoint !== undefined) announce(d, endpoint, Number(count));
  const container = get(d.engine.containers, id);
  if (container === undefined) return;
  if (what === DEATH) containerDied(d, container);
  else if (what === REMOVAL) removeContainer(d, container);
  else if (what === RESTART && container.state === 'restarting')
    startContainer(d, container, null, `docker restarted ${container.name}`);
}
