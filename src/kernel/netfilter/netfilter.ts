/** The shape of a namespace's iptables: tables of chains of rules, as iptables-save prints them. */
import type { Prefix } from '../../base/ipv4';
import type { Table } from '../../sim/table';
import type { Conn } from './conntrack';

export const HOOKS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const;
export type Hook = (typeof HOOKS)[number];
export const TABLES = ['raw', 'mangle', 'nat', 'filter'] as const;
export type TableName = (typeof TABLES)[number];

export interface Netfilter {
  /** By table name; a table appears when something is first asked of it, as its kernel module loads. */
  readonly tables: Partial<Record<TableName, Record<string, Chain>>>;
  /** Connections by the key of either direction's tuple (`conntrack.ts`). */
  readonly conns: Table<Conn>;
  /** Connection tracking runs once a rule in this namespace needs it. */
  tracking: boolean;
  /** Next id of a connection. */
  nextConn: number;
}

export interface Chain {
  readonly name: string;
  /** Built-in chains have a policy, a user's have none. */
  policy: 'ACCEPT' | 'DROP' | null;
  packets: number;
  bytes: number;
  readonly rules: Rule[];
}

export interface Rule {
  readonly matches: readonly Match[];
  readonly target: Target;
  packets: number;
  bytes: number;
  /** The command that made it, as typed, or the Docker action; null for what the host came with. */
  readonly origin: string | null;
}

export interface Ports {
  readonly from: number;
  readonly to: number;
}

/** One condition; `not` is iptables' `!`. */
export type Match = { readonly not: boolean } & (
  | { readonly match: 'source' | 'destination'; readonly prefix: Prefix }
  /** A trailing `+` matches any name that begins so. */
  | { readonly match: 'in' | 'out'; readonly dev: string }
  | { readonly match: 'protocol'; readonly protocol: number }
  | { readonly match: 'fragment' }
  | { readonly match: 'sport' | 'dport'; readonly ports: Ports; readonly protocol: 'tcp' | 'udp' }
  | { readonly match: 'multiport'; readonly which: 'sports' | 'dports' | 'ports'; readonly list: readonly Ports[] }
  | { readonly match: 'tcp-flags'; readonly mask: number; readonly flags: number }
  | { readonly match: 'icmp-type'; readonly type: number; readonly code: number | null }
  | { readonly match: 'ctstate'; readonly states: readonly CtState[] }
  | { readonly match: 'ctorigdstport'; readonly ports: Ports }
  | { readonly match: 'addrtype'; readonly src: string | null; readonly dst: string | null }
  | { readonly match: 'mark'; readonly value: number; readonly mask: number }
  | { readonly match: 'comment'; readonly text: string }
  | { readonly match: 'limit'; readonly rate: string; readonly burst: number }
);

export type CtState = 'INVALID' | 'NEW' | 'ESTABLISHED' | 'RELATED' | 'UNTRACKED' | 'SNAT' | 'DNAT';

export type Target =
  | { readonly target: 'ACCEPT' | 'DROP' | 'RETURN' | 'NONE' }
  | { readonly target: 'JUMP' | 'GOTO'; readonly chain: string }
  | { readonly target: 'REJECT'; readonly with: string }
  | { readonly target: 'LOG'; readonly prefix: string; readonly level: number }
  | { readonly target: 'MARK'; readonly value: number; readonly mask: number; readonly operation: 'set' | 'xset' | 'and' | 'or' | 'xor' }
  | { readonly target: 'DNAT' | 'SNAT'; readonly to: NatRange }
  | { readonly target: 'MASQUERADE' | 'REDIRECT'; readonly ports: Ports | null };

/** Addresses and ports that NAT may choose from; `min` null keeps the address. */
export interface NatRange {
  readonly min: number | null;
  readonly max: number | null;
  readonly ports: Ports | null;
}
