/** `docker node ls` (cli `command/node/list.go`, `formatter.go`). */
import type { Daemon } from '../daemon';
import { failed, type Outcome } from '../failure';
import { type Node, nodesOf } from '../swarm/cluster';
import { managedCluster } from '../swarm/member';
import { hostnameOf, isSelf, nodeState } from '../swarm/node';
import { type Cli, daemonError, NONE, simple } from './command';
import { type Filters, hasLabels, passes, readFilters } from './filters';
import { boolFlag, stringFlag } from './flags';
import { formatRows, type Listing, type Row } from './format';
import { naturalOrder } from './table';

const LISTING: Listing = {
  typeName: '*node.nodeContext',
  headers: {
    ID: 'ID',
    Self: '',
    Hostname: 'HOSTNAME',
    Status: 'STATUS',
    Availability: 'AVAILABILITY',
    ManagerStatus: 'MANAGER STATUS',
    EngineVersion: 'ENGINE VERSION',
    TLSStatus: 'TLS STATUS',
  },
  columns: [],
  id: 'ID',
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

/** The node that is asked has a star. */
const TABLE =
  'table {{.ID}} {{if .Self}}*{{else}} {{ end }}\t{{.Hostname}}\t{{.Status}}\t{{.Availability}}\t{{.ManagerStatus}}\t{{.EngineVersion}}';

const FILTERS = ['id', 'label', 'node.label', 'membership', 'name', 'role'];

export const nodeLs = simple('node ls', NONE, 10_000, (cli) => {
  const shown = select(cli);
  if (failed(shown)) {
    daemonError(cli, shown.message);
    return 1;
  }
  const rows = shown.map((node) => rowOf(cli.d, node));
  const quiet = boolFlag(cli.flags, 'quiet');
  const format = stringFlag(cli.flags, 'format', 'table');
  const output = formatRows(LISTING, format === 'table' && !quiet ? TABLE : format, quiet, rows);
  if ('error' in output) cli.sys.err(`${output.error}\n`);
  else cli.sys.out(output.text);
  return 'error' in output ? 1 : 0;
});

/** By host name, then by id. */
function select(cli: Cli): Outcome<Node[]> {
  const { d } = cli;
  const cluster = managedCluster(d);
  if (failed(cluster)) return cluster;
  const filters = readFilters(cli, FILTERS);
  if (failed(filters)) return filters;
  return nodesOf(cluster)
    .filter((node) => matches(d, node, filters))
    .sort((a, b) => naturalOrder(hostnameOf(d, a), hostnameOf(d, b)) || (a.id < b.id ? -1 : 1));
}

function matches(d: Daemon, node: Node, filters: Filters): boolean {
  const { id, role, labels } = node;
  return (
    passes(filters, 'id', (value) => id.startsWith(value)) &&
    passes(filters, 'name', (value) => hostnameOf(d, node).startsWith(value)) &&
    passes(filters, 'role', (value) => role === value) &&
    passes(filters, 'membership', (value) => value === 'accepted') &&
    hasLabels({ label: filters['node.label'] ?? [] }, labels) &&
    filters['label'] === undefined
  );
}

function rowOf(d: Daemon, node: Node): Row {
  return {
    fields: {
      Availability: capitalized(node.availability),
      EngineVersion: d.on(node.machine)?.profile.version ?? '',
      Hostname: hostnameOf(d, node),
      ID: node.id,
      ManagerStatus: node.role === 'worker' ? '' : node.leader ? 'Leader' : 'Reachable',
      Self: isSelf(d, node),
      Status: capitalized(nodeState(d, node)),
      TLSStatus: 'Ready',
    },
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
