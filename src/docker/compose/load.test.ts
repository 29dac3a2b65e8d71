import { expect, test } from 'vitest';
import { loadProject, type LoadRequest } from './load';
import { toYaml } from './model/emit';
import { ignoredSentence } from './model/ignored';
import type { Project } from './model/project';

/** The project of some files; the first given are the ones that `-f` names. */
function load(files: Readonly<Record<string, string>>, more: Partial<LoadRequest> = {}): Project {
  const directory = '/srv/shop';
  const loaded = loadProject({
    files: [`${directory}/compose.yaml`],
    directory,
    name: '',
    profiles: [],
    environment: {},
    read: (path) => files[path.replace(`${directory}/`, '')] ?? null,
    ...more,
  });
  if (loaded.ok) return loaded.project;
  throw new Error(loaded.problems[0]?.message);
}

/** As `docker compose config` prints the services. */
function services(project: Project): string {
  const text = toYaml(project.canonical);
  return text.slice(text.indexOf('services:'), text.indexOf('\nnetworks:') + 1);
}

test('hashes are those of compose 2.40, so that its labels are', () => {
  const project = load({
    'compose.yaml':
      'services:\n  web:\n    image: nginx\n    ports: ["8080:80"]\n    depends_on: [db]\n  db:\n    image: redis\nnetworks:\n  back: {internal: true, name: very-back, driver_opts: {com.docker.network.bridge.name: br-back}}\n  default: {}\n',
  });
  expect(project.services.map(({ name, hash }) => `${name} ${hash}`)).toEqual([
    'db 12a5cec450c1bda54df1971ae5e7d78f63a83d86ad5ad41c9e3fc1c339519104',
    'web f3bd03ea666f08645557a71e46313f367713e950177918b309e8a1e5bde8397c',
  ]);
  expect(project.networks.map(({ name, hash }) => `${name} ${hash}`)).toEqual([
    'shop_default cf68f29b281a26ea487d2f198485cc165808337181dfb0f69a28e1186000dcfa',
  ]);
});

test('strings that would be something else are quoted as go-yaml quotes them', () => {
  const value = (text: string) => {
    const printed = services(
      load({ 'compose.yaml': `services: {a: {image: x, environment: {V: ${JSON.stringify(text)}}}}` }),
    );
    return /V: ?([^]*?)\n {4}image/.exec(printed)?.[1];
  };
  expect(
    [
      'plain',
      "it's",
      'a: b',
      'a #b',
      '- x',
      ' lead',
      '$$x',
      '"q"',
      '@x',
      '',
      'true',
      'no',
      'y',
      '123',
      '1_000',
      '.5',
      '1.2.3',
      '12:30:45',
      '2024-01-01',
      'a\tb',
      'a\nb',
      'a\nb\n',
      '<<',
      'héé',
    ].map(value),
  ).toEqual([
    'plain',
    "it's",
    "'a: b'",
    "'a #b'",
    "'- x'",
    "' lead'",
    '$$x',
    `'"q"'`,
    "'@x'",
    '""',
    '"true"',
    '"no"',
    '"y"',
    '"123"',
    '"1_000"',
    '".5"',
    '1.2.3',
    '"12:30:45"',
    '"2024-01-01"',
    '"a\\tb"',
    '|-\n        a\n        b',
    '|\n        a\n        b',
    '<<',
    'héé',
  ]);
});

test('files are laid over each other, and a service over the one it extends', () => {
  const project = load(
    {
      'compose.yaml':
        'services:\n  a: {image: x, ports: ["80:80"], environment: {A: 1, B: 2}, command: [a], labels: [x=1], dns: 1.1.1.1}\n  b: {extends: {file: base.yaml, service: base}, environment: [B=own]}\n',
      'over.yaml':
        'services:\n  a: {image: z, ports: ["81:80", "80:80"], environment: [B=3, C], command: b, labels: {y: 3}, dns: [8.8.8.8]}\n  b: {labels: !reset null, hostname: !override named}\n',
      'base.yaml':
        'services:\n  base: {image: y, labels: {from: base}, environment: {A: base, B: base}, env_file: e.env}\n',
      'e.env': 'E=${SHELL_VARIABLE}\nB=file\n',
    },
    { files: ['/srv/shop/compose.yaml', '/srv/shop/over.yaml'], environment: { SHELL_VARIABLE: 'sh' } },
  );
  const [first, second] = project.services;
  expect(first).toMatchObject({
    image: 'z',
    command: ['b'],
    environment: ['A=1', 'B=3', 'C'],
    labels: { x: '1', y: '3' },
    dns: ['1.1.1.1', '8.8.8.8'],
  });
  expect(first?.ports.map(({ published, at }) => [published, at.file.slice(10), at.line])).toEqual([
    [80, 'over.yaml', 2],
    [81, 'over.yaml', 2],
  ]);
  expect(second).toMatchObject({ image: 'y', hostname: 'named', labels: {}, environment: ['E=sh', 'B=own', 'A=base'] });
});

