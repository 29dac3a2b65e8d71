/** HostConfig of `docker inspect`: what the flags say, between many settings that nothing here touches. */
import type { Container } from '../container/container';
import type { Daemon } from '../daemon';
import { GoMap, type GoStruct, type GoValue, mapOf, NIL_SLICE } from '../gotemplate/value';
import type { PortBinding } from '../port';
import type { ProfileName } from '../profile';
import { orNil, shape, struct } from './shape';

const ORDER_28 =
  `Binds ContainerIDFile LogConfig NetworkMode PortBindings RestartPolicy AutoRemove VolumeDriver VolumesFrom ConsoleSize CapAdd CapDrop
CgroupnsMode Dns DnsOptions DnsSearch ExtraHosts GroupAdd IpcMode Cgroup Links OomScoreAdj PidMode Privileged PublishAllPorts ReadonlyRootfs SecurityOpt
UTSMode UsernsMode ShmSize Runtime Isolation CpuShares Memory NanoCpus CgroupParent BlkioWeight BlkioWeightDevice BlkioDeviceReadBps
BlkioDeviceWriteBps BlkioDeviceReadIOps BlkioDeviceWriteIOps CpuPeriod CpuQuota CpuRealtimePeriod CpuRealtimeRuntime CpusetCpus CpusetMems Devices
DeviceCgroupRules DeviceRequests MemoryReservation MemorySwap MemorySwappiness OomKillDisable PidsLimit Ulimits CpuCount CpuPercent IOMaximumIOps
IOMaximumBandwidth MaskedPaths ReadonlyPaths`.split(/\s+/);

const ORDER_20_10 = moved(ORDER_28, 'ConsoleSize', 'Runtime').flatMap((name) =>
  name === 'DeviceRequests' ? [name, 'KernelMemory', 'KernelMemoryTCP'] : [name],
);

const ORDER: Readonly<Record<ProfileName, readonly string[]>> = { '20.10': ORDER_20_10, '28': ORDER_28 };

/** Fields that Go calls otherwise than JSON. */
const KEYS = {
  DNS: 'Dns',
  DNSOptions: 'DnsOptions',
  DNSSearch: 'DnsSearch',
  CPUShares: 'CpuShares',
  NanoCPUs: 'NanoCpus',
  CPUPeriod: 'CpuPeriod',
  CPUQuota: 'CpuQuota',
  CPURealtimePeriod: 'CpuRealtimePeriod',
  CPURealtimeRuntime: 'CpuRealtimeRuntime',
  CPUCount: 'CpuCount',
  CPUPercent: 'CpuPercent',
};

/** The list with one name taken out and put behind another. */
function moved(names: readonly string[], name: string, behind: string): string[] {
  return names.filter((other) => other !== name).flatMap((other) => (other === behind ? [other, name] : [other]));
}

const PROC = [
  'asound',
  'acpi',
  'kcore',
  'keys',
  'latency_stats',
  'timer_list',
  'timer_stats',
  'sched_debug',
  'scsi',
].map((name) => `/proc/${name}`);
const MASKED: Readonly<Record<ProfileName, readonly string[]>> = {
  '20.10': [...PROC, '/sys/firmware'],
  '28': [
    ...PROC.flatMap((path) => (path === '/proc/acpi' ? [path, '/proc/interrupts'] : [path])),
    '/sys/firmware',
    '/sys/devices/virtual/powercap',
  ],
};
const READ_ONLY = ['bus', 'fs', 'irq', 'sys', 'sysrq-trigger'].map((name) => `/proc/${name}`);

const ZEROES =
  'CpuShares Memory NanoCpus BlkioWeight CpuPeriod CpuQuota CpuRealtimePeriod CpuRealtimeRuntime KernelMemory KernelMemoryTCP MemoryReservation MemorySwap CpuCount CpuPercent IOMaximumIOps IOMaximumBandwidth OomScoreAdj';
const EMPTY_TEXTS =
  'ContainerIDFile VolumeDriver Cgroup PidMode UTSMode UsernsMode Isolation CgroupParent CpusetCpus CpusetMems';
const NIL_SLICES = 'Binds VolumesFrom GroupAdd SecurityOpt DeviceCgroupRules DeviceRequests';
const NIL_POINTERS = 'MemorySwappiness PidsLimit';
const EMPTY_LISTS =
  'BlkioWeightDevice BlkioDeviceReadBps BlkioDeviceWriteBps BlkioDeviceReadIOps BlkioDeviceWriteIOps Devices Ulimits';

const same = (names: string, value: GoValue) => Object.fromEntries(names.split(' ').map((name) => [name, value]));

export function hostConfigOf(d: Daemon, container: Container, api: ProfileName): GoStruct {
  const { hostConfig, restart } = container;
  const mode = hostConfig.networkMode === 'default' ? d.profile.defaultNetworkMode : hostConfig.networkMode;
  return shape(
    '*container.HostConfig',
    ORDER[api],
    {
      ...same(ZEROES, 0),
      ...same(EMPTY_TEXTS, ''),
      ...same(NIL_SLICES, NIL_SLICE),
      ...same(NIL_POINTERS, null),
      ...same(EMPTY_LISTS, []),
      LogConfig: struct('container.LogConfig', { Type: 'json-file', Config: mapOf({}) }),
      NetworkMode: mode,
      PortBindings: bindingsMap(hostConfig.portBindings),
      RestartPolicy: struct('container.RestartPolicy', {
        Name: restart.name,
        MaximumRetryCount: restart.maximumRetryCount,
      }),
      AutoRemove: hostConfig.autoRemove,
      ConsoleSize: [0, 0],
      CapAdd: orNil(hostConfig.capAdd.map(capability)),
      CapDrop: orNil(hostConfig.capDrop.map(capability)),
      CgroupnsMode: 'host',
      Dns: hostConfig.dns,
      DnsOptions: hostConfig.dnsOptions,
      DnsSearch: hostConfig.dnsSearch,
      ExtraHosts: orNil(hostConfig.extraHosts),
      IpcMode: 'private',
      Links: orNil(hostConfig.links.map((link) => linkPath(container, link))),
      Privileged: hostConfig.privileged,
      PublishAllPorts: hostConfig.publishAll,
      ReadonlyRootfs: false,
      ShmSize: 67108864,
      Runtime: 'runc',
      OomKillDisable: false,
      MaskedPaths: hostConfig.privileged ? NIL_SLICE : MASKED[d.profile.name],
      ReadonlyPaths: hostConfig.privileged ? NIL_SLICE : READ_ONLY,
    },
    [],
    KEYS,
  );
}

function capability(name: string): string {
  const upper = name.toUpperCase();
  return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}

function linkPath(container: Container, link: string): string {
  const [ref = '', alias = ref] = link.split(':');
  return `/${ref}:/${container.name}/${alias}`;
}

/** What `-p` asked for, by container port. */
function bindingsMap(bindings: readonly PortBinding[]): GoMap {
  const map: Record<string, GoValue[]> = {};
  for (const { containerPort, protocol, hostIp, hostPort, hostPortEnd } of bindings) {
    const range = hostPort === 0 ? '' : hostPortEnd > hostPort ? `${hostPort}-${hostPortEnd}` : `${hostPort}`;
    (map[`${containerPort}/${protocol}`] ??= []).push(struct('nat.PortBinding', { HostIp: hostIp, HostPort: range }));
  }
  return new GoMap(map, 'nat.Port');
}
