import { expect, test } from 'vitest';
import { Session } from './session';

const FILE = `services:
  web:
    image: nginx
    ports: ['8080:80']
    volumes: ['data:/data']
    networks: [front]
networks:
  front:
volumes:
  data:
`;

function opened(text = FILE): Session {
  const session = new Session();
  session.type('host', `cat > compose.yaml <<'EOF'\n${text}EOF`);
  return session;
}

test('the files that the scenario wrote where the terminal stands, and no others', () => {
  const session = opened();
  session.type('host', 'cd /srv && echo A=1 > .env');
  expect(session.files().hosts).toEqual([
    { machine: 'host', directory: '/srv', files: [{ path: '/srv/.env', text: 'A=1\n' }] },
  ]);
  session.type('host', 'cd /root');
  expect(session.files().hosts[0]?.files).toEqual([{ path: '/root/compose.yaml', text: FILE }]);
});

test('a file is checked as it is drafted: compose says where it is wrong, and what is not simulated is named', () => {
  const session = opened();
  expect(session.checkCompose('host/root/compose.yaml', {})).toEqual({
    problems: [],
    warnings: [],
    ignored: [{ element: 'volumes', services: ['web'] }],
  });
  const draft = FILE.replace('image:', 'imagee:');
  const { problems } = session.checkCompose('host/root/compose.yaml', { 'host/root/compose.yaml': draft });
  expect(problems).toMatchObject([{ line: 3, message: expect.stringContaining("'imagee'") as string }]);
});

test('an override is read over the file that it belongs to, variables come from .env', () => {
  const session = opened();
  const drafts = {
    'host/root/compose.override.yaml': 'services:\n  web:\n    image: ${IMAGE}\n',
    'host/root/.env': 'IMAGE=httpd\n',
  };
  expect(session.checkCompose('host/root/compose.override.yaml', drafts).problems).toEqual([]);
  expect(session.checkCompose('host/root/compose.override.yaml', drafts).warnings).toEqual([]);
});

test('a line that has moved is found at its new place by what was made before', () => {
  const session = opened();
  session.type('host', 'docker compose up -d');
  const moved = FILE.replace('services:\n', "services:\n  cache:\n    image: redis\n    ports: ['6379:6379']\n");
  session.type('host', `cat > compose.yaml <<'EOF'\n${moved}EOF`);
  const { steps } = session.type('host', 'docker compose up -d');
  const view = session.view(steps);
  const origins = new Set(
    [...view.topology.nodes, ...view.topology.edges, ...view.state.flatMap(({ rows }) => rows)].flatMap(
      ({ origin }) =>
        /^docker compose up: (.*) \(.*:(\d+)\)$/
          .exec(origin ?? '')
          ?.slice(1, 3)
          .join(' ') ?? [],
    ),
  );
  expect([...origins].sort()).toEqual([
    'network default 1',
    'network front 11',
    'service cache 2',
    'service cache 4',
    'service web 5',
    'service web 7',
  ]);
});

test('whatever compose made keeps its line, on the canvas and in the tables; a command has the step that it begins at', () => {
  const session = opened();
  const { steps } = session.type('host', 'docker compose up -d');
  const view = session.view(steps);
  const origin = 'docker compose up: service web (/root/compose.yaml:2)';
  expect(view.topology.nodes.find(({ title }) => title === 'root-web-1')?.origin).toBe(origin);
  expect(view.topology.edges.filter((edge) => edge.origin === origin)).toHaveLength(1);
  expect(view.topology.nodes.find(({ title }) => title === 'root_front')?.origin).toBe(
    'docker compose up: network front (/root/compose.yaml:8)',
  );
  const rules = view.state.find(({ key, owner }) => key === 'state_rules' && owner === 'host')?.rows ?? [];
  expect(rules.filter((row) => row.origin?.endsWith('(/root/compose.yaml:4)')).length).toBeGreaterThan(1);
  session.type('host', 'docker exec root-web-1 ping -c 1 203.0.113.80');
  const last = session.view(session.proceed().steps).consoles.at(-1);
  const step = session.stepOf(last?.id ?? 0);
  expect(step).toBe(steps);
  expect(session.view(step).consoles.at(-1)?.line).toBe(last?.line);
  expect(session.view(step - 1).consoles).not.toContainEqual(expect.objectContaining({ id: last?.id }));
});
