import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from './parse';

/** The service a, with an image and one more line. */
const a = (more: string) => `services:\n  a:\n    image: nginx\n    ${more}\n`;
const FILE = '/srv/shop/compose.yaml';
const shape = (sentence: string) => `validating ${FILE}: ${sentence}`;
const invalid = (sentence: string) => `${sentence}: invalid compose project`;
const decoding = (sentence: string) => `decoding failed due to the following error(s):\n\n${sentence}`;

/** What compose 2.40 prints of each, and the line where it is wrong. */
const INVALID: readonly [string, number, string][] = [
  ['', 1, 'empty compose file'],
  ['# nothing\n', 1, 'empty compose file'],
  ['services:\n', 1, 'services must be a mapping'],
  ['services: []\n', 1, 'services must be a mapping'],
  ['- a\n', 1, 'yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into cli.named'],
  ['hello\n', 1, 'yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `hello` into cli.named'],
  ['foo: 1\n', 1, shape(" additional properties 'foo' not allowed")],
  ['services:\n  a:\n', 2, shape('services.a must be a mapping')],
  ['services:\n  a: nginx\n', 2, 'services.a must be a mapping'],
  ['services:\n  A B:\n    image: nginx\n', 2, shape("services additional properties 'A B' not allowed")],
  [
    'services:\n  a:\n    ports: ["80"]\n',
    2,
    invalid('service "a" has neither an image nor a build context specified'),
  ],
  ['services:\n  a:\n    image: [x]\n', 3, shape('services.a.image must be a string')],
  ['services:\n  a:\n    image:\n', 3, shape('services.a.image must be a string')],
  [a('foo: 1'), 4, shape("services.a additional properties 'foo' not allowed")],
  [a('foo: 1\n    bar: 2'), 4, shape("services.a additional properties 'foo', 'bar' not allowed")],
  [a('tty: [1]'), 4, shape('services.a.tty must be a boolean or string')],
  [
    a('tty: maybe'),
    4,
    'error while interpolating services.a.tty: failed to cast to expected type: invalid boolean: maybe',
  ],
  [a('hostname: 5'), 4, shape('services.a.hostname must be a string')],
  [a('command: {a: 1}'), 4, shape('services.a.command must be a null')],
  [a('command: [sleep, 5]'), 4, shape('services.a.command.1 must be a string')],
  [a(`command: "sleep 'x"`), 4, decoding("'services[a].command' invalid command line string")],
  [
    a('container_name: a b'),
    4,
    shape("services.a.container_name 'a b' does not match pattern '[a-zA-Z0-9][a-zA-Z0-9_.-]+'"),
  ],
  [a('ports: 80'), 4, shape('services.a.ports must be a array')],
  [a('ports: [true]'), 4, shape('services.a.ports.0 must be a number')],
  [a('ports: [foo]'), 4, 'Invalid containerPort: foo'],
  [a('ports:\n      - 80:80\n      - 80:foo'), 6, 'Invalid containerPort: foo'],
  [a('ports: ["99999:80"]'), 4, 'Invalid hostPort: 99999'],
  [a('ports: ["1.2.3:80:80"]'), 4, 'Invalid ip address: 1.2.3'],
  [a('ports: ["80:80/foo"]'), 4, 'Invalid proto: foo'],
  [a('ports: ["80-81:80-85"]'), 4, 'Invalid ranges specified for container and host Ports: 80-85 and 80-81'],
  [a('ports: [""]'), 4, 'No port specified: <empty>'],
  [a('ports: [{published: 80}]'), 4, 'service ports services.a.ports.[0] is missing a target port'],
  [
    a('ports: [{target: foo}]'),
    4,
    'error while interpolating services.a.ports.[].target: failed to cast to expected type: strconv.Atoi: parsing "foo": invalid syntax',
  ],
  [a('ports: [{target: 80, host_ip: 1.2.3}]'), 4, 'services.a.ports.[]: invalid ip address: 1.2.3'],
  [a('ports: [{target: 80, foo: 1}]'), 4, shape("services.a.ports.0 additional properties 'foo' not allowed")],
  [a('expose: 80'), 4, shape('services.a.expose must be a array')],
  [a('environment: foo'), 4, shape('services.a.environment must be a mapping')],
  [a('environment: {A: [1]}'), 4, shape('services.a.environment.A must be a boolean, null, number or string')],
  [a('environment: [1]'), 4, 'services.a.environment.[0]: unexpected type int'],
  [
    a('env_file: nope.env'),
    4,
    'env file /srv/shop/nope.env not found: stat /srv/shop/nope.env: no such file or directory',
  ],
  [a('networks: [nope]'), 4, invalid('service "a" refers to undefined network nope')],
  [a('networks: foo'), 4, shape('services.a.networks must be a array')],
  [a('networks: {x: 1}\nnetworks: {x: }'), 4, shape('services.a.networks.x must be a mapping')],
  [a('networks: {x: {aliases: foo}}\nnetworks: {x: }'), 4, shape('services.a.networks.x.aliases must be a array')],
  [
    a('network_mode: host\n    networks: [x]\nnetworks: {x: }'),
    4,
    invalid('service a declares mutually exclusive `network_mode` and `networks`'),
  ],
  [a('network_mode: service:b'), 4, invalid('service "a" depends on undefined service "b"')],
  [a('depends_on: [b]'), 4, invalid('service "a" depends on undefined service "b"')],
  [a('depends_on: [a]'), 4, 'dependency cycle detected: a -> a'],
  [a('depends_on: [b]\n  b: {image: x, depends_on: [a]}'), 5, 'dependency cycle detected: a -> b -> a'],
  [a('depends_on: [b, b]\n  b: {image: x}'), 4, shape('services.a.depends_on items at 0 and 1 are equal')],
  [a('depends_on: {b: {}}'), 4, shape("services.a.depends_on.b missing property 'condition'")],
  [
    a('depends_on: {b: {condition: foo}}'),
    4,
    shape(
      "services.a.depends_on.b.condition value must be one of 'service_started', 'service_healthy', 'service_completed_successfully'",
    ),
  ],
  [a('links: [b]'), 4, invalid('service "a" depends on undefined service "b"')],
  [a('extra_hosts: [foo]'), 4, decoding("'services[a].extra_hosts' invalid additional host, missing IP: foo")],
  [a('volumes: [data:/x]'), 4, invalid('service "a" refers to undefined volume data')],
  [a('secrets: [s]'), 4, invalid('service "a" refers to undefined secret s')],
  [a('secrets: [s]\nsecrets: {s: {}}'), 5, 'secrets.s: one of file|environment must be set'],
  [a('build: {foo: 1}'), 4, shape("services.a.build additional properties 'foo' not allowed")],
  [
    a('deploy: {replicas: x}'),
    4,
    'error while interpolating services.a.deploy.replicas: failed to cast to expected type: strconv.Atoi: parsing "x": invalid syntax',
  ],
  [a('scale: -1'), 4, 'services.a.scale: must be greater than or equal to 0'],
  [
    a('scale: 2\n    deploy: {replicas: 3}'),
    4,
    invalid("services.a: can't set distinct values on 'scale' and 'deploy.replicas'"),
  ],
  [
    a('container_name: xx\n    deploy: {replicas: 2}'),
    4,
    invalid("services.deploy.replicas: can't set container_name and a as container name must be unique"),
  ],
  [
    a('hostname: ${X:?set X}'),
    4,
    'error while interpolating services.a.hostname: required variable X is missing a value: set X',
  ],
  [
    a('hostname: ${X'),
    4,
    'invalid interpolation format for services.a.hostname.\nYou may need to escape any $ with another $.\n${X',
  ],
  [a('image: httpd'), 4, `failed to parse ${FILE}: line 4: mapping key "image" already defined at line 3`],
  [a('hostname: *x'), 4, "yaml: unknown anchor 'x' referenced"],
  [a('extends: {service: b}'), 4, `cannot extend service "a" in ${FILE}: service "b" not found`],
  [a('extends: {service: b, file: nope.yaml}'), 1, 'open /srv/shop/nope.yaml: no such file or directory'],
  [a('networks: [x]\nnetworks: [x]'), 5, shape('networks must be a mapping')],
  [a('networks: [x]\nnetworks: {x: {foo: 1}}'), 5, shape("networks.x additional properties 'foo' not allowed")],
  [
    a('networks: [x]\nnetworks: {x: {internal: maybe}}'),
    5,
    'error while interpolating networks.x.internal: failed to cast to expected type: invalid boolean: maybe',
  ],
  [
    a('networks: [x]\nnetworks: {x: {external: {name: foo}, name: bar}}'),
    5,
    'networks.x: name and external.name conflict; only use name',
  ],
  [
    a('networks: [x]\nnetworks: {x: {ipam: {config: {subnet: 10.0.0.0/24}}}}'),
    5,
    shape('networks.x.ipam.config must be a array'),
  ],
  [a('\nvolumes: {x: 1}'), 5, shape('volumes.x must be a mapping or null')],
  [a('\ninclude: [foo.yaml]'), 1, 'open /srv/shop/foo.yaml: no such file or directory'],
  [a('\nname: 1'), 5, shape('name must be a string')],
];

