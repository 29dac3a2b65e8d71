/** A node as `docker node inspect` shows it. A simulation has no certificates, so there is no TLSInfo. */
import { formatIpv4 } from '../../base/ipv4';
import { formatTime } from '../../userland/time';
import { CPUS, MEMORY, pluginsOf } from '../about';
import type { Daemon } from '../daemon';
import { GoStruct, mapOf } from '../gotemplate/value';
import type { Node } from '../swarm/cluster';
import { CONTROL_PORT } from '../swarm/control-port';
import { hostnameOf, nodeState } from '../swarm/node';
import { struct } from './shape';

const BILLION = 1e9;

export function inspectNode(d: Daemon, node: Node): GoStruct {
  const addr = formatIpv4(node.address);
  const fields = {
    ID: node.id,
    Version: struct('swarm.Version', { Index: node.version }),
    CreatedAt: formatTime(node.created),
    UpdatedAt: formatTime(node.updated),
    Spec: struct('swarm.NodeSpec', {
      Labels: mapOf(node.labels),
      Role: node.role,
      Availability: node.availability,
    }),
    Description: struct('swarm.NodeDescription', {
      Hostname: hostnameOf(d, node),
      Platform: struct('swarm.Platform', { Architecture: 'x86_64', OS: 'linux' }),
      Resources: struct('swarm.Resources', { NanoCPUs: CPUS * BILLION, MemoryBytes: MEMORY }),
      Engine: struct('swarm.EngineDescription', {
        EngineVersion: d.on(node.machine)?.profile.version ?? '',
        Plugins: Object.entries(pluginsOf(d)).flatMap(([type, names]) =>
          names.map((name) => struct('swarm.PluginDescription', { Type: type, Name: name })),
        ),
      }),
    }),
    Status: struct('swarm.NodeStatus', { State: nodeState(d, node), Addr: addr }),
    ManagerStatus: node.role === 'worker' ? null : managerStatus(node, `${addr}:${CONTROL_PORT}`),
  };
  return new GoStruct('swarm.Node', fields, {}, ['ManagerStatus']);
}

function managerStatus(node: Node, addr: string): GoStruct {
  return struct('swarm.ManagerStatus', {
    ...(node.leader ? { Leader: true } : {}),
    Reachability: 'reachable',
    Addr: addr,
  });
}
