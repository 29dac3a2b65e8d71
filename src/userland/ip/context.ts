/** What every object of `ip` is given: the namespace it works on and the options before the object. */
import type { Netns } from '../../kernel/netns';
import { get } from '../../sim/table';
import type { Sys } from '../program';

export interface IpOptions {
  /** `-4`, `-6`, `-0`, or null. */
  readonly family: 'inet' | 'inet6' | 'link' | null;
  readonly oneline: boolean;
  readonly brief: boolean;
  readonly json: boolean;
  readonly pretty: boolean;
  readonly details: boolean;
  /** How often `-s` was given. */
  readonly statistics: number;
  readonly all: boolean;
}

/** What holds where no option is given. */
export const NO_OPTIONS: IpOptions = {
  family: null,
  oneline: false,
  brief: false,
  json: false,
  pretty: false,
  details: false,
  statistics: 0,
  all: false,
};

/** Options while they are being read. */
export type OpenOptions = { -readonly [K in keyof IpOptions]: IpOptions[K] };

export interface Ip {
  readonly sys: Sys;
  readonly ns: Netns;
  readonly options: IpOptions;
}

/** The end of a line inside a record. */
export function newline(ip: Ip): string {
  return ip.options.oneline ? '\\' : '\n';
}

/** Names of `ip netns` by namespace id, as far as the process sees the machine's files. */
export function namedNamespaces(sys: Sys): Readonly<Record<string, string>> {
  const machine = sys.world.machines[sys.process.machine];
  return machine === undefined || machine.root !== sys.process.root ? {} : machine.namedNs;
}

/** What `ip netns` calls a namespace, or null. */
export function namespaceName(sys: Sys, id: string): string | null {
  for (const [name, named] of Object.entries(namedNamespaces(sys))) if (named === id) return name;
  return null;
}

/** The namespace that `ip netns` knows by the name, or null. */
export function namespaceNamed(sys: Sys, name: string): Netns | null {
  return get(sys.world.netns, namedNamespaces(sys)[name] ?? '') ?? null;
}
