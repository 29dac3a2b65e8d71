/** Names that iptables reads and prints: protocols (/etc/protocols of Debian), ICMP types, log levels. */

const PROTOCOLS: readonly (readonly [number, string])[] = [
  [1, 'icmp'],
  [2, 'igmp'],
  [3, 'ggp'],
  [4, 'ipencap'],
  [5, 'st'],
  [6, 'tcp'],
  [8, 'egp'],
  [9, 'igp'],
  [12, 'pup'],
  [17, 'udp'],
  [20, 'hmp'],
  [22, 'xns-idp'],
  [27, 'rdp'],
  [29, 'iso-tp4'],
  [33, 'dccp'],
  [36, 'xtp'],
  [37, 'ddp'],
  [38, 'idpr-cmtp'],
  [41, 'ipv6'],
  [43, 'ipv6-route'],
  [44, 'ipv6-frag'],
  [45, 'idrp'],
  [46, 'rsvp'],
  [47, 'gre'],
  [50, 'esp'],
  [51, 'ah'],
  [57, 'skip'],
  [58, 'ipv6-icmp'],
  [59, 'ipv6-nonxt'],
  [60, 'ipv6-opts'],
  [73, 'rspf'],
  [81, 'vmtp'],
  [88, 'eigrp'],
  [89, 'ospf'],
  [93, 'ax.25'],
  [94, 'ipip'],
  [97, 'etherip'],
  [98, 'encap'],
  [103, 'pim'],
  [108, 'ipcomp'],
  [112, 'vrrp'],
  [115, 'l2tp'],
  [124, 'isis'],
  [132, 'sctp'],
  [133, 'fc'],
  [135, 'mobility-header'],
  [136, 'udplite'],
  [137, 'mpls-in-ip'],
  [138, 'manet'],
  [139, 'hip'],
  [140, 'shim6'],
  [141, 'wesp'],
  [142, 'rohc'],
  [143, 'ethernet'],
];
/** Other names for some of them; `all` is none in particular. */
const PROTOCOL_ALIASES: Readonly<Record<string, number>> = {
  all: 0,
  ip: 0,
  hopopt: 0,
  icmpv6: 58,
  'ipv6-mh': 135,
  mh: 135,
};
const PROTOCOL_NAMES: ReadonlyMap<number, string> = new Map(PROTOCOLS);
const PROTOCOL_NUMBERS: ReadonlyMap<string, number> = new Map([
  ...PROTOCOLS.map(([number, name]) => [name, number] as const),
  ...Object.entries(PROTOCOL_ALIASES),
]);

/** `tcp`, or the number of a protocol without a name. */
export function protocolText(protocol: number): string {
  return PROTOCOL_NAMES.get(protocol) ?? String(protocol);
}

/** The number of a protocol, 0 for any; null where nothing is called so. */
export function protocolNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text) <= 255 ? Number(text) : null;
  return PROTOCOL_NUMBERS.get(text.toLowerCase()) ?? null;
}

export interface IcmpName {
  readonly name: string;
  readonly type: number;
  /** Null where the name is the whole type's. */
  readonly code: number | null;
}

/** In the order of `iptables -p icmp -h`: a type, then its codes. */
const ICMP_TYPES: readonly (readonly [string, number, readonly string[]])[] = [
  ['any', 255, []],
  ['echo-reply', 0, []],
  [
    'destination-unreachable',
    3,
    [
      'network-unreachable',
      'host-unreachable',
      'protocol-unreachable',
      'port-unreachable',
      'fragmentation-needed',
      'source-route-failed',
      'network-unknown',
      'host-unknown',
      '',
      'network-prohibited',
      'host-prohibited',
      'TOS-network-unreachable',
      'TOS-host-unreachable',
      'communication-prohibited',
      'host-precedence-violation',
      'precedence-cutoff',
    ],
  ],
  ['source-quench', 4, []],
  ['redirect', 5, ['network-redirect', 'host-redirect', 'TOS-network-redirect', 'TOS-host-redirect']],
  ['echo-request', 8, []],
  ['router-advertisement', 9, []],
  ['router-solicitation', 10, []],
  ['time-exceeded', 11, ['ttl-zero-during-transit', 'ttl-zero-during-reassembly']],
  ['parameter-problem', 12, ['ip-header-bad', 'required-option-missing']],
  ['timestamp-request', 13, []],
  ['timestamp-reply', 14, []],
  ['address-mask-request', 17, []],
  ['address-mask-reply', 18, []],
];

export const ICMP_NAMES: readonly IcmpName[] = ICMP_TYPES.flatMap(([name, type, codes]) => [
  { name, type, code: null },
  ...codes.map((codeName, code) => ({ name: codeName, type, code })).filter((entry) => entry.name !== ''),
]);

/** Second names, right behind the first in the list that a beginning of a name is looked for in. */
export const ICMP_ALIASES: Readonly<Record<string, string>> = {
  pong: 'echo-reply',
  ping: 'echo-request',
  'ttl-exceeded': 'time-exceeded',
};

/** syslog(3)'s levels 0 to 7, as `--log-level` takes them and as the list shows them. */
export const LOG_LEVELS = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'] as const;
export const LOG_LEVELS_SHOWN = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'] as const;
