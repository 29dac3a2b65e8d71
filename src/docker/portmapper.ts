/** Published ports (libnetwork `portmapper`): a host port each, the rules that lead it to the container, and a proxy for what they miss. */
import { formatIpv4, type Ipv4, parseIpv4 } from '../base/ipv4';
import { linkByName, type Netns } from '../kernel/netns';
import { closeSocketsOf } from '../kernel/socket/calls';
import { get } from '../sim/table';
import { type Machine, processOf } from '../userland/process';
import type { Container } from './container/container';
import type { Daemon, SpawnHow } from './daemon';
import { Failure, failed, type Outcome } from './failure';
import { type FirewallRule, portRules, type PublishingBridge, programRules, revokeRules } from './firewall';
import { type BoundPort, isTransport, type PortBinding, type Transport } from './port';
import { DESKTOP_BACKEND, PROXY_FAILURES, PROXY_PROGRAM } from './proxy/docker-proxy';
import { releasePort, requestPort } from './portallocator';

/** What a container's flags ask for: its `-p`, and with `-P` any port for each one exposed that has none. */
export function portsToPublish(container: Container): PortBinding[] {
  const { portBindings, publishAll } = container.hostConfig;
  const asked = [...portBindings];
  if (!publishAll) return asked;
  for (const port of container.config.exposed) {
    const [number = '', protocol = 'tcp'] = port.split('/');
    const containerPort = Number(number);
    if (
      !isTransport(protocol) ||
      asked.some((binding) => binding.containerPort === containerPort && binding.protocol === protocol)
    )
      continue;
    asked.push({ containerPort, protocol, hostIp: '', hostPort: 0, hostPortEnd: 0 });
  }
  return asked;
}

/** Publishes every port or, where one fails, none. Without a bridge there are no rules, only proxies. */
export function publishPorts(
  d: Daemon,
  bridge: PublishingBridge | null,
  ip: Ipv4,
  asked: readonly PortBinding[],
  defaultIp: string,
  origin: string,
): Outcome<BoundPort[]> {
  const bound: BoundPort[] = [];
  const routed = bridge?.mode === 'routed';
  for (const binding of inOrder(d, routed ? withoutHost(asked) : asked)) {
    const port = routed
      ? opened(ip, binding)
      : publish(d, ip, binding, binding.hostIp === '' ? defaultIp : binding.hostIp);
    if (failed(port)) {
      const own = isOwn(binding, bound) ? d.messages.listensTwice : null;
      unpublishPorts(d, bridge, bound);
      return own === null ? port : new Failure('System', own);
    }
    if (bridge !== null)
      programRules(d, unlike(rulesOf(d, bridge, [port]), rulesOf(d, bridge, bound)), binding.origin ?? origin);
    bound.push(port);
  }
  return bound;
}

/** Where a network is routed, nothing of the host is asked for: only the container's ports, in their order. */
function withoutHost(asked: readonly PortBinding[]): PortBinding[] {
  return asked
    .map((binding) => ({ ...binding, hostIp: '0.0.0.0', hostPort: 0, hostPortEnd: 0 }))
    .sort((a, b) => a.containerPort - b.containerPort);
}

/** A port that the firewall lets through and nothing of the host listens for. */
function opened(containerIp: Ipv4, { protocol, containerPort, hostIp, hostPort }: PortBinding): BoundPort {
  return { protocol, containerIp, containerPort, hostIp, hostPort, proxy: null };
}

/** Whether the port that could not be had is one that the container has itself. */
function isOwn({ protocol, hostPort }: PortBinding, bound: readonly BoundPort[]): boolean {
  return bound.some((other) => other.protocol === protocol && other.hostPort === hostPort);
}

export function unpublishPorts(d: Daemon, bridge: PublishingBridge | null, bound: readonly BoundPort[]): void {
  if (bridge !== null) revokeRules(d, rulesOf(d, bridge, bound));
  for (const port of bound) {
    releasePort(d.engine.portsInUse, port.protocol, port.hostIp, port.hostPort);
    if (port.proxy !== null) stopProxy(d, d.host, port.proxy);
    const desktop = desktopOf(d);
    if (port.forwarder !== undefined && desktop !== null) stopProxy(d, desktop.host, port.forwarder);
  }
}

/** dockerd waits until it is gone: the port is free at once. */
function stopProxy(d: Daemon, host: Netns, pid: number): void {
  closeSocketsOf(d.k, host, pid);
  d.kill(pid, 'SIGTERM');
}

/** The rules of several ports, each once: two host ports of one container port share some. */
function rulesOf(d: Daemon, bridge: PublishingBridge, bound: readonly BoundPort[]): FirewallRule[] {
  const rules: FirewallRule[] = [];
  for (const port of bound)
    rules.push(...unlike(portRules(d, bridge, { ...port, hostIp: ownAddress(d, port.hostIp) }), rules));
  return rules;
}

function unlike(rules: readonly FirewallRule[], others: readonly FirewallRule[]): FirewallRule[] {
  return rules.filter(
    (rule) =>
      !others.some((other) => other.table === rule.table && other.chain === rule.chain && other.spec === rule.spec),
  );
}

