/** Published ports (libnetwork `portmapper`): a host port each, the rules that lead it to the container, and a proxy for what they miss. */
import { formatIpv4, type Ipv4 } from '../base/ipv4';
import { closeSocketsOf } from '../kernel/socket/calls';
import { processOf } from '../userland/process';
import type { Container } from './container/container';
import type { Daemon } from './daemon';
import { Failure, failed, type Outcome } from './failure';
import { type FirewallRule, portRules, programRules, revokeRules } from './firewall';
import { type BoundPort, isTransport, type PortBinding, type Transport } from './port';
import { PROXY_FAILURES, PROXY_PROGRAM } from './proxy/docker-proxy';
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
  bridge: string | null,
  ip: Ipv4,
  asked: readonly PortBinding[],
  defaultIp: string,
  origin: string,
): Outcome<BoundPort[]> {
  const bound: BoundPort[] = [];
  for (const binding of inOrder(d, asked)) {
    const port = publish(d, ip, binding, binding.hostIp === '' ? defaultIp : binding.hostIp);
    if (failed(port)) {
      unpublishPorts(d, bridge, bound);
      return port;
    }
    if (bridge !== null)
      programRules(d, unlike(portRules(d, bridge, port), rulesOf(d, bridge, bound)), binding.origin ?? origin);
    bound.push(port);
  }
  return bound;
}

export function unpublishPorts(d: Daemon, bridge: string | null, bound: readonly BoundPort[]): void {
  if (bridge !== null) revokeRules(d, rulesOf(d, bridge, bound));
  for (const port of bound) {
    releasePort(d.engine.portsInUse, port.protocol, port.hostIp, port.hostPort);
    if (port.proxy !== null) stopProxy(d, port.proxy);
  }
}

/** dockerd waits until it is gone: the port is free at once. */
function stopProxy(d: Daemon, pid: number): void {
  closeSocketsOf(d.k, d.host, pid);
  d.kill(pid, 'SIGTERM');
}

/** The rules of several ports, each once: two host ports of one container port share some. */
function rulesOf(d: Daemon, bridge: string, bound: readonly BoundPort[]): FirewallRule[] {
  const rules: FirewallRule[] = [];
  for (const port of bound) rules.push(...unlike(portRules(d, bridge, port), rules));
  return rules;
}

function unlike(rules: readonly FirewallRule[], others: readonly FirewallRule[]): FirewallRule[] {
  return rules.filter(
    (rule) =>
      !others.some((other) => other.table === rule.table && other.chain === rule.chain && other.spec === rule.spec),
  );
}

/** By host port, those that ask for any last. */
function inOrder(d: Daemon, asked: readonly PortBinding[]): PortBinding[] {
  const direction = d.profile.portOrder === 'descending' ? -1 : 1;
  return [...asked].sort(
    (a, b) =>
      Number(a.hostPort === 0) - Number(b.hostPort === 0) ||
      direction * (a.hostPort - b.hostPort) ||
      (a.protocol < b.protocol ? -1 : 1),
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
      return new Failure('System', `Bind for ${hostIp}:${asked.hostPort} failed: port is already allocated`);
    const proxy = startProxy(d, protocol, hostIp, hostPort, ip, containerPort);
    if (!failed(proxy)) return { protocol, containerIp: ip, containerPort, hostIp, hostPort, proxy };
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
  const argv = [
    PROXY_PROGRAM,
    '-proto',
    protocol,
    '-host-ip',
    hostIp,
    '-host-port',
    `${hostPort}`,
    '-container-ip',
    formatIpv4(ip),
    '-container-port',
    `${port}`,
  ];
  const pid = d.spawn(argv, { ns: d.host.id, stderr: { to: 'pipe', pid: d.engine.pid } });
  const process = processOf(d.world, pid);
  if (process?.status == null) return pid;
  const reason = PROXY_FAILURES[process.status] ?? 'address already in use';
  const bind = { protocol, hostIp, hostPort, containerIp: formatIpv4(ip), containerPort: port };
  return new Failure('System', d.messages.hostPortFailed(bind, reason));
}
