/** What `docker info` says of the swarm (cli `command/system/info.go`, `printSwarmInfo`). */
import { formatIpv4, formatPrefix } from '../../base/ipv4';
import type { Micros } from '../../sim/clock';
import { formatTime, humanDuration } from '../../userland/time';
import type { Daemon } from '../daemon';
import { GoStruct, type GoValue, mapOf } from '../gotemplate/value';
import { struct } from '../inspect/shape';
import { type Cluster, managersOf, nodesOf } from '../swarm/cluster';
import { CONTROL_PORT } from '../swarm/control-port';
import { clusterOf, nodeOf } from '../swarm/member';

const NANOSECONDS = 1000;
const ELECTION_TICK = 10;
const HEARTBEAT_TICK = 1;

function managerAddresses(cluster: Cluster): { id: string; addr: string }[] {
  return managersOf(cluster).map(({ id, address }) => ({ id, addr: `${formatIpv4(address)}:${CONTROL_PORT}` }));
}

/** The lines from `Swarm:` on. */
export function swarmLines(d: Daemon): string[] {
  const cluster = clusterOf(d);
  const node = nodeOf(d);
  if (d.engine.swarm === null) return ['Swarm: inactive'];
  if (cluster === null || node === null) return ['Swarm: pending', ` NodeID: ${d.engine.swarm.node}`];
  const addresses = [' Node Address: ' + formatIpv4(node.address), ' Manager Addresses:'];
  return [
    'Swarm: active',
    ` NodeID: ${node.id}`,
    ` Is Manager: ${node.role === 'manager'}`,
    ...(node.role === 'manager' ? clusterLines(cluster) : []),
    ...addresses,
    ...managerAddresses(cluster).map(({ addr }) => `  ${addr}`),
  ];
}

function clusterLines(cluster: Cluster): string[] {
  const { spec } = cluster;
  return [
    ` ClusterID: ${cluster.id}`,
    ` Managers: ${managersOf(cluster).length}`,
    ` Nodes: ${nodesOf(cluster).length}`,
    ...(cluster.ownPools ? [` Default Address Pool: ${cluster.addressPools.map(formatPrefix).join('  ')}`] : []),
    ...(cluster.ownPools ? [` SubnetSize: ${cluster.subnetLength}`] : []),
    ` Data Path Port: ${cluster.dataPathPort}`,
    ' Orchestration:',
    `  Task History Retention Limit: ${spec.taskHistoryLimit}`,
    ' Raft:',
    `  Snapshot Interval: ${spec.snapshotInterval}`,
    `  Number of Old Snapshots to Retain: ${spec.maxSnapshots}`,
    `  Heartbeat Tick: ${HEARTBEAT_TICK}`,
    `  Election Tick: ${ELECTION_TICK}`,
    ' Dispatcher:',
    `  Heartbeat Period: ${humanDuration(spec.dispatcherHeartbeat)}`,
    ' CA Configuration:',
    `  Expiry Duration: ${humanDuration(spec.certExpiry)}`,
    '  Force Rotate: 0',
    ` Autolock Managers: ${spec.autolock}`,
    ' Root Rotation In Progress: false',
  ];
}

/** The same for a template. */
export function swarmInfo(d: Daemon): GoStruct {
  const cluster = clusterOf(d);
  const node = nodeOf(d);
  const state = d.engine.swarm === null ? 'inactive' : cluster === null || node === null ? 'pending' : 'active';
  const managers = cluster === null ? [] : managerAddresses(cluster);
  const isManager = node?.role === 'manager' && cluster !== null;
  const fields: Record<string, GoValue> = {
    NodeID: node?.id ?? '',
    NodeAddr: node === null ? '' : formatIpv4(node.address),
    LocalNodeState: state,
    ControlAvailable: isManager,
    Error: '',
    RemoteManagers:
      managers.length === 0 ? null : managers.map(({ id, addr }) => struct('swarm.Peer', { NodeID: id, Addr: addr })),
    Nodes: isManager ? nodesOf(cluster).length : 0,
    Managers: isManager ? managers.length : 0,
    Cluster: isManager ? clusterInfo(cluster) : null,
  };
  return new GoStruct('swarm.Info', fields, {}, ['Nodes', 'Managers', 'Cluster']);
}

const nanos = (time: Micros): number => time * NANOSECONDS;

function clusterInfo(cluster: Cluster): GoStruct {
  const { spec } = cluster;
  const fields: Record<string, GoValue> = {
    ID: cluster.id,
    Version: struct('swarm.Version', { Index: cluster.version }),
    CreatedAt: formatTime(cluster.created),
    UpdatedAt: formatTime(cluster.updated),
    Spec: struct('swarm.Spec', {
      Name: 'default',
      Labels: mapOf({}),
      Orchestration: struct('swarm.OrchestrationConfig', { TaskHistoryRetentionLimit: spec.taskHistoryLimit }),
      Raft: struct('swarm.RaftConfig', {
        SnapshotInterval: spec.snapshotInterval,
        KeepOldSnapshots: spec.maxSnapshots,
        LogEntriesForSlowFollowers: 500,
        ElectionTick: ELECTION_TICK,
        HeartbeatTick: HEARTBEAT_TICK,
      }),
      Dispatcher: struct('swarm.DispatcherConfig', { HeartbeatPeriod: nanos(spec.dispatcherHeartbeat) }),
      CAConfig: struct('swarm.CAConfig', { NodeCertExpiry: nanos(spec.certExpiry) }),
      TaskDefaults: struct('swarm.TaskDefaults', {}),
      EncryptionConfig: struct('swarm.EncryptionConfig', { AutoLockManagers: spec.autolock }),
    }),
    RootRotationInProgress: false,
    DefaultAddrPool: cluster.ownPools ? cluster.addressPools.map(formatPrefix) : null,
    SubnetSize: cluster.subnetLength,
    DataPathPort: cluster.dataPathPort,
  };
  return struct('*swarm.ClusterInfo', fields);
}
