/** /etc/hosts, /etc/hostname and /etc/resolv.conf as Docker writes them for a container (libnetwork `etchosts`, `resolvconf`). */
import { formatIpv4, type Ipv4, isLoopback, parseIpv4 } from '../base/ipv4';
import { readSysctl } from '../kernel/sysctl';
import { get } from '../sim/table';
import { containersOf, findContainer, findNetwork } from './engine';
import { type Container, shortId } from './container/container';
import type { Daemon } from './daemon';
import { netnsOf } from './namespace';
import type { Sandbox } from './sandbox';

const HOSTS = '/etc/hosts';
const HOSTNAME = '/etc/hostname';
export const RESOLV_CONF = '/etc/resolv.conf';
export const RESOLVER_ADDRESS = '127.0.0.11';

/** The name a container calls itself by. */
export function hostnameOf(d: Daemon, container: Container): string {
  const { hostname } = container.config;
  if (hostname !== '') return hostname;
  const { networkMode } = container.hostConfig;
  const owner = networkMode.startsWith('container:')
    ? findContainer(d.engine, networkMode.slice('container:'.length))
    : null;
  if (owner !== null) return hostnameOf(d, owner);
  return networkMode === 'host' ? (d.world.machines[d.engine.machine]?.hostname ?? '') : shortId(container.id);
}

/** The names of its own line in /etc/hosts: `h6.dom.test h6`, `h8.foo.test h8`, `d19e4ce7c4aa`. */
function ownNames(d: Daemon, container: Container): string {
  const name = hostnameOf(d, container);
  const { domainname } = container.config;
  if (domainname !== '') return `${name}.${domainname} ${name}`;
  return name.includes('.') ? `${name} ${name.slice(0, name.indexOf('.'))}` : name;
}

/** Writes a file of every container that shares the sandbox. */
function writeAll(d: Daemon, sandbox: Sandbox, path: string, change: (before: string) => string): void {
  for (const container of containersOf(d.engine)) {
    if (container.sandbox === sandbox.id) writeFile(d, container, path, change);
  }
}

function writeFile(d: Daemon, container: Container, path: string, change: (before: string) => string): void {
  const root = get(d.world.roots, container.id);
  if (root !== undefined) root.files[path] = change(root.files[path] ?? '');
}

/** The files of a container that is about to start in a sandbox of its own, before any network is joined. */
export function writeNetworkFiles(d: Daemon, container: Container, sandbox: Sandbox): void {
  writeFile(d, container, HOSTNAME, () => `${hostnameOf(d, container)}\n`);
  const onHost = sandbox.key === 'default';
  const alone = Object.keys(container.networks).length === 0;
  writeFile(d, container, HOSTS, () =>
    onHost && container.hostConfig.extraHosts.length === 0 ? hostFile(d, HOSTS) : staticHosts(d, container, sandbox),
  );
  writeFile(d, container, RESOLV_CONF, () => plainResolvConf(d, container, onHost || alone ? '' : ' (legacy)'));
}

/** A container in another one's namespace has that one's files. */
export function shareNetworkFiles(d: Daemon, from: Container, to: Container): void {
  const source = get(d.world.roots, from.id);
  for (const path of [HOSTNAME, HOSTS, RESOLV_CONF]) writeFile(d, to, path, () => source?.files[path] ?? '');
}

function hostFile(d: Daemon, path: string): string {
  const machine = d.world.machines[d.engine.machine];
  return get(d.world.roots, machine?.root ?? '')?.files[path] ?? '';
}

/** Whether its lo has ::1, where the engine looks at that at all. */
function hasIpv6(d: Daemon, sandbox: Sandbox): boolean {
  const ns = netnsOf(d, sandbox);
  if (!d.profile.loopbackIpv6 || ns === null) return true;
  const devices = ns.id === d.host.id ? 'all' : 'lo';
  return readSysctl(ns.sysctl, `net.ipv6.conf.${devices}.disable_ipv6`) !== '1';
}

