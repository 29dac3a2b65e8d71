/** The iptables rules that Docker makes, as the command lines that make them (libnetwork `drivers/bridge/setup_ip_tables.go`; 28: `internal/iptabler`). */
import { formatIpv4, formatPrefix, network as networkOf, type Prefix } from '../base/ipv4';
import { applyIptables } from '../kernel/netfilter/rules';
import type { Daemon } from './daemon';
import { bridgeOptions, type GatewayMode } from './drivers/bridge-options';
import { failed } from './failure';
import type { Network } from './network';
import type { BoundPort } from './port';

export interface FirewallRule {
  readonly table: 'raw' | 'nat' | 'filter';
  readonly chain: string;
  /** Whether it goes in front of the chain or behind it. */
  readonly at: 'head' | 'tail';
  readonly spec: string;
}

const head = (table: FirewallRule['table'], chain: string, spec: string): FirewallRule => ({
  table,
  chain,
  at: 'head',
  spec,
});
const tail = (table: FirewallRule['table'], chain: string, spec: string): FirewallRule => ({
  table,
  chain,
  at: 'tail',
  spec,
});

const ISOLATION_1 = 'DOCKER-ISOLATION-STAGE-1';
const ISOLATION_2 = 'DOCKER-ISOLATION-STAGE-2';

/** Runs one iptables command line on the host; `origin` says what it was for. */
export function iptables(d: Daemon, line: string, origin: string): void {
  if (d.engine.config.iptables) applyIptables(d.host, line, origin);
}

export function programRules(d: Daemon, rules: readonly FirewallRule[], origin: string): void {
  for (const { table, chain, at, spec } of rules)
    iptables(d, `-t ${table} ${at === 'head' ? '-I' : '-A'} ${chain} ${spec}`, origin);
  if (d.profile.chains === 'forward' && rules.some((rule) => rule.chain === 'FORWARD')) jumpFirst(d, origin);
}

export function revokeRules(d: Daemon, rules: readonly FirewallRule[]): void {
  for (const { table, chain, spec } of rules) iptables(d, `-t ${table} -D ${chain} ${spec}`, 'docker');
}

/** The chains of a fresh daemon. */
export function setupChains(d: Daemon): void {
  const origin = 'dockerd';
  const local = d.engine.config.userlandProxy ? '! -d 127.0.0.0/8 ' : '';
  const forward = d.profile.chains === 'forward';
  const run = (line: string) => {
    iptables(d, line, origin);
  };
  run('-t nat -N DOCKER');
  run('-t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER');
  run(`-t nat -A OUTPUT ${local}-m addrtype --dst-type LOCAL -j DOCKER`);
  const chains = forward
    ? ['DOCKER', ISOLATION_1, ISOLATION_2, 'DOCKER-USER']
    : ['DOCKER', 'DOCKER-BRIDGE', 'DOCKER-CT', 'DOCKER-FORWARD', ISOLATION_1, ISOLATION_2, 'DOCKER-USER'];
  for (const chain of chains) run(`-N ${chain}`);
  if (forward) {
    run(`-A ${ISOLATION_1} -j RETURN`);
    run(`-A ${ISOLATION_2} -j RETURN`);
    run('-A DOCKER-USER -j RETURN');
    run(`-I FORWARD -j ${ISOLATION_1}`);
    run('-I FORWARD -j DOCKER-USER');
    return;
  }
  run('-I FORWARD -j DOCKER-FORWARD');
  run('-I FORWARD -j DOCKER-USER');
  for (const to of ['DOCKER-CT', ISOLATION_1, 'DOCKER-BRIDGE']) run(`-A DOCKER-FORWARD -j ${to}`);
}

/** Docker puts its own jumps in front again whenever it has changed FORWARD (`arrangeUserFilterRule`). */
export function jumpFirst(d: Daemon, origin: string, chains: readonly string[] = [ISOLATION_1, 'DOCKER-USER']): void {
  for (const chain of chains) {
    iptables(d, `-D FORWARD -j ${chain}`, origin);
    iptables(d, `-I FORWARD -j ${chain}`, origin);
  }
}

/** Rules of a bridge network, in the order that Docker makes them. */
export function networkRules(d: Daemon, network: Network): FirewallRule[] {
  const options = bridgeOptions(d, network);
  const pool = network.ipam.pool;
  if (failed(options) || pool === null || network.device === null) return [];
  const shape: Shape = {
    bridge: network.device,
    subnet: formatPrefix(networkOf(pool.subnet)),
    internal: network.internal,
    icc: options.icc,
    masquerade: options.masquerade && !network.internal,
    proxy: d.engine.config.userlandProxy,
    mode: options.gatewayMode,
  };
  return d.profile.chains === 'forward' ? forwardRules(shape) : dockerForwardRules(shape);
}

interface Shape {
  readonly bridge: string;
  readonly subnet: string;
  readonly internal: boolean;
  readonly icc: boolean;
  readonly masquerade: boolean;
  readonly proxy: boolean;
  readonly mode: GatewayMode;
}

/** nat of both versions: what leaves the bridge speaks with the host's address unless it is routed; its own traffic is not sent to published ports by DNAT. */
function natRules({ bridge, subnet, masquerade, proxy, mode }: Shape): FirewallRule[] {
  const rules: FirewallRule[] = [];
  if (masquerade && mode !== 'routed')
    rules.push(head('nat', 'POSTROUTING', `-s ${subnet} ! -o ${bridge} -j MASQUERADE`));
  if (masquerade && proxy) rules.push(head('nat', 'DOCKER', `-i ${bridge} -j RETURN`));
  if (!proxy) rules.push(head('nat', 'POSTROUTING', `-o ${bridge} -m addrtype --src-type LOCAL -j MASQUERADE`));
  return rules;
}

