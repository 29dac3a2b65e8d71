/** The shape of a namespace's netfilter: tables of chains of rules, as iptables-save prints them, and its connections. */
import type { Ipv4 } from '../../base/ipv4';
import type { Micros } from '../../sim/clock';
import { createTable, type Table } from '../../sim/table';
import { Value } from '../../sim/value';
import type { Conn } from './conntrack';
import type { SourceEntry, TupleEntry } from './track/tuple';

export const HOOKS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const;
export type Hook = (typeof HOOKS)[number];
/** In the order of iptables-save. */
export const TABLES = ['mangle', 'raw', 'filter', 'nat'] as const;
export type TableName = (typeof TABLES)[number];

/** The built-in chains of each table, in the order of `iptables -L`. */
export const BUILTIN: Readonly<Record<TableName, readonly Hook[]>> = {
  mangle: HOOKS,
  raw: ['PREROUTING', 'OUTPUT'],
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
};

export interface Netfilter {
  /** By table name; a table appears when something is first put into it, as its kernel module loads. */
  readonly tables: Partial<Record<TableName, Chains>>;
  /** Another one whenever a rule, a chain or a policy changes; null while no hook has anything to ask. */
  ruleset: Ruleset | null;
  /** Connection tracking runs while a rule of this namespace needs it. */
  tracking: boolean;
  /** Connections by their id. */
  readonly conns: Table<Conn>;
  /** Both directions' tuples, by their hash. */
  readonly tuples: Table<TupleEntry>;
  /** Connections whose source NAT has changed, by the hash of what it was. */
  readonly sources: Table<SourceEntry>;
  nextConn: number;
  /** What LOG wrote, the newest last; dmesg shows it. */
  log: readonly LogLine[];
}

export type Chains = Record<string, Chain>;

/** Stands for the rules as they are: what is worked out from them is kept by it and never goes stale. */
export class Ruleset extends Value {}

export class LogLine extends Value {
  constructor(
    readonly at: Micros,
    readonly text: string,
  ) {
    super();
  }
}

export interface Chain {
  name: string;
  /** Built-in chains have a policy, a user's have none. */
  policy: 'ACCEPT' | 'DROP' | null;
  /** Whether what meets the policy is counted: from the first `iptables -Z` or iptables-restore on. */
  counting: boolean;
  packets: number;
  bytes: number;
  readonly rules: Rule[];
}

export interface Rule {
  readonly spec: RuleSpec;
  packets: number;
  bytes: number;
  /** What `-m limit` has left. */
  bucket: Bucket | null;
  /** The command that made it, as typed, or the Docker action; null for what the host came with. */
  readonly origin: string | null;
}

/** Tokens of a token bucket, in microseconds of waiting, and when they were counted. */
export class Bucket extends Value {
  constructor(
    readonly tokens: Micros,
    readonly at: Micros,
  ) {
    super();
  }
}

/** What a rule says, without its counters: addresses, interfaces and protocol first, then the matches of modules. */
export class RuleSpec extends Value {
  constructor(
    readonly matches: readonly Match[],
    readonly target: Target,
  ) {
    super();
  }
}

export interface Ports {
  readonly from: number;
  readonly to: number;
}

/** `not` is iptables' `!`. */
export interface Negatable {
  readonly not: boolean;
}

export type PortsTest = Negatable & Ports;

export type Match =
  | (Negatable & { readonly match: 'source' | 'destination'; readonly address: Ipv4; readonly mask: number })
  /** A trailing `+` matches any name that begins so. */
  | (Negatable & { readonly match: 'in' | 'out'; readonly dev: string })
  | (Negatable & { readonly match: 'protocol'; readonly protocol: number })
  | (Negatable & { readonly match: 'fragment' })
  | {
      readonly match: 'tcp';
      readonly sport: PortsTest | null;
      readonly dport: PortsTest | null;
      readonly option: (Negatable & { readonly kind: number }) | null;
      readonly flags: (Negatable & { readonly mask: number; readonly set: number }) | null;
    }
  | { readonly match: 'udp' | 'sctp'; readonly sport: PortsTest | null; readonly dport: PortsTest | null }
  /** Type 255 is any. */
  | (Negatable & { readonly match: 'icmp'; readonly type: number; readonly code: number | null })
  | (Negatable & {
      readonly match: 'multiport';
      readonly which: 'sports' | 'dports' | 'ports';
      readonly list: readonly Ports[];
    })
  | { readonly match: 'conntrack'; readonly tests: readonly CtTest[] }
  | (Negatable & { readonly match: 'state'; readonly states: readonly CtState[] })
  | {
      readonly match: 'addrtype';
      readonly src: AddressTypes | null;
      readonly dst: AddressTypes | null;
      readonly limit: 'in' | 'out' | null;
    }
  | (Negatable & { readonly match: 'mark'; readonly value: number; readonly mask: number })
  | { readonly match: 'comment'; readonly text: string }
  /** What IPVS has rewritten. */
  | (Negatable & { readonly match: 'ipvs' })
  /** One packet each `period` ten-thousandths of a second, `burst` at once. */
  | { readonly match: 'limit'; readonly period: number; readonly burst: number };

