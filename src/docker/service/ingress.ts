/** The routing mesh's rules: on the host those that lead a published port into the ingress sandbox, in a task those that lead it to the port that listens (libnetwork `service_linux.go`). */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import { applyIptables } from '../../kernel/netfilter/rules';
import type { Netns } from '../../kernel/netns';
import { bind, close, listen, openTcp } from '../../kernel/socket/calls';
import { writeSysctl } from '../../kernel/sysctl';
import { values } from '../../sim/table';
import type { Daemon } from '../daemon';
import { iptables, jumpFirst } from '../firewall';
import type { ServicePort } from './service';

const CHAIN = 'DOCKER-INGRESS';
const BRIDGE = 'docker_gwbridge';

const has = (ns: Netns, line: string) => applyIptables(ns, line, null) === null;

/** Puts a rule there unless it is there. */
function ensure(d: Daemon, table: string, at: '-I' | '-A', chain: string, spec: string, origin: string): void {
  if (!has(d.host, `-t ${table} -C ${chain} ${spec}`)) iptables(d, `-t ${table} ${at} ${chain} ${spec}`, origin);
}

/** `programIngress`: the chains and the jumps to them, once. */
function ensureChains(d: Daemon, origin: string): void {
  for (const table of ['nat', 'filter'] as const) {
    if (d.host.netfilter.tables[table]?.[CHAIN] === undefined) iptables(d, `-t ${table} -N ${CHAIN}`, origin);
    ensure(d, table, '-A', CHAIN, '-j RETURN', origin);
  }
  for (const hook of ['OUTPUT', 'PREROUTING'])
    ensure(d, 'nat', '-I', hook, `-m addrtype --dst-type LOCAL -j ${CHAIN}`, origin);
  ensure(d, 'filter', '-I', d.profile.chains === 'forward' ? 'FORWARD' : 'DOCKER-FORWARD', `-j ${CHAIN}`, origin);
  if (d.profile.chains === 'forward') jumpFirst(d, origin, ['DOCKER-USER']);
  writeSysctl(d.host.sysctl, `net.ipv4.conf.${BRIDGE}.route_localnet`, '1');
  ensure(d, 'nat', '-I', 'POSTROUTING', `-o ${BRIDGE} -m addrtype --src-type LOCAL -j MASQUERADE`, origin);
}

function rulesOf({ protocol, published }: ServicePort, gateway: Ipv4): readonly (readonly [string, string])[] {
  return [
    [
      'nat',
      `-p ${protocol} -m ${protocol} --dport ${published} -j DNAT --to-destination ${formatIpv4(gateway)}:${published}`,
    ],
    [
      'filter',
      `-p ${protocol} -m ${protocol} --sport ${published} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`,
    ],
    ['filter', `-p ${protocol} -m ${protocol} --dport ${published} -j ACCEPT`],
  ];
}

/** A published port leads to the ingress sandbox, whose address on docker_gwbridge is given; dockerd holds the port itself. */
export function publishIngress(d: Daemon, gateway: Ipv4, ports: readonly ServicePort[], origin: string): void {
  ensureChains(d, origin);
  for (const port of ports) {
    for (const [table, spec] of rulesOf(port, gateway)) iptables(d, `-t ${table} -I ${CHAIN} ${spec}`, origin);
    if (port.protocol === 'tcp') holdPort(d, port.published);
  }
}

export function unpublishIngress(d: Daemon, gateway: Ipv4, ports: readonly ServicePort[]): void {
  for (const port of ports) {
    for (const [table, spec] of rulesOf(port, gateway)) iptables(d, `-t ${table} -D ${CHAIN} ${spec}`, 'dockerd');
    for (const socket of values(d.host.sockets))
      if (socket.kind === 'tcp' && socket.pid === d.engine.pid && socket.localPort === port.published)
        close({ k: d.k, ns: d.host }, socket.id);
  }
}

/** `plumbProxy`: nobody else gets the port. */
function holdPort(d: Daemon, port: number): void {
  const caller = { k: d.k, ns: d.host };
  const socket = openTcp(caller, d.engine.pid);
  if (bind(caller, socket, 0, port) !== null || listen(caller, socket, 4096) !== null) close(caller, socket);
}

/** `redirector`: in a task, what comes for a published port goes to the port that listens; on the ingress network nothing else comes or goes. */
export function redirectIngress(ns: Netns, address: Ipv4, ports: readonly ServicePort[], origin: string): void {
  const ip = formatIpv4(address);
  const run = (line: string) => applyIptables(ns, line, origin);
  for (const { protocol, target, published } of ports) {
    const to = `-p ${protocol} -m ${protocol}`;
    run(`-t nat -A PREROUTING -d ${ip}/32 ${to} --dport ${published} -j REDIRECT --to-ports ${target}`);
    run(`-I INPUT -d ${ip}/32 ${to} --dport ${target} -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT`);
    run(`-I OUTPUT -s ${ip}/32 ${to} --sport ${target} -m conntrack --ctstate ESTABLISHED -j ACCEPT`);
  }
  for (const protocol of ['sctp', 'udp', 'tcp']) {
    run(`-A INPUT -d ${ip}/32 -p ${protocol} -j DROP`);
    run(`-A OUTPUT -s ${ip}/32 -p ${protocol} -j DROP`);
  }
}