function internalRules({ bridge, subnet }: Shape): FirewallRule[] {
  return [
    head('filter', ISOLATION_1, `! -d ${subnet} -i ${bridge} -j DROP`),
    head('filter', ISOLATION_1, `! -s ${subnet} -o ${bridge} -j DROP`),
  ];
}

function forwardRules(shape: Shape): FirewallRule[] {
  const { bridge } = shape;
  const between = head('filter', 'FORWARD', `-i ${bridge} -o ${bridge} -j ${shape.icc ? 'ACCEPT' : 'DROP'}`);
  if (shape.internal) return [between, ...internalRules(shape)];
  return [
    ...natRules(shape),
    between,
    head('filter', 'FORWARD', `-i ${bridge} ! -o ${bridge} -j ACCEPT`),
    head('filter', 'FORWARD', `-o ${bridge} -j DOCKER`),
    head('filter', 'FORWARD', `-o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`),
    head('filter', ISOLATION_1, `-i ${bridge} ! -o ${bridge} -j ${ISOLATION_2}`),
    head('filter', ISOLATION_2, `-o ${bridge} -j DROP`),
  ];
}

function dockerForwardRules(shape: Shape): FirewallRule[] {
  const { bridge } = shape;
  const between = `-i ${bridge} -o ${bridge} -j ${shape.icc ? 'ACCEPT' : 'DROP'}`;
  const routed = shape.mode === 'routed';
  if (shape.internal) return [tail('filter', 'DOCKER-FORWARD', between), ...internalRules(shape)];
  return [
    ...natRules(shape),
    ...(routed ? [tail('filter', 'DOCKER', `-o ${bridge} -p icmp -j ACCEPT`)] : []),
    tail('filter', 'DOCKER', `! -i ${bridge} -o ${bridge} -j ${shape.mode === 'nat-unprotected' ? 'ACCEPT' : 'DROP'}`),
    tail('filter', 'DOCKER-BRIDGE', `-o ${bridge} -j DOCKER`),
    tail('filter', 'DOCKER-CT', `-o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`),
    ...(shape.icc
      ? [tail('filter', 'DOCKER-FORWARD', `-i ${bridge} -j ACCEPT`)]
      : [
          tail('filter', 'DOCKER-FORWARD', between),
          tail('filter', 'DOCKER-FORWARD', `-i ${bridge} ! -o ${bridge} -j ACCEPT`),
        ]),
    tail('filter', ISOLATION_1, `-i ${bridge} ! -o ${bridge} -j ${ISOLATION_2}`),
    head('filter', ISOLATION_2, `-o ${bridge} -j DROP`),
    ...(routed ? pastIsolation(shape) : []),
  ];
}

/** Other networks reach a routed one as the rest of the world does, and hear its answers. */
function pastIsolation({ bridge }: Shape): FirewallRule[] {
  return [
    head('filter', ISOLATION_1, `-o ${bridge} -j RETURN`),
    head('filter', ISOLATION_1, `-i ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`),
  ];
}

/** The bridge of a network whose ports are published. */
export interface PublishingBridge {
  readonly name: string;
  readonly mode: GatewayMode;
}

/** Rules of one published port: routed, it is only let through; unprotected, it is let through anyway. */
export function portRules(d: Daemon, { name: bridge, mode }: PublishingBridge, port: BoundPort): FirewallRule[] {
  const { protocol } = port;
  const ip = formatIpv4(port.containerIp);
  const proxy = d.engine.config.userlandProxy;
  const bound = port.hostIp === '0.0.0.0' ? '' : `-d ${port.hostIp}/32 `;
  const outside = proxy ? `! -i ${bridge} ` : '';
  const match = `-p ${protocol} -m ${protocol}`;
  const open = `-d ${ip}/32 ! -i ${bridge} -o ${bridge} ${match} --dport ${port.containerPort} -j ACCEPT`;
  const accept = d.profile.chains === 'forward' ? tail('filter', 'DOCKER', open) : head('filter', 'DOCKER', open);
  if (mode === 'routed') return [accept];
  const hairpin = tail(
    'nat',
    'POSTROUTING',
    `-s ${ip}/32 -d ${ip}/32 ${match} --dport ${port.containerPort} -j MASQUERADE`,
  );
  const rules = [
    tail(
      'nat',
      'DOCKER',
      `${bound}${outside}${match} --dport ${port.hostPort} -j DNAT --to-destination ${ip}:${port.containerPort}`,
    ),
  ];
  if (mode !== 'nat-unprotected') rules.push(accept);
  if (d.profile.hairpinMasquerade || !proxy) rules.push(hairpin);
  if (d.profile.directAccessDropped && port.hostIp.startsWith('127.')) {
    rules.push(tail('raw', 'PREROUTING', `-d ${port.hostIp}/32 ! -i lo ${match} --dport ${port.hostPort} -j DROP`));
  }
  return rules;
}

/** 28: a container is reached by its own address from its own bridge and the interfaces it trusts alone, unless its mode says otherwise. */
export function endpointRules(d: Daemon, network: Network, address: Prefix): FirewallRule[] {
  const options = bridgeOptions(d, network);
  if (!d.profile.directAccessDropped || network.internal || network.device === null || failed(options)) return [];
  if (options.gatewayMode !== 'nat') return [];
  const to = `-d ${formatIpv4(address.address)}/32`;
  return [
    ...options.trustedInterfaces.map((name) => tail('raw', 'PREROUTING', `${to} -i ${name} -j ACCEPT`)),
    tail('raw', 'PREROUTING', `${to} ! -i ${network.device} -j DROP`),
  ];
}