/** By host port, those that ask for any last; of several addresses of one port, the last that was asked for or the lowest first. */
function inOrder(d: Daemon, asked: readonly PortBinding[]): PortBinding[] {
  const descending = d.profile.portOrder === 'descending';
  const direction = descending ? -1 : 1;
  const place = (binding: PortBinding) =>
    descending ? -asked.indexOf(binding) : (parseIpv4(binding.hostIp) ?? asked.indexOf(binding));
  return [...asked].sort(
    (a, b) =>
      Number(a.hostPort === 0) - Number(b.hostPort === 0) ||
      direction * (a.hostPort - b.hostPort) ||
      (a.protocol === b.protocol ? 0 : a.protocol < b.protocol ? -1 : 1) ||
      (a.hostPort !== 0 && a.containerPort === b.containerPort ? place(a) - place(b) : 0),
  );
}

/** Tries for a port that nobody asked for by number (`maxAllocatePortAttempts`). */
const ATTEMPTS = 10;

/** Takes a host port and listens there. */
function publish(d: Daemon, ip: Ipv4, asked: PortBinding, hostIp: string): Outcome<BoundPort> {
  const { protocol, containerPort } = asked;
  const { portsInUse } = d.engine;
  for (let attempt = 1; ; attempt++) {
    const hostPort = requestPort(portsInUse, protocol, hostIp, asked.hostPort, asked.hostPortEnd);
    if (hostPort === null)
      return new Failure(
        'System',
        asked.hostPortEnd > asked.hostPort
          ? 'all ports are allocated'
          : `Bind for ${hostIp}:${asked.hostPort} failed: port is already allocated`,
      );
    const proxy = startProxy(d, protocol, ownAddress(d, hostIp), hostPort, ip, containerPort);
    if (!failed(proxy)) {
      const bound = { protocol, containerIp: ip, containerPort, hostIp, hostPort, proxy };
      const forwarder = startForwarder(d, bound);
      if (!failed(forwarder)) return forwarder === null ? bound : { ...bound, forwarder };
      if (proxy !== null) stopProxy(d, d.host, proxy);
      releasePort(portsInUse, protocol, hostIp, hostPort);
      return forwarder;
    }
    releasePort(portsInUse, protocol, hostIp, hostPort);
    if (asked.hostPort !== 0 || attempt === ATTEMPTS) return proxy;
  }
}

/** A docker-proxy that listens; without userland proxies the port is only held. */
function startProxy(
  d: Daemon,
  protocol: Transport,
  hostIp: string,
  hostPort: number,
  ip: Ipv4,
  port: number,
): Outcome<number | null> {
  if (protocol === 'sctp') return null;
  if (hostIp.includes(':') && hostIp !== '::') {
    const bind = { protocol, hostIp, hostPort, containerIp: formatIpv4(ip), containerPort: port };
    return new Failure('System', d.messages.hostPortFailed(bind, 'cannot assign requested address'));
  }
  const way = { protocol, hostIp, hostPort, containerIp: formatIpv4(ip), containerPort: port };
  return listenAt(d, PROXY_PROGRAM, way, { ns: d.host.id });
}

/** From a port of the host to one that is reached from there. */
interface Relayed {
  readonly protocol: Transport;
  readonly hostIp: string;
  readonly hostPort: number;
  readonly containerIp: string;
  readonly containerPort: number;
}

function listenAt(d: Daemon, name: string, way: Relayed, how: SpawnHow): Outcome<number> {
  const options = {
    proto: way.protocol,
    'host-ip': way.hostIp,
    'host-port': `${way.hostPort}`,
    'container-ip': way.containerIp,
    'container-port': `${way.containerPort}`,
  };
  const argv = [name, ...Object.entries(options).flatMap(([option, value]) => [`-${option}`, value])];
  const pid = d.spawn(argv, { ...how, stderr: { to: 'pipe', pid: d.engine.pid } });
  const process = processOf(d.world, pid);
  if (process?.status == null) return pid;
  return new Failure(
    'System',
    d.messages.hostPortFailed(way, PROXY_FAILURES[process.status] ?? PROXY_FAILURES[1] ?? ''),
  );
}

/** The computer that this engine is a virtual machine of, where it is one of Docker Desktop's. */
function desktopOf(d: Daemon): { readonly machine: Machine; readonly host: Netns } | null {
  const machine = Object.values(d.world.machines).find(({ docker }) => docker === d.engine.machine);
  const host = get(d.world.netns, machine?.ns ?? '');
  return machine === undefined || host === undefined ? null : { machine, host };
}

/** The address to listen at here: a virtual machine has none of its computer's, and listens at all of its own. */
function ownAddress(d: Daemon, hostIp: string): string {
  return desktopOf(d) === null ? hostIp : '0.0.0.0';
}

/** On Docker Desktop a process of the computer listens there, and carries to the virtual machine's own port. */
function startForwarder(d: Daemon, { protocol, hostIp, hostPort }: BoundPort): Outcome<number | null> {
  const desktop = desktopOf(d);
  const inside = linkByName(d.host, 'eth0')?.addresses[0];
  if (desktop === null || inside === undefined || protocol === 'sctp') return null;
  const way = { protocol, hostIp, hostPort, containerIp: formatIpv4(inside.address), containerPort: hostPort };
  const { name, root, ns } = desktop.machine;
  return listenAt(d, DESKTOP_BACKEND, way, { machine: name, root, ns });
}
