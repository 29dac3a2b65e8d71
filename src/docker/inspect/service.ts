/** A service as `docker service inspect` shows it (moby `api/types/swarm/service.go`). */
import { formatPrefix } from '../../base/ipv4';
import type { Micros } from '../../sim/clock';
import { formatTime } from '../../userland/time';
import { type GoStruct, mapOf } from '../gotemplate/value';
import type { Service, ServicePort, ServiceSpec, TaskSpec, UpdateSpec } from '../service/service';
import { type Fields, struct } from './shape';

const nanos = (span: Micros) => span * 1000;

/** Only what is not empty, as `omitempty` leaves it out. */
function given(fields: Readonly<Record<string, string | number | readonly string[]>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : value !== '' && value !== 0,
    ),
  );
}

export function inspectService(service: Service): GoStruct {
  return struct('swarm.Service', {
    ID: service.id,
    Version: struct('swarm.Version', { Index: service.version }),
    CreatedAt: formatTime(service.created),
    UpdatedAt: formatTime(service.updated),
    Spec: specOf(service.spec),
    ...(service.previous === null ? {} : { PreviousSpec: specOf(service.previous) }),
    Endpoint: struct('swarm.Endpoint', {
      // Nothing is given to a service without an address and without ports, so that nothing is written down.
      Spec:
        service.spec.endpointMode === 'dnsrr' && service.ports.length === 0
          ? struct('swarm.EndpointSpec', {})
          : endpointSpec(service.spec),
      ...(service.ports.length === 0 ? {} : { Ports: service.ports.map(portOf) }),
      ...(service.virtualIps.length === 0
        ? {}
        : {
            VirtualIPs: service.virtualIps.map(({ network, address }) =>
              struct('swarm.EndpointVirtualIP', { NetworkID: network, Addr: formatPrefix(address) }),
            ),
          }),
    }),
  });
}

function specOf(spec: ServiceSpec): GoStruct {
  return struct('swarm.ServiceSpec', {
    Name: spec.name,
    Labels: mapOf(spec.labels),
    TaskTemplate: taskOf(spec.task),
    Mode: struct(
      'swarm.ServiceMode',
      spec.replicas === null
        ? { Global: struct('swarm.GlobalService', {}) }
        : { Replicated: struct('swarm.ReplicatedService', { Replicas: spec.replicas }) },
    ),
    UpdateConfig: updateOf(spec.update),
    RollbackConfig: updateOf(spec.rollback),
    EndpointSpec: endpointSpec(spec),
  });
}

function taskOf(task: TaskSpec): GoStruct {
  const { restart } = task;
  const labels = Object.keys(task.containerLabels).length === 0 ? {} : { Labels: mapOf(task.containerLabels) };
  return struct('swarm.TaskSpec', {
    ContainerSpec: struct('swarm.ContainerSpec', {
      Image: task.image,
      ...labels,
      ...given({
        Command: task.command,
        Args: task.args,
        Hostname: task.hostname,
        Env: task.env,
        Dir: task.dir,
        User: task.user,
      }),
      ...(task.declared ? {} : { Init: false }),
      ...(task.tty ? { TTY: true } : {}),
      ...(task.declared
        ? {
            Privileges: struct('swarm.Privileges', {
              CredentialSpec: null,
              SELinuxContext: null,
              NoNewPrivileges: false,
            }),
          }
        : {}),
      StopGracePeriod: nanos(task.stopGracePeriod),
      ...given({ Hosts: task.hosts }),
      DNSConfig: struct(
        'swarm.DNSConfig',
        given({ Nameservers: task.dns, Search: task.dnsSearch, Options: task.dnsOptions }),
      ),
      Isolation: 'default',
      ...given({ CapabilityAdd: task.capAdd, CapabilityDrop: task.capDrop }),
    }),
    Resources: struct(
      'swarm.ResourceRequirements',
      task.declared ? {} : { Limits: struct('swarm.Limit', {}), Reservations: struct('swarm.Resources', {}) },
    ),
    RestartPolicy: struct('swarm.RestartPolicy', {
      Condition: restart.condition,
      Delay: nanos(restart.delay),
      MaxAttempts: restart.maxAttempts,
    }),
    Placement: struct('swarm.Placement', given({ Constraints: task.constraints, MaxReplicas: task.maxPerNode })),
    ...(task.networks.length === 0
      ? {}
      : {
          Networks: task.networks.map(({ target, aliases }) =>
            struct('swarm.NetworkAttachmentConfig', { Target: target, ...given({ Aliases: aliases }) }),
          ),
        }),
    ForceUpdate: task.forceUpdate,
    Runtime: 'container',
  });
}

function updateOf({ parallelism, delay, failureAction, monitor, order }: UpdateSpec): GoStruct {
  return struct('swarm.UpdateConfig', {
    Parallelism: parallelism,
    ...given({ Delay: nanos(delay) }),
    FailureAction: failureAction,
    Monitor: nanos(monitor),
    MaxFailureRatio: 0,
    Order: order,
  });
}

function endpointSpec({ endpointMode, ports }: ServiceSpec): GoStruct {
  return struct('swarm.EndpointSpec', {
    Mode: endpointMode,
    ...(ports.length === 0 ? {} : { Ports: ports.map(portOf) }),
  });
}

function portOf({ protocol, target, published, mode }: ServicePort): GoStruct {
  return struct('swarm.PortConfig', {
    Protocol: protocol,
    TargetPort: target,
    ...given({ PublishedPort: published }),
    PublishMode: mode,
  });
}
