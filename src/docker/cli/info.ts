/** `docker info` (cli `command/system/info.go`): what there is of it in a simulation. */
import { sha256 } from '../../base/sha256';
import { ABOUT, CPUS, KERNEL, MEMORY, ROOT } from '../about';
import type { Daemon } from '../daemon';
import { driverNames } from '../drivers/registry';
import { containersOf } from '../engine';
import type { GoStruct } from '../gotemplate/value';
import { struct } from '../inspect/shape';
import { NONE, simple } from './command';
import { stringFlag } from './flags';
import { printValue } from './format';
import { swarmInfo, swarmLines } from './info-swarm';
import { CLIENT } from './version';

export const info = simple('system info', NONE, 10_000, (cli) => {
  const { d, sys } = cli;
  const format = stringFlag(cli.flags, 'format');
  if (format !== '') return printValue(sys, format, asStruct(d));
  sys.out(asText(d));
  return 0;
});

function counts(d: Daemon): { all: number; running: number; paused: number; stopped: number } {
  const states = containersOf(d.engine).map((container) => container.state);
  const paused = states.filter((state) => state === 'paused').length;
  const running = states.filter((state) => state === 'running' || state === 'restarting').length;
  return { all: states.length, running, paused, stopped: states.length - running - paused };
}

/** Twelve groups of four letters: the fingerprint of the daemon's key; a UUID where it has none. */
function idOf(d: Daemon): string {
  const digest = sha256(new TextEncoder().encode(`engine ${d.engine.machine}`));
  if (d.engine.profile === '28') return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
  const letters = digest.slice(0, 48).replace(/\d/g, (digit) => String.fromCharCode(81 + Number(digit)));
  return (letters.toUpperCase().match(/.{4}/g) ?? []).join(':');
}

function nameOf(d: Daemon): string {
  return d.world.machines[d.engine.machine]?.hostname ?? d.engine.machine;
}

function asText(d: Daemon): string {
  const about = ABOUT[d.engine.profile];
  const { all, running, paused, stopped } = counts(d);
  const nested = (title: string, entries: readonly string[]) =>
    entries.length === 0 ? [] : [title, ...entries.map((entry) => ` ${entry}`)];
  const server = [
    `Containers: ${all}`,
    ` Running: ${running}`,
    ` Paused: ${paused}`,
    ` Stopped: ${stopped}`,
    `Images: ${Object.keys(d.engine.images).length}`,
    `Server Version: ${d.profile.version}`,
    ...nested('Storage Driver: overlay2', [
      'Backing Filesystem: extfs',
      'Supports d_type: true',
      ...about.storage,
      'Native Overlay Diff: true',
      'userxattr: false',
    ]),
    'Logging Driver: json-file',
    'Cgroup Driver: cgroupfs',
    'Cgroup Version: 1',
    ...nested('Plugins:', ['Volume: local', `Network: ${driverNames().join(' ')}`, `Log: ${about.logDrivers}`]),
    ...nested('CDI spec directories:', about.cdi),
    ...swarmLines(d),
    `Runtimes: ${about.runtimes}`,
    'Default Runtime: runc',
    'Init Binary: docker-init',
    `containerd version: ${about.containerd}`,
    `runc version: ${about.runc}`,
    'init version: ',
    ...nested('Security Options:', ['seccomp', ` Profile: ${about.seccomp}`]),
    `Kernel Version: ${KERNEL}`,
    `Operating System: ${about.system}`,
    'OSType: linux',
    'Architecture: x86_64',
    `CPUs: ${CPUS}`,
    `Total Memory: ${MEMORY / 2 ** 30}GiB`,
    `Name: ${nameOf(d)}`,
    `ID: ${idOf(d)}`,
    `Docker Root Dir: ${ROOT}`,
    'Debug Mode: false',
    'Experimental: false',
    ...nested('Insecure Registries:', about.insecure),
    'Live Restore Enabled: false',
  ];
  const client = `Client:\n Version:    ${CLIENT.version}\n Context:    default\n Debug Mode: false\n`;
  return `${client}\nServer:\n${server.map((line) => ` ${line}\n`).join('')}\n`;
}

/** The fields that a template may ask for (moby `api/types/system.Info`). */
function asStruct(d: Daemon): GoStruct {
  const about = ABOUT[d.engine.profile];
  const { all, running, paused, stopped } = counts(d);
  return struct('system.dockerInfo', {
    ID: idOf(d),
    Containers: all,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: stopped,
    Images: Object.keys(d.engine.images).length,
    Driver: 'overlay2',
    Plugins: struct('system.PluginsInfo', {
      Volume: ['local'],
      Network: driverNames(),
      Authorization: null,
      Log: about.logDrivers.split(' '),
    }),
    IPv4Forwarding: true,
    BridgeNfIptables: true,
    BridgeNfIp6tables: true,
    Debug: false,
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '1',
    KernelVersion: KERNEL,
    OperatingSystem: about.system,
    OSType: 'linux',
    Architecture: 'x86_64',
    NCPU: CPUS,
    MemTotal: MEMORY,
    DockerRootDir: ROOT,
    Name: nameOf(d),
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: d.profile.version,
    DefaultRuntime: 'runc',
    Swarm: swarmInfo(d),
    LiveRestoreEnabled: false,
    InitBinary: 'docker-init',
    SecurityOptions: [`name=seccomp,profile=${about.seccomp}`],
    Warnings: null,
  });
}