function staticHosts(d: Daemon, container: Container, sandbox: Sandbox): string {
  const { localnet, prefix } = d.profile.hostsMulticast;
  const ipv6 = [
    '::1\tlocalhost ip6-localhost ip6-loopback',
    `${localnet}\tip6-localnet`,
    `${prefix}\tip6-mcastprefix`,
    'ff02::1\tip6-allnodes',
    'ff02::2\tip6-allrouters',
  ];
  const lines = [
    '127.0.0.1\tlocalhost',
    ...(hasIpv6(d, sandbox) ? ipv6 : []),
    ...container.hostConfig.extraHosts.map((entry) => extraHostLine(d, entry)),
    ...linkLines(d, container),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** `NAME:ADDRESS`; `host-gateway` is the default bridge's own address. */
function extraHostLine(d: Daemon, entry: string): string {
  const colon = entry.search(/[:=]/);
  const address = entry.slice(colon + 1);
  return `${address === 'host-gateway' ? hostGateway(d) : address}\t${entry.slice(0, colon)}`;
}

function hostGateway(d: Daemon): string {
  const gateway = findNetwork(d.engine, 'bridge')?.ipam.gateway ?? null;
  return gateway === null ? '' : formatIpv4(gateway);
}

/** Legacy links on the default bridge: alias, the other's host name, its name. */
function linkLines(d: Daemon, container: Container): string[] {
  return container.hostConfig.links.flatMap((link) => {
    const [ref = '', alias = ref] = link.split(':');
    const other = findContainer(d.engine, ref);
    const settings = other?.networks['bridge'];
    const endpoint = settings?.endpoint == null ? undefined : get(d.engine.endpoints, settings.endpoint);
    if (other === null || endpoint?.address == null || container.networks['bridge'] === undefined) return [];
    const names = [...new Set([alias, hostnameOf(d, other), other.name])];
    return [`${formatIpv4(endpoint.address.address)}\t${names.join(' ')}`];
  });
}

/** The line with the container's own address on a network that it has joined. */
export function addOwnAddress(d: Daemon, container: Container, sandbox: Sandbox, ip: Ipv4): void {
  writeAll(d, sandbox, HOSTS, (before) => `${before}${formatIpv4(ip)}\t${ownNames(d, container)}\n`);
}

/** A network is left: its line goes, or every line that names the container so. */
export function removeOwnAddress(d: Daemon, container: Container, sandbox: Sandbox, ip: Ipv4): void {
  const names = ownNames(d, container);
  const isOwn = (line: string) =>
    d.profile.hostsForgottenByName ? line.endsWith(`\t${names}`) : line === `${formatIpv4(ip)}\t${names}`;
  writeAll(d, sandbox, HOSTS, (before) =>
    before
      .split('\n')
      .filter((line) => !isOwn(line))
      .join('\n'),
  );
}

export interface ResolvConf {
  readonly comments: readonly string[];
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
}

/** What resolv.conf(5) says in a text. */
export function parseResolvConf(text: string): ResolvConf {
  const lines = text.split('\n').map((line) => line.trim());
  const words = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.split(/\s+/).slice(1));
  return {
    comments: lines.filter((line) => /^[#;]/.test(line)),
    nameservers: words('nameserver').flatMap((list) => list.slice(0, 1)),
    search: words('search').pop() ?? words('domain').pop() ?? [],
    options: words('options').flat(),
  };
}

/** Servers, search list and options that hold for a container: its own, the daemon's, the host's. */
function resolution(d: Daemon, container: Container): { conf: ResolvConf; overrides: string[]; fromHost: boolean } {
  const host = parseResolvConf(hostFile(d, RESOLV_CONF));
  const { dns, dnsSearch, dnsOptions } = container.hostConfig;
  const { config } = d.engine;
  const servers = dns.length > 0 ? dns : config.dns;
  const search = dnsSearch.length > 0 ? dnsSearch : config.dnsSearch;
  const options = dnsOptions.length > 0 ? dnsOptions : config.dnsOptions;
  const usable = host.nameservers.filter((server) => !isLoopback(parseIpv4(server) ?? 0));
  const overrides = [
    servers.length > 0 ? 'nameservers' : '',
    search.length > 0 ? 'search' : '',
    options.length > 0 ? 'options' : '',
  ].filter((word) => word !== '');
  const conf = {
    comments: host.comments,
    nameservers: servers.length > 0 ? servers : usable.length > 0 ? usable : ['8.8.8.8', '8.8.4.4'],
    search: search.length > 0 ? search.filter((domain) => domain !== '.') : host.search,
    options: options.length > 0 ? options : host.options,
  };
  return { conf, overrides, fromHost: servers.length === 0 };
}

export interface Upstream {
  readonly servers: readonly Ipv4[];
  /** The servers are the host's own, which 28 asks from the host. */
  readonly fromHost: boolean;
}

/** Where the embedded resolver forwards what it does not know. */
export function upstreamOf(d: Daemon, container: Container): Upstream {
  const { conf, fromHost } = resolution(d, container);
  const servers = conf.nameservers.map(parseIpv4).filter((ip) => ip !== null);
  return { servers: servers.slice(0, 3), fromHost };
}

/** Whether the options that hold for a container say how many dots a name needs: one without any then waits for its domain. */
export function hasOwnNdots(d: Daemon, container: Container): boolean {
  return saysNdots(resolution(d, container).conf);
}

function saysNdots({ options }: ResolvConf): boolean {
  return options.some((option) => option.startsWith('ndots:'));
}

const HEADER = [
  '# Generated by Docker Engine.',
  '# This file can be edited; Docker Engine will not make further changes once it',
  '# has been modified.',
  '',
];

/** On the default bridge: the host's file, or what the flags make of it. */
function plainResolvConf(d: Daemon, container: Container, note: string): string {
  const { conf, overrides, fromHost } = resolution(d, container);
  if (d.profile.resolvConfComments) {
    const trailer = [
      '',
      `# Based on host file: '${RESOLV_CONF}'${note}`,
      `# Overrides: [${overrides.join(' ')}]`,
      ...(saysNdots(conf) ? ['# Option ndots from: override'] : []),
    ];
    return text([
      ...HEADER,
      ...conf.nameservers.map((server) => `nameserver ${server}`),
      ...searchAndOptions(conf),
      ...trailer,
    ]);
  }
  const asIs = parseResolvConf(hostFile(d, RESOLV_CONF));
  if (overrides.length === 0 && fromHost && asIs.nameservers.join() === conf.nameservers.join())
    return hostFile(d, RESOLV_CONF);
  const search = conf.search.length > 0 ? [`search ${conf.search.join(' ')}`] : [];
  const options = conf.options.length > 0 ? [`options ${conf.options.join(' ')}`] : [];
  return text([...search, ...conf.nameservers.map((server) => `nameserver ${server}`), ...options]);
}

function searchAndOptions(conf: ResolvConf): string[] {
  return [
    ...(conf.search.length > 0 ? [`search ${conf.search.join(' ')}`] : []),
    ...(conf.options.length > 0 ? [`options ${conf.options.join(' ')}`] : []),
  ];
}

/** From the first network on that needs the embedded resolver: it is the only server. */
export function useEmbeddedResolver(d: Daemon, container: Container, sandbox: Sandbox): void {
  const { conf, overrides, fromHost } = resolution(d, container);
  const ownNdots = saysNdots(conf);
  const options = ownNdots ? conf.options : [...conf.options, 'ndots:0'];
  const internal = { ...conf, options };
  const search = conf.search.length > 0 ? [`search ${conf.search.join(' ')}`] : [];
  if (!d.profile.resolvConfComments) {
    const file = text([...search, `nameserver ${RESOLVER_ADDRESS}`, `options ${options.join(' ')}`]);
    writeAll(d, sandbox, RESOLV_CONF, () => file);
    return;
  }
  const servers = conf.nameservers.map((server) => (fromHost ? `host(${server})` : server));
  const trailer = [
    '',
    `# Based on host file: '${RESOLV_CONF}' (internal resolver)`,
    `# ExtServers: [${servers.join(' ')}]`,
    `# Overrides: [${overrides.join(' ')}]`,
    `# Option ndots from: ${ownNdots ? 'override' : 'internal'}`,
  ];
  const file = text([...HEADER, `nameserver ${RESOLVER_ADDRESS}`, ...searchAndOptions(internal), ...trailer]);
  writeAll(d, sandbox, RESOLV_CONF, () => file);
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** Whether the sandbox has a namespace of its own to write files for. */
export function hasOwnFiles(d: Daemon, sandbox: Sandbox): boolean {
  return sandbox.key !== 'default' && netnsOf(d, sandbox) !== null;
}
