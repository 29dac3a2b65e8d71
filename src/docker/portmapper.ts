/** Published ports (libnetwork `portmapper`): a host port each, the rules that lead it to the container, and a proxy for what they miss. */
import { formatIpv4, type Ipv4 } from '../base/ipv4';
import { processOf } from '../userland/process';
import type { Container } from './container/container';
import type { Daemon } from './daemon';
import { Failure, failed, type Outcome } from './failure';
import { directAccessRule, portRules, programRules, revokeRules } from './firewall';
import { type BoundPort, isTransport, type PortBinding, type Transport } from './port';
import { releasePort, requestPort } from './portallocator';

/** What a container's flags ask for: its `-p`, and with `-P` any port for each one exposed that has none. */
export function portsToPublish(container: Container): PortBinding[] {
  const { portBindings, publishAll } = container.hostConfig;
  const asked = [...portBindings];
  if (!publishAll) return asked;
  for (const port of container.config.exposed) {
    const [number = '', protocol = 'tcp'] = port.split('/');
    const containerPort = Number(number);
    if (!isTransport(protocol) || asked.some((binding) => binding.containerPort === containerPort && binding.protocol === protocol)) continue;
    asked.push({ containerPort, protocol, hostIp: '', hostPort: 0, hostPortEnd: 0 });
  }
  return asked;
}

/** Publishes every port or, where one fails, none. */
export function publishPorts(d: Daemon, bridge: string, ip: Ipv4, asked: readonly PortBinding[], defaultIp: string, origin: string): Outcome<BoundPort[]> {
  const bound: BoundPort[] = [];
  for (const binding of inOrder(asked)) {
    const port = publish(d, bridge, ip, binding, binding.hostIp === '' ? defaultIp : binding.hostIp, origin);
    if (!failed(port)) {
      bound.push(port);
      continue;
    }
    for (const done of bound) unpublish(d, bridge, done);
    return port;
  }
  if (d.profile.directAccessDropped && bound.length > 0) programRules(d, [directAccessRule(bridge, formatIpv4(ip))], origin);
  return bound;
}

export function unpublishPorts(d: Daemon, bridge: string, ip: Ipv4, bound: readonly BoundPort[]): void {
  for (const port of bound) unpublish(d, bridge, port);
  if (d.profile.directAccessDropped && bound.length > 0) revokeRules(d, [directAccessRule(bridge, formatIpv4(ip))]);
}

/** Higher host ports first, those that ask for any last. */
function inOrder(asked: readonly PortBinding[]): PortBinding[] {
  return [...asked].sort((a, b) => b.hostPort - a.hostPort);
}

function publish(d: Daemon, bridge: string, ip: Ipv4, asked: PortBinding, hostIp: string, origin: string): Outcome<BoundPort> {
  const { protocol, containerPort } = asked;
  const { portsInUse } = d.engine;
  const hostPort = requestPort(portsInUse, protocol, hostIp, asked.hostPort, asked.hostPortEnd);
  if (hostPort === null) return new Failure('System', `Bind for ${hostIp}:${asked.hostPort} failed: port is already allocated`);
  const proxy = startProxy(d, protocol, hostIp, hostPort, ip, containerPort);
  if (failed(proxy)) {
    releasePort(portsInUse, protocol, hostIp, hostPort);
    return proxy;
  }
  const port: BoundPort = { protocol, containerIp: ip, containerPort, hostIp, hostPort, proxy };
  programRules(d, portRules(d, bridge, port), origin);
  return port;
}

function unpublish(d: Daemon, bridge: string, port: BoundPort): void {
  revokeRules(d, portRules(d, bridge, port));
  releasePort(d.engine.portsInUse, port.protocol, port.hostIp, port.hostPort);
  if (port.proxy !== null) d.kill(port.proxy, 'SIGTERM');
}

/** A docker-proxy that listens; without userland proxies the port is only held. */
function startProxy(d: Daemon, protocol: Transport, hostIp: string, hostPort: number, ip: Ipv4, port: number): Outcome<number | null> {
  if (protocol === 'sctp') return null;
  const argv = ['docker-proxy', '-proto', protocol, '-host-ip', hostIp, '-host-port', `${hostPort}`, '-container-ip', formatIpv4(ip), '-container-port', `${port}`];
  const pid = d.spawn(argv, { ns: d.host.id, stderr: { to: 'pipe', pid: d.engine.pid } });
  const process = processOf(d.world, pid);
  if (process?.status == null) return pid;
  const reason = process.status === 2 ? 'cannot assign requested address' : 'address already in use';
  const bind = { protocol, hostIp, hostPort, containerIp: formatIpv4(ip), containerPort: port };
  return new Failure('System', d.messages.hostPortFailed(bind, reason));
}
