/** The sysctls that decide something here, with Linux's defaults; names are sysctl(8)'s with their dots. */
import { bareRecord, Value } from '../sim/value';

export interface Sysctl {
  /** What was written, as text. */
  readonly values: Record<string, string>;
  /** All values as numbers: packets ask for these. */
  numbers: SysctlNumbers;
  /** How many of them are one interface's own. */
  devices: number;
}

const DEFAULTS: Readonly<Record<string, string>> = {
  'net.ipv4.ip_forward': '0',
  'net.ipv4.ip_default_ttl': '64',
  'net.ipv4.ip_local_port_range': '32768\t60999',
  'net.ipv4.ip_unprivileged_port_start': '1024',
  'net.ipv4.ping_group_range': '1\t0',
  'net.ipv4.icmp_echo_ignore_all': '0',
  'net.ipv4.icmp_echo_ignore_broadcasts': '1',
  'net.ipv4.icmp_ratelimit': '1000',
  'net.ipv4.icmp_ratemask': '6168',
  'net.ipv4.tcp_syn_retries': '6',
  'net.ipv4.tcp_synack_retries': '5',
  'net.ipv4.tcp_retries2': '15',
  'net.ipv4.tcp_fin_timeout': '60',
  'net.ipv4.tcp_syn_linear_timeouts': '4',
  'net.ipv4.conf.all.forwarding': '0',
  'net.ipv4.conf.all.rp_filter': '0',
  'net.ipv4.conf.default.rp_filter': '0',
  'net.ipv4.conf.all.arp_ignore': '0',
  'net.ipv4.conf.all.arp_announce': '0',
  'net.ipv4.conf.all.arp_accept': '0',
  'net.ipv4.conf.all.proxy_arp': '0',
  'net.ipv4.conf.all.route_localnet': '0',
  'net.ipv4.conf.all.send_redirects': '1',
  'net.ipv4.conf.all.accept_redirects': '1',
  'net.ipv4.neigh.default.gc_stale_time': '60',
  'net.ipv4.neigh.default.base_reachable_time_ms': '30000',
  'net.ipv4.neigh.default.delay_first_probe_time': '5',
  'net.ipv4.neigh.default.retrans_time_ms': '1000',
  'net.ipv4.neigh.default.ucast_solicit': '3',
  'net.ipv4.neigh.default.mcast_solicit': '3',
  'net.bridge.bridge-nf-call-iptables': '1',
  'net.netfilter.nf_conntrack_max': '262144',
  'net.netfilter.nf_conntrack_generic_timeout': '600',
  'net.netfilter.nf_conntrack_icmp_timeout': '30',
  'net.netfilter.nf_conntrack_tcp_timeout_close': '10',
  'net.netfilter.nf_conntrack_tcp_timeout_close_wait': '60',
  'net.netfilter.nf_conntrack_tcp_timeout_established': '432000',
  'net.netfilter.nf_conntrack_tcp_timeout_fin_wait': '120',
  'net.netfilter.nf_conntrack_tcp_timeout_last_ack': '30',
  'net.netfilter.nf_conntrack_tcp_timeout_syn_recv': '60',
  'net.netfilter.nf_conntrack_tcp_timeout_syn_sent': '120',
  'net.netfilter.nf_conntrack_tcp_timeout_time_wait': '120',
  'net.netfilter.nf_conntrack_tcp_timeout_unacknowledged': '300',
  'net.netfilter.nf_conntrack_udp_timeout': '30',
  'net.netfilter.nf_conntrack_udp_timeout_stream': '120',
  'net.ipv6.conf.all.disable_ipv6': '1',
  'net.ipv6.conf.default.disable_ipv6': '1',
};

/** What was written and the defaults behind it; replaced when something is written, and shared until then. */
class SysctlNumbers extends Value {
  readonly byName: Readonly<Record<string, number>>;

  constructor(...values: readonly Readonly<Record<string, number>>[]) {
    super();
    const byName = bareRecord<number>();
    for (const some of values) Object.assign(byName, some);
    this.byName = byName;
  }
}

const DEFAULT_NUMBERS = new SysctlNumbers(
  Object.fromEntries(Object.entries(DEFAULTS).map(([name, value]) => [name, Number(value)])),
);

export function createSysctl(): Sysctl {
  return { values: {}, numbers: DEFAULT_NUMBERS, devices: 0 };
}

function setValue(sysctl: Sysctl, name: string, value: string): void {
  sysctl.values[name] = value;
  sysctl.numbers = new SysctlNumbers({ ...sysctl.numbers.byName, [name]: Number(value) });
}

/** What `net.ipv4.conf.DEVICE` begins with. */
const DEVICE_DEFAULTS: Readonly<Record<string, string>> = {
  accept_local: '0',
  accept_redirects: '1',
  accept_source_route: '1',
  arp_accept: '0',
  arp_announce: '0',
  arp_filter: '0',
  arp_ignore: '0',
  arp_notify: '0',
  forwarding: '0',
  ignore_routes_with_linkdown: '0',
  log_martians: '0',
  promote_secondaries: '0',
  proxy_arp: '0',
  route_localnet: '0',
  rp_filter: '0',
  secure_redirects: '1',
  send_redirects: '1',
  shared_media: '1',
};