export const CT_STATES = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT'] as const;
export type CtState = (typeof CT_STATES)[number];
export const CT_STATUSES = ['NONE', 'EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'] as const;
export type CtStatus = (typeof CT_STATUSES)[number];

/** One condition of `-m conntrack`, named as its option without `--ct`. */
export type CtTest = Negatable &
  (
    | { readonly ct: 'state'; readonly states: readonly CtState[] }
    | { readonly ct: 'proto'; readonly protocol: number }
    | { readonly ct: 'origsrc' | 'origdst' | 'replsrc' | 'repldst'; readonly address: Ipv4; readonly mask: number }
    | { readonly ct: 'origsrcport' | 'origdstport' | 'replsrcport' | 'repldstport'; readonly ports: Ports }
    | { readonly ct: 'status'; readonly statuses: readonly CtStatus[] }
    | { readonly ct: 'expire'; readonly from: number; readonly to: number }
    | { readonly ct: 'dir'; readonly reply: boolean }
  );

export const ADDRESS_TYPES = [
  'UNSPEC',
  'UNICAST',
  'LOCAL',
  'BROADCAST',
  'ANYCAST',
  'MULTICAST',
  'BLACKHOLE',
  'UNREACHABLE',
  'PROHIBIT',
  'THROW',
  'NAT',
  'XRESOLVE',
] as const;
export type AddressType = (typeof ADDRESS_TYPES)[number];
export type AddressTypes = Negatable & { readonly types: readonly AddressType[] };

export const REJECT_TYPES = [
  'icmp-net-unreachable',
  'icmp-host-unreachable',
  'icmp-proto-unreachable',
  'icmp-port-unreachable',
  'icmp-net-prohibited',
  'icmp-host-prohibited',
  'icmp-admin-prohibited',
  'tcp-reset',
] as const;
export type RejectType = (typeof REJECT_TYPES)[number];

export type Target =
  | { readonly target: 'ACCEPT' | 'DROP' | 'RETURN' | 'NONE' }
  | { readonly target: 'JUMP'; readonly chain: string }
  | { readonly target: 'GOTO'; readonly chain: string }
  | { readonly target: 'REJECT'; readonly with: RejectType }
  /** `flags` are LogFlag's. */
  | { readonly target: 'LOG'; readonly prefix: string; readonly level: number; readonly flags: number }
  /** The mark loses the bits of `mask`, then `value` is xored in. */
  | { readonly target: 'MARK'; readonly value: number; readonly mask: number }
  | { readonly target: 'DNAT' | 'SNAT' | 'MASQUERADE' | 'REDIRECT'; readonly range: NatRange };

export const LogFlag = { TcpSequence: 1, TcpOptions: 2, IpOptions: 4, Uid: 8 } as const;

/** What NAT may choose from (struct nf_nat_range2): `min` null keeps the address, `ports` null keeps the port where it is free. */
export interface NatRange {
  readonly min: Ipv4 | null;
  readonly max: Ipv4 | null;
  readonly ports: Ports | null;
  /** Ports are shifted from this one on: `PORTS/BASE`. */
  readonly base: number | null;
  readonly random: boolean;
  readonly randomFully: boolean;
  readonly persistent: boolean;
}

/** A namespace that nothing has touched. */
export function createNetfilter(): Netfilter {
  return {
    tables: {},
    ruleset: null,
    tracking: false,
    conns: createTable(),
    tuples: createTable(),
    sources: createTable(),
    nextConn: 1,
    log: [],
  };
}
