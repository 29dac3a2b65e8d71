/** `docker service ls` (cli `command/service/list.go`, `formatter.go`). */
import { failed, type Outcome } from '../failure';
import { type Service, type ServicePort, servicesOf, tasksOf } from '../service/service';
import { nodesFor } from '../service/scheduler';
import type { Cluster } from '../swarm/cluster';
import { managedCluster } from '../swarm/member';
import { type Cli, daemonError, NONE, simple } from './command';
import { type Filters, hasLabels, matchesName, passes, readFilters } from './filters';
import { boolFlag, stringFlag } from './flags';
import { formatRows, type Listing, type Row } from './format';
import { naturalOrder } from './table';

const LISTING: Listing = {
  typeName: '*service.serviceContext',
  headers: { ID: 'ID', Name: 'NAME', Mode: 'MODE', Replicas: 'REPLICAS', Image: 'IMAGE', Ports: 'PORTS' },
  columns: ['ID', 'Name', 'Mode', 'Replicas', 'Image', 'Ports'],
  id: 'ID',
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

const FILTERS = ['id', 'label', 'mode', 'name', 'runtime'];

export const serviceLs = simple('service ls', NONE, 10_000, (cli) => {
  const cluster = managedCluster(cli.d);
  if (!failed(cluster)) return listServices(cli, cluster, servicesOf(cluster));
  daemonError(cli, cluster.message);
  return 1;
});

/** Those of the services that the filters let pass, by name; the exit status. */
export function listServices(cli: Cli, cluster: Cluster, services: readonly Service[]): number {
  const shown = select(cli, services);
  if (failed(shown)) {
    daemonError(cli, shown.message);
    return 1;
  }
  const rows = shown.map((service) => rowOf(cli, cluster, service));
  const output = formatRows(LISTING, stringFlag(cli.flags, 'format'), boolFlag(cli.flags, 'quiet'), rows);
  if ('error' in output) cli.sys.err(`${output.error}\n`);
  else cli.sys.out(output.text);
  return 'error' in output ? 1 : 0;
}

function select(cli: Cli, services: readonly Service[]): Outcome<Service[]> {
  const filters = readFilters(cli, FILTERS);
  if (failed(filters)) return filters;
  return services.filter((service) => matches(service, filters)).sort((a, b) => naturalOrder(a.spec.name, b.spec.name));
}

function matches({ id, spec }: Service, filters: Filters): boolean {
  return (
    passes(filters, 'id', (value) => id.startsWith(value)) &&
    passes(filters, 'name', (value) => matchesName(value, spec.name)) &&
    passes(filters, 'mode', (value) => value === modeOf(spec.replicas)) &&
    hasLabels(filters, spec.labels)
  );
}

const modeOf = (replicas: number | null) => (replicas === null ? 'global' : 'replicated');

function rowOf(cli: Cli, cluster: Cluster, { id, spec, ports }: Service): Row {
  const running = tasksOf(cluster, id).filter(({ state }) => state === 'running').length;
  const wanted = spec.replicas ?? nodesFor(cli.d, cluster, spec.task.constraints).length;
  const limit = spec.task.maxPerNode === 0 ? '' : ` (max ${spec.task.maxPerNode} per node)`;
  return {
    fields: {
      ID: id.slice(0, 12),
      Image: spec.task.image,
      Mode: modeOf(spec.replicas),
      Name: spec.name,
      Ports: portsText(ports),
      Replicas: `${running}/${wanted}${limit}`,
    },
  };
}

/** `*:8080->80/tcp`, ports that follow each other as a range; those of the routing mesh alone. */
function portsText(ports: readonly ServicePort[]): string {
  const mesh = ports
    .filter(({ mode }) => mode === 'ingress')
    .sort((a, b) => (a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : a.published - b.published));
  const runs: ServicePort[][] = [];
  for (const port of mesh) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    const follows =
      last !== undefined &&
      last.protocol === port.protocol &&
      last.published + 1 === port.published &&
      last.target + 1 === port.target;
    if (follows) run?.push(port);
    else runs.push([port]);
  }
  const span = (from: number, to: number) => (from === to ? `${from}` : `${from}-${to}`);
  return runs
    .map((run) => {
      const [first, last] = [run[0], run[run.length - 1]];
      if (first === undefined || last === undefined) return '';
      return `*:${span(first.published, last.published)}->${span(first.target, last.target)}/${first.protocol}`;
    })
    .join(', ');
}