const DEVICE_NAME = /^net\.ipv4\.(conf|neigh)\.([^.]+)\.(\w+)$/;

const DEVICE_IPV6 = /^net\.ipv6\.conf\.[^.]+\.disable_ipv6$/;
const DEFAULT_IPV6 = 'net.ipv6.conf.default.disable_ipv6';

/** The value as text: what was written, or Linux's default; undefined for a name that does not exist. Whether a device does is for the caller. */
export function readSysctl(sysctl: Sysctl, name: string): string | undefined {
  const known = sysctl.values[name] ?? DEFAULTS[name];
  const [, tree, , leaf = ''] = known === undefined ? (DEVICE_NAME.exec(name) ?? []) : [];
  if (tree === undefined) return known ?? (DEVICE_IPV6.test(name) ? readSysctl(sysctl, DEFAULT_IPV6) : undefined);
  const ofDefault = `net.ipv4.${tree}.default.${leaf}`;
  return sysctl.values[ofDefault] ?? DEFAULTS[ofDefault] ?? (tree === 'conf' ? DEVICE_DEFAULTS[leaf] : undefined);
}

/** Every name that there is, those of the devices named included; in order. */
export function sysctlNames(sysctl: Sysctl, devices: readonly string[]): string[] {
  const names = new Set([...Object.keys(DEFAULTS), ...Object.keys(sysctl.values)]);
  for (const device of ['all', 'default', ...devices])
    for (const leaf in DEVICE_DEFAULTS) names.add(`net.ipv4.conf.${device}.${leaf}`);
  return [...names].sort();
}

/** The value as a number; 0 where there is none. */
export function sysctlNumber(sysctl: Sysctl, name: string): number {
  return sysctl.numbers.byName[name] ?? 0;
}

/** The settings of an interface that packets ask for. */
const ALL_DEVICES = {
  rp_filter: 'net.ipv4.conf.all.rp_filter',
  arp_announce: 'net.ipv4.conf.all.arp_announce',
  arp_ignore: 'net.ipv4.conf.all.arp_ignore',
  arp_accept: 'net.ipv4.conf.all.arp_accept',
  proxy_arp: 'net.ipv4.conf.all.proxy_arp',
  route_localnet: 'net.ipv4.conf.all.route_localnet',
  send_redirects: 'net.ipv4.conf.all.send_redirects',
} as const;

/** A setting of one interface: the larger of `all` and the interface's own, as IN_DEV_MAXCONF combines rp_filter, arp_ignore and their like. */
export function sysctlOfDev(sysctl: Sysctl, dev: string, name: keyof typeof ALL_DEVICES): number {
  const all = sysctlNumber(sysctl, ALL_DEVICES[name]);
  if (sysctl.devices === 0) return all;
  const { byName } = sysctl.numbers;
  const own = byName[`net.ipv4.conf.${dev}.${name}`] ?? byName[`net.ipv4.conf.default.${name}`] ?? 0;
  return Math.max(own, all);
}

/** Sets a value; names outside the defaults and the per-interface trees are refused (false). */
export function writeSysctl(sysctl: Sysctl, name: string, value: string): boolean {
  if (
    !(name in DEFAULTS) &&
    !/^net\.ipv[46]\.(conf|neigh)\.[^.]+\.\w+$/.test(name) &&
    !/^net\.(netfilter|bridge)\./.test(name)
  )
    return false;
  if (name === 'net.ipv4.ip_forward' || name === 'net.ipv4.conf.all.forwarding')
    return forwardEverywhere(sysctl, value);
  if (sysctl.values[name] === undefined && name.startsWith('net.ipv4.conf.') && !name.startsWith('net.ipv4.conf.all.'))
    sysctl.devices++;
  // Written for all, it is written for each (`addrconf_disable_ipv6`); of the devices, only lo shows what comes of it.
  if (name === 'net.ipv6.conf.all.disable_ipv6') sysctl.values['net.ipv6.conf.lo.disable_ipv6'] = value;
  setValue(sysctl, name, value);
  return true;
}

/** The trees of a device go with it (`devinet_sysctl_unregister`, `neigh_sysctl_unregister`). */
export function forgetDevice(sysctl: Sysctl, dev: string): void {
  const own = Object.keys(sysctl.values).filter((name) =>
    ['net.ipv4.conf', 'net.ipv4.neigh', 'net.ipv6.conf', 'net.ipv6.neigh'].some((tree) =>
      name.startsWith(`${tree}.${dev}.`),
    ),
  );
  if (own.length === 0) return;
  const numbers = { ...sysctl.numbers.byName };
  for (const name of own) {
    delete sysctl.values[name];
    delete numbers[name];
    if (name.startsWith('net.ipv4.conf.')) sysctl.devices--;
  }
  sysctl.numbers = new SysctlNumbers(numbers);
}

/** `inet_forward_change`: the one switch for all, whichever of its names it was written by. */
function forwardEverywhere(sysctl: Sysctl, value: string): true {
  for (const name of Object.keys(sysctl.values))
    if (/^net\.ipv4\.conf\.[^.]+\.forwarding$/.test(name)) delete sysctl.values[name];
  for (const name of ['net.ipv4.ip_forward', 'net.ipv4.conf.all.forwarding', 'net.ipv4.conf.default.forwarding'])
    setValue(sysctl, name, value);
  return true;
}