test('a project that is included keeps its directory and its variables', () => {
  const files = {
    'compose.yaml': 'include: [db/compose.yaml]\nservices: {web: {image: nginx, depends_on: [db]}}\n',
    'db/compose.yaml':
      'services: {db: {image: "redis:${T:-7}", networks: [back], env_file: own.env}}\nnetworks: {back: }\n',
    'db/.env': 'T=8\n',
    'db/own.env': 'OWN=1\n',
  };
  const project = load(files);
  expect(project.services.map(({ name, image, environment }) => [name, image, environment])).toEqual([
    ['db', 'redis:8', ['OWN=1']],
    ['web', 'nginx', []],
  ]);
  expect(project.networks.map(({ name }) => name).sort()).toEqual(['shop_back', 'shop_default']);
  expect(() =>
    load({
      ...files,
      'compose.yaml': `${files['compose.yaml']}  db: {image: other}\n`.replace(
        '{web: {image: nginx, depends_on: [db]}}',
        '',
      ),
    }),
  ).toThrow('services.db conflicts with imported resource');
  expect(() => load({ 'compose.yaml': 'include: [compose.yaml]\nservices: {}\n' })).toThrow(
    'include cycle detected:\n/srv/shop/compose.yaml\n include /srv/shop/compose.yaml',
  );
});

test('profiles switch services on; those asked for by name need none', () => {
  const files = {
    'compose.yaml': 'services:\n  a: {image: x}\n  b: {image: x, profiles: [p]}\n  c: {image: x, profiles: [q, p]}\n',
  };
  const names = (more: Partial<LoadRequest>) =>
    load(files, more)
      .services.map(({ name }) => name)
      .join('');
  expect([{}, { profiles: ['p'] }, { profiles: ['q'] }, { profiles: ['*'] }, { wanted: ['b'] }].map(names)).toEqual([
    'a',
    'abc',
    'ac',
    'abc',
    'ab',
  ]);
  expect(load(files).disabled).toEqual(['b', 'c']);
});

test.each([
  ['the directory', {}, {}, 'shop'],
  ['the file', {}, { 'compose.yaml': 'name: My Shop\nservices: {a: {image: x}}' }, 'myshop'],
  [
    'a variable of the file',
    { environment: { N: 'abc' } },
    { 'compose.yaml': 'name: ${N}\nservices: {a: {image: x}}' },
    'abc',
  ],
  [
    'the shell',
    { environment: { COMPOSE_PROJECT_NAME: 'sh' } },
    { 'compose.yaml': 'name: no\nservices: {a: {image: x}}' },
    'sh',
  ],
  ['the command line', { name: 'p' }, { 'compose.yaml': 'name: no\nservices: {a: {image: x}}' }, 'p'],
])('the name comes from %s', (_, more, files, name) => {
  expect(load({ 'compose.yaml': 'services: {a: {image: x}}', ...files }, more).name).toBe(name);
});

test('links and shared namespaces are dependencies; what is not simulated is named once', () => {
  const project = load({
    'compose.yaml':
      'services:\n  a: {image: x, links: ["b:other"], volumes: ["v:/v"], build: .}\n  b: {image: x, network_mode: "service:c", volumes: ["./w:/w"], healthcheck: {test: "true"}}\n  c: {image: x}\nvolumes: {v: }\n',
  });
  expect(project.services.map(({ dependsOn }) => dependsOn.map(({ service, restart }) => [service, restart]))).toEqual([
    [['b', true]],
    [['c', true]],
    [],
  ]);
  expect(ignoredSentence(project.ignored)).toBe(
    'not simulated, and ignored: build (a: a stand-in answers on the ports that are named), healthcheck (b: who runs counts as healthy), volumes (a, b)',
  );
});
