/** Compose files in the shape of well-known projects: brought up, asked by name and by published port, and taken down without a trace. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { composeOrigin } from '../../src/docker/compose/origin';
import { originsOfLinks } from '../../src/docker/describe';
import { linksInOrder } from '../../src/kernel/netns';
import { createRun, type Run } from '../../src/lab/run';
import { type EngineVersion, scenarioOf } from '../../src/lab/scenario';
import { get, values } from '../../src/sim/table';

/** The file of a project, where a scenario puts it. */
function writeFile(name: string): string {
  const text = readFileSync(join(import.meta.dirname, `${name}.yaml`), 'utf8');
  return `mkdir -p /srv/${name} && cd /srv/${name} && cat > compose.yaml <<'EOF'\n${text}EOF`;
}

/** Runs the lines to their end; what each printed, with its exit status where that is not 0. */
function play(run: Run, lines: readonly string[]): string[] {
  const before = run.world.script.entries.length;
  for (const line of lines) run.input({ type: 'line', line, at: 'host' });
  while (run.advance(10_000));
  return run.world.script.entries.slice(before).map(({ console, status }) => {
    const text = get(run.world.consoles, console ?? -1)?.text ?? '';
    return status === 0 ? text : `${text}[exit ${status ?? '?'}]`;
  });
}

/** What there is of networks, links, namespaces and rules. */
function traces(run: Run): unknown {
  const rules = play(
    run,
    ['filter', 'nat', 'raw'].map((table) => `iptables -t ${table} -S`),
  );
  const host = get(run.world.netns, 'host');
  return {
    namespaces: [...values(run.world.netns)].map(({ name }) => name).sort(),
    links: host === undefined ? [] : linksInOrder(host).map(({ name }) => name),
    networks: play(run, ['docker network ls --format "{{.Name}}"']),
    rules,
  };
}

interface Project {
  /** `SERVICE COMMAND`, run inside, and what it has to print. */
  readonly inside: readonly (readonly [string, string])[];
  /** Where, from another machine or the host, and what answers. */
  readonly outside: readonly (readonly [string, string])[];
}

const OPEN = 'open';
const reach = (service: string, host: string, port: number): [string, string] => [
  `${service} nc -z -w 2 ${host} ${port} && echo ${OPEN}`,
  OPEN,
];
const fetch = (service: string, url: string, page: string): [string, string] => [`${service} curl -s ${url}`, page];
const laptop = (port: number, page: string): [string, string] => [`@laptop curl -s http://10.0.0.10:${port}/`, page];
const host = (port: number, page: string): [string, string] => [`curl -s http://127.0.0.1:${port}/`, page];

