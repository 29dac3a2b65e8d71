/** `docker network ls` (cli `command/network/list.go`, `formatter.go`). */
import { formatGoTime } from '../../userland/time';
import { shortId } from '../container/container';
import type { Daemon } from '../daemon';
import { Failure, failed, type Outcome } from '../failure';
import { isPredefined, type Network } from '../network';
import { knownNetworks } from '../swarm/known';
import { type Cli, daemonError, NONE, simple } from './command';
import { type Filters, hasLabels, matchesName, passes, readFilters } from './filters';
import { boolFlag, stringFlag } from './flags';
import { formatRows, type Listing, type Row } from './format';
import { naturalOrder } from './table';

const LISTING: Listing = {
  typeName: '*network.networkContext',
  headers: {
    ID: 'NETWORK ID',
    Name: 'NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    IPv4: 'IPV4',
    IPv6: 'IPV6',
    Internal: 'INTERNAL',
    Labels: 'LABELS',
    CreatedAt: 'CREATED AT',
  },
  columns: ['ID', 'Name', 'Driver', 'Scope'],
  id: 'ID',
  raw: [
    ['network_id', 'ID'],
    ['name', 'Name'],
    ['driver', 'Driver'],
    ['scope', 'Scope'],
  ],
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

const BOOLEANS: readonly string[] = ['true', '1', 'false', '0'];
const WRONG_DANGLING = `invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`;
const FILTERS = ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type'];

export const networkLs = simple('network ls', NONE, 5_000, (cli) => {
  const shown = select(cli);
  if (failed(shown)) {
    daemonError(cli, shown.message);
    return 1;
  }
  const whole = boolFlag(cli.flags, 'no-trunc');
  const output = formatRows(
    LISTING,
    stringFlag(cli.flags, 'format'),
    boolFlag(cli.flags, 'quiet'),
    shown.map((network) => rowOf(cli.d, network, whole)),
  );
  if ('error' in output) cli.sys.err(`${output.error}\n`);
  else cli.sys.out(output.text);
  return 'error' in output ? 1 : 0;
});

function select(cli: Cli): Outcome<Network[]> {
  const { d } = cli;
  const filters = readFilters(cli, FILTERS);
  if (failed(filters)) return filters;
  const wrong = filters['type']?.find((type) => type !== 'custom' && type !== 'builtin');
  if (wrong !== undefined) return new Failure('InvalidParameter', `invalid filter: 'type'='${wrong}'`);
  if (filters['dangling']?.some((value) => !BOOLEANS.includes(value)))
    return new Failure('InvalidParameter', WRONG_DANGLING);
  return knownNetworks(d)
    .filter((network) => matches(network, filters))
    .sort((a, b) => naturalOrder(a.name, b.name));
}

/** Whatever uses it: a list does not look at endpoints, so every network of a user's counts as dangling. */
function matches(network: Network, filters: Filters): boolean {
  return (
    passes(filters, 'driver', (value) => network.driver === value) &&
    passes(filters, 'id', (value) => network.id.startsWith(value)) &&
    passes(filters, 'name', (value) => matchesName(value, network.name)) &&
    passes(filters, 'scope', (value) => network.scope === value) &&
    passes(filters, 'type', (value) => isPredefined(network) === (value === 'builtin')) &&
    passes(filters, 'dangling', (value) => !isPredefined(network) === (value === 'true' || value === '1')) &&
    hasLabels(filters, network.labels)
  );
}

function rowOf(d: Daemon, network: Network, whole: boolean): Row {
  const labels = Object.entries(network.labels).map(([key, value]) => `${key}=${value}`);
  return {
    fields: {
      ID: whole ? network.id : shortId(network.id),
      Name: network.name,
      Driver: network.driver,
      Scope: network.scope,
      IPv4: `${d.profile.knowsEnableIpv4}`,
      IPv6: `${network.enableIpv6}`,
      Internal: `${network.internal}`,
      Labels: labels.sort().join(','),
      CreatedAt: formatGoTime(network.created, true),
    },
    methods: { Label: (name) => network.labels[name] ?? '' },
  };
}