test.each(INVALID)('%j', (text, line, message) => {
  const parsed = parse(text, { file: FILE });
  expect(parsed.ok ? 'a project' : parsed.problems[0]).toMatchObject({ line, message });
});

test('everything that is wrong is told, what compose would name first', () => {
  const parsed = parse(
    'services:\n  b:\n    image: x\n    foo: 1\n  a:\n    image: [x]\n    networks: {n: {aliases: x}}\n',
    { file: FILE },
  );
  expect(parsed.ok ? [] : parsed.problems.map(({ line, message }) => [line, message.replace(/^.*yaml: /, '')])).toEqual(
    [
      [7, 'services.a.networks.n.aliases must be a array'],
      [4, "services.b additional properties 'foo' not allowed"],
      [6, 'services.a.image must be a string'],
    ],
  );
});

test('no text makes the parser throw', () => {
  const words = [
    'services',
    ':',
    ' ',
    '\n',
    '  ',
    'a',
    '-',
    '[',
    ']',
    '{',
    '}',
    '&x',
    '*x',
    '"',
    "'",
    '$',
    '${',
    'image',
    'ports',
    '80:80',
    '#',
    '|',
    '<<',
    '!reset',
    '1',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (parts) => {
      const parsed = parse(parts.join(''));
      if (!parsed.ok) expect(parsed.problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