const PROJECTS: Readonly<Record<string, Project>> = {
  wordpress: {
    inside: [reach('wordpress', 'database', 3306), fetch('database', 'wordpress', 'WordPress')],
    outside: [laptop(8080, 'WordPress')],
  },
  nextcloud: {
    inside: [reach('app', 'db', 3306), reach('app', 'cache', 6379), fetch('cache', 'app', 'Nextcloud')],
    outside: [
      host(8081, 'Nextcloud'),
      laptop(8082, 'Nextcloud'),
      ['@laptop curl -s -m 2 http://10.0.0.10:8081/', '[exit 7]'],
    ],
  },
  gitea: {
    inside: [reach('server', 'postgres.internal', 5432), reach('db', 'gitea', 22)],
    outside: [laptop(3000, 'Gitea: Git with a cup of tea')],
  },
  monitoring: {
    inside: [
      fetch('grafana', 'metrics:9090', 'Prometheus Time Series Collection and Processing Server'),
      fetch('prometheus', 'host.docker.internal:9100', 'Node Exporter'),
    ],
    outside: [laptop(3000, 'Grafana'), laptop(9100, 'Node Exporter')],
  },
  traefik: {
    inside: [
      fetch('gate', 'whoami', 'Hostname: whoami'),
      ['gate getent ahostsv4 whoami | cut -d" " -f1 | sort -u', '172.30.0.128\n172.30.0.129'],
      reach('whoami', '172.30.0.2', 8080),
    ],
    outside: [laptop(80, '404 page not found'), laptop(8080, '404 page not found')],
  },
  elk: {
    inside: [
      fetch('kibana', 'elasticsearch:9200', '{"cluster_name":"docker-cluster","tagline":"You Know, for Search"}'),
      reach('logstash', 'elasticsearch', 9300),
    ],
    outside: [
      laptop(5601, 'Kibana'),
      laptop(9200, '{"cluster_name":"docker-cluster","tagline":"You Know, for Search"}'),
      ['ip -br link show br-elk | wc -l', '1'],
    ],
  },
  mastodon: {
    inside: [
      reach('web', 'db', 5432),
      reach('sidekiq', 'redis', 6379),
      fetch('streaming', 'web:3000', 'Mastodon'),
      ['db curl -s -m 1 http://203.0.113.80/ || echo no', 'no'],
    ],
    outside: [host(3000, 'Mastodon'), host(4000, 'OK')],
  },
  ghost: {
    inside: [fetch('caddy', 'ghost:2368', 'Ghost'), reach('ghost', 'ghostdb', 3306)],
    outside: [laptop(80, 'Caddy works!'), laptop(443, 'Caddy works!')],
  },
  jobs: {
    inside: [
      reach('api', 'queue', 5672),
      fetch('worker', 'store:9000', 'MinIO'),
      reach('api', 'cache', 11211),
      fetch('queue', 'api:5000', 'jobs-api'),
    ],
    outside: [
      laptop(15672, 'RabbitMQ Management'),
      laptop(9001, 'MinIO'),
      ['curl -s http://$(docker compose port api 5000)/', 'jobs-api'],
    ],
  },
  todo: {
    inside: [
      reach('interface', 'mongodb', 27017),
      fetch('pages', 'interface', 'node'),
      fetch('shell', 'http://localhost/', 'node'),
      fetch('window', 'pages:3000', 'todo-pages'),
    ],
    outside: [laptop(3000, 'todo-pages'), laptop(80, 'node'), laptop(8081, 'Home - Mongo Express')],
  },
};

const ENGINES: readonly EngineVersion[] = ['20.10', '28'];

test.each(
  Object.entries(PROJECTS).flatMap(([name, project]) => ENGINES.map((engine) => [name, engine, project] as const)),
)(
  '%s on engine %s',
  (name, engine, { inside, outside }) => {
    const run = createRun(scenarioOf([], engine));
    const before = traces(run);
    const [, up] = play(run, [writeFile(name), 'docker compose up -d']);
    expect(up).not.toContain('rror');
    expect(up).not.toContain('[exit');
    const quoted = inside.map(([line]) => {
      const [service = '', ...words] = line.split(' ');
      return `docker compose exec -T ${service} bash -c '${words.join(' ')}'`;
    });
    expect(play(run, quoted).map((text) => text.trim())).toEqual(inside.map(([, answer]) => answer));
    expect(
      play(
        run,
        outside.map(([line]) => line),
      ).map((text) => text.trim()),
    ).toEqual(outside.map(([, answer]) => answer));
    expect(play(run, ['docker compose up -d']).join('')).not.toMatch(/Recreate|Creating/);
    const [down] = play(run, ['docker compose down -t 1']);
    expect(down).not.toContain('still in use');
    expect(traces(run)).toEqual(before);
  },
  60_000,
);

test('rules, links and containers lead back to the line that asked for them', () => {
  const run = createRun(scenarioOf([], '28'));
  play(run, [writeFile('wordpress'), 'docker compose up -d']);
  const file = '/srv/wordpress/compose.yaml';
  const lines = readFileSync(join(import.meta.dirname, 'wordpress.yaml'), 'utf8').split('\n');
  const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
  const machine = get(run.world.netns, 'host');
  expect(machine).toBeDefined();
  if (machine === undefined) return;
  const known = originsOfLinks(run.world, machine);
  const origins = linksInOrder(machine).flatMap((link) => {
    const origin = composeOrigin(known.get(link.id) ?? null);
    return origin === null ? [] : [[link.kind, origin.element, origin.line]];
  });
  expect(origins.sort()).toEqual([
    ['bridge', 'network default', 1],
    ['veth', 'service database', lineOf('  database:')],
    ['veth', 'service wordpress', lineOf('  wordpress:')],
  ]);
  const dnat = JSON.stringify(machine.netfilter).match(/docker compose up: service wordpress \([^)]*\)/g) ?? [];
  expect(composeOrigin(dnat[0] ?? null)).toEqual({ file, element: 'service wordpress', line: lineOf('8080:80') });
});
