/** `docker network create` (cli `command/network/create.go`): subnets, ranges, gateways and set-aside addresses put together. */
import { contains, parseIpv4, parsePrefix } from '../../base/ipv4';
import { failed } from '../failure';
import type { IpamConfig } from '../network';
import { createNetwork } from '../network-create';
import { type Cli, daemonError, ONE, simple } from './command';
import { boolFlag, listFlag, mapFlag, type Parsed, stringFlag } from './flags';

export const networkCreate = simple('network create', ONE, 80_000, (cli) => {
  const { sys, d, flags, args } = cli;
  const config = consolidate(flags);
  if (typeof config === 'string') {
    sys.err(`${config}\n`);
    return 1;
  }
  const scope = stringFlag(flags, 'scope');
  const driver = stringFlag(flags, 'driver') || 'bridge';
  if (scope === 'local' && driver === 'overlay')
    return refuse(cli, 'cannot downgrade network scope for overlay networks');
  if (scope === 'swarm' && d.engine.swarm === null)
    return refuse(cli, 'cannot create a swarm scoped network when swarm is not active');
  const network = createNetwork(d, {
    name: args[0] ?? '',
    driver,
    config,
    ipamDriver: stringFlag(flags, 'ipam-driver', 'default'),
    ipamOptions: mapFlag(flags, 'ipam-opt'),
    internal: boolFlag(flags, 'internal'),
    attachable: boolFlag(flags, 'attachable'),
    ingress: boolFlag(flags, 'ingress'),
    scope,
    configOnly: boolFlag(flags, 'config-only'),
    configFrom: stringFlag(flags, 'config-from'),
    enableIpv4: stringFlag(flags, 'ipv4', 'true') !== 'false',
    enableIpv6: boolFlag(flags, 'ipv6'),
    labels: mapFlag(flags, 'label'),
    options: mapFlag(flags, 'opt'),
  });
  if (failed(network)) return refuse(cli, network.message);
  sys.out(`${network.id}\n`);
  return 0;
});

function refuse(cli: Cli, message: string): number {
  daemonError(cli, message);
  return 1;
}

interface Draft {
  ipRange: string | null;
  gateway: string | null;
  readonly auxAddresses: Record<string, string>;
}

/** One configuration a subnet, or a sentence about what does not fit. */
function consolidate(flags: Parsed): IpamConfig[] | string {
  const subnets = listFlag(flags, 'subnet');
  const ranges = listFlag(flags, 'ip-range');
  const gateways = listFlag(flags, 'gateway');
  if (subnets.length < ranges.length || subnets.length < gateways.length)
    return 'every ip-range or gateway must have a corresponding subnet';
  const drafts = new Map<string, Draft>();
  for (const subnet of subnets) {
    for (const other of drafts.keys())
      if (holds(subnet, other) || holds(other, subnet))
        return 'multiple overlapping subnet configuration is not supported';
    drafts.set(subnet, { ipRange: null, gateway: null, auxAddresses: {} });
  }
  for (const range of ranges) {
    if (parsePrefix(range) === null) return `invalid CIDR address: ${range}`;
    const [subnet, draft] = matching(drafts, range);
    if (draft === undefined) return `no matching subnet for range ${range}`;
    if (draft.ipRange !== null)
      return `cannot configure multiple ranges (${range}, ${draft.ipRange}) on the same subnet (${subnet})`;
    draft.ipRange = range;
  }
  for (const gateway of gateways) {
    const [subnet, draft] = matching(drafts, gateway);
    if (draft === undefined) return `no matching subnet for gateway ${gateway}`;
    if (draft.gateway !== null)
      return `cannot configure multiple gateways (${gateway}, ${draft.gateway}) for the same subnet (${subnet})`;
    draft.gateway = gateway;
  }
  for (const [name, address] of Object.entries(mapFlag(flags, 'aux-address'))) {
    const [, draft] = matching(drafts, address);
    if (draft === undefined) return `no matching subnet for aux-address ${address}`;
    draft.auxAddresses[name] = address;
  }
  return [...drafts].map(([subnet, draft]) => ({ subnet, ...draft }));
}

function matching(drafts: ReadonlyMap<string, Draft>, text: string): [string, Draft | undefined] {
  for (const [subnet, draft] of drafts) if (holds(subnet, text)) return [subnet, draft];
  return ['', undefined];
}

/** Whether a subnet holds an address, or the address that another subnet is written with. */
function holds(subnet: string, text: string): boolean {
  const prefix = parsePrefix(subnet);
  const address = text.includes('/') ? parsePrefix(text)?.address : parseIpv4(text);
  return prefix !== null && address != null && contains(prefix, address);
}
