/** The flags of `docker service create` and `update` as a spec (cli `command/service/opts.go`). */
import { SECOND } from '../../sim/clock';
import {
  DEFAULT_RESTART,
  DEFAULT_UPDATE,
  type RestartSpec,
  type ServiceNetwork,
  type ServicePort,
  type ServiceSpec,
  type TaskSpec,
  type UpdateSpec,
} from '../service/service';
import { withTag } from '../container/image';
import { boolFlag, hasFlag, listFlag, mapFlag, type Parsed, stringFlag } from './flags';
import { durationOf } from './moment';
import { parseNetworkFlag } from './network-flag';
import { parsePublish } from './service-publish';

const GRACE = 10 * SECOND;

/** What is asked for, or the sentence that refuses it. */
export function specOf(flags: Parsed, image: string, args: readonly string[], name: string): ServiceSpec | string {
  const mode = stringFlag(flags, 'mode', 'replicated');
  if (mode !== 'replicated' && mode !== 'global') return `Unknown mode: ${mode}, only replicated and global supported`;
  if (mode === 'global' && hasFlag(flags, 'replicas'))
    return 'replicas can only be used with replicated or replicated-job mode';
  const ports = listFlag(flags, 'publish').flatMap((text) => portsOf(text));
  const endpointMode = stringFlag(flags, 'endpoint-mode', 'vip');
  if (endpointMode !== 'vip' && endpointMode !== 'dnsrr')
    return `Error response from daemon: invalid resolution mode: "${endpointMode}"`;
  return {
    name,
    labels: mapFlag(flags, 'label'),
    task: taskOf(flags, image, args),
    replicas: mode === 'global' ? null : Number(stringFlag(flags, 'replicas', '1')),
    update: updateOf(flags, 'update', DEFAULT_UPDATE),
    rollback: updateOf(flags, 'rollback', DEFAULT_UPDATE),
    endpointMode,
    ports,
  };
}

function portsOf(text: string): ServicePort[] {
  const ports = parsePublish(text);
  return typeof ports === 'string' ? [] : ports;
}

function taskOf(flags: Parsed, image: string, args: readonly string[]): TaskSpec {
  return {
    image: withTag(image),
    command: words(stringFlag(flags, 'entrypoint')),
    args,
    hostname: stringFlag(flags, 'hostname'),
    env: listFlag(flags, 'env').filter((entry) => entry.includes('=')),
    dir: stringFlag(flags, 'workdir'),
    user: stringFlag(flags, 'user'),
    tty: boolFlag(flags, 'tty'),
    containerLabels: mapFlag(flags, 'container-label'),
    hosts: listFlag(flags, 'host').map(hostLine),
    dns: listFlag(flags, 'dns'),
    dnsSearch: listFlag(flags, 'dns-search'),
    dnsOptions: listFlag(flags, 'dns-option'),
    capAdd: listFlag(flags, 'cap-add'),
    capDrop: listFlag(flags, 'cap-drop'),
    stopGracePeriod: durationOf(stringFlag(flags, 'stop-grace-period')) ?? GRACE,
    restart: restartOf(flags, DEFAULT_RESTART),
    constraints: listFlag(flags, 'constraint'),
    maxPerNode: Number(stringFlag(flags, 'replicas-max-per-node', '0')),
    networks: listFlag(flags, 'network').map(networkOf),
    forceUpdate: 0,
  };
}

export const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');

/** `name:address` as a line of `/etc/hosts` (cli `ConvertExtraHostsToSwarmHosts`). */
export function hostLine(host: string): string {
  const [name = '', address = ''] = host.split(/:(.*)/s);
  return `${address} ${name}`;
}

/** What a service's tasks are to be on; the flag has been looked at before. */
export function networkOf(text: string): ServiceNetwork {
  const attachment = parseNetworkFlag(text);
  return typeof attachment === 'string'
    ? { target: text, aliases: [] }
    : { target: attachment.target, aliases: attachment.aliases };
}

export function restartOf(flags: Parsed, otherwise: RestartSpec): RestartSpec {
  const condition = stringFlag(flags, 'restart-condition');
  return {
    condition:
      condition === 'none' || condition === 'on-failure' || condition === 'any' ? condition : otherwise.condition,
    delay: durationOf(stringFlag(flags, 'restart-delay')) ?? otherwise.delay,
    maxAttempts: Number(stringFlag(flags, 'restart-max-attempts', `${otherwise.maxAttempts}`)),
  };
}

export function updateOf(flags: Parsed, which: 'update' | 'rollback', otherwise: UpdateSpec): UpdateSpec {
  const order = stringFlag(flags, `${which}-order`);
  return {
    parallelism: Number(stringFlag(flags, `${which}-parallelism`, `${otherwise.parallelism}`)),
    delay: durationOf(stringFlag(flags, `${which}-delay`)) ?? otherwise.delay,
    failureAction: stringFlag(flags, `${which}-failure-action`, otherwise.failureAction),
    monitor: durationOf(stringFlag(flags, `${which}-monitor`)) ?? otherwise.monitor,
    order: order === 'start-first' || order === 'stop-first' ? order : otherwise.order,
  };
}
