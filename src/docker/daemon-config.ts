/** dockerd's flags, as far as they reach networking (moby `cmd/dockerd/config_unix.go`). */
import type { DaemonConfig } from './engine';

const PREFIX = 'default-address-pool';

/** The configuration that a command line asks for; unknown flags are passed over. */
export function daemonConfig(args: readonly string[]): DaemonConfig {
  const values = readFlags(args);
  const last = (name: string) => values[name]?.[values[name].length - 1];
  const on = (name: string, otherwise: boolean) => (last(name) === undefined ? otherwise : last(name) !== 'false');
  return {
    iptables: on('iptables', true),
    ipForward: on('ip-forward', true),
    userlandProxy: on('userland-proxy', true),
    icc: on('icc', true),
    ipMasq: on('ip-masq', true),
    hostBinding: last('ip') ?? '0.0.0.0',
    bip: last('bip') ?? null,
    mtu: Number(last('mtu') ?? 1500),
    dns: values['dns'] ?? [],
    dnsSearch: values['dns-search'] ?? [],
    dnsOptions: values['dns-opt'] ?? [],
    addressPools: (values[PREFIX] ?? []).flatMap(readPool),
  };
}

function readFlags(args: readonly string[]): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (let i = 0; i < args.length; i++) {
    const found = /^--?([\w-]+)(?:=(.*))?$/.exec(args[i] ?? '');
    if (found?.[1] === undefined) continue;
    const next = args[i + 1];
    const separate = found[2] === undefined && next !== undefined && !next.startsWith('-');
    (values[found[1]] ??= []).push(found[2] ?? (separate ? next : 'true'));
    if (separate) i++;
  }
  return values;
}

/** `base=10.201.0.0/16,size=24`. */
function readPool(text: string): { base: string; size: number }[] {
  const base = /base=([^,]+)/.exec(text)?.[1];
  const size = /size=(\d+)/.exec(text)?.[1];
  return base === undefined || size === undefined ? [] : [{ base, size: Number(size) }];
}
