/** `docker compose up` without `-d`, `run`, and the lines that only the simulation says. */
import { expect, test } from 'vitest';
import { createRun, type Run } from '../../src/lab/run';
import { scenarioOf } from '../../src/lab/scenario';
import { get } from '../../src/sim/table';

function project(text: string): Run {
  return createRun(scenarioOf([`mkdir -p /srv/p && cd /srv/p && cat > compose.yaml <<'EOF'\n${text}EOF`], '28'));
}

/** What a line prints, run to its end. */
function play(run: Run, line: string): string {
  run.input({ type: 'line', line, at: 'host' });
  while (run.advance(10_000));
  const entry = run.world.script.entries.at(-1);
  return `${get(run.world.consoles, entry?.console ?? -1)?.text ?? ''}[${entry?.status ?? '?'}]`;
}

const TALK =
  'services:\n  aa: {image: alpine, command: sh -c "echo hi; sleep 1; exit 3"}\n  bb: {image: alpine, command: sh -c "sleep 2; echo bye"}\n';

test('what containers say is shown behind their names until all have ended', () => {
  const shown = play(project(TALK), 'docker compose up');
  expect(shown.slice(shown.indexOf('Attaching'))).toBe(
    'Attaching to aa-1, bb-1\naa-1  | hi\n\n\u001b[Kaa-1 exited with code 3\nbb-1  | bye\n\n\u001b[Kbb-1 exited with code 0\n[0]',
  );
});

test('an interrupted up stops what it has started', () => {
  const run = project('services: {aa: {image: alpine, command: sleep 100}}\n');
  while (run.advance(10_000));
  run.input({ type: 'line', line: 'docker compose up', at: 'host' });
  const attached = () =>
    get(run.world.consoles, run.world.script.entries.at(-1)?.console ?? -1)?.text.includes('Attaching') === true;
  for (let i = 0; i < 10_000 && !attached(); i++) run.advance(1);
  run.input({ type: 'interrupt' });
  while (run.advance(10_000));
  const text = get(run.world.consoles, run.world.script.entries.at(-1)?.console ?? -1)?.text ?? '';
  expect(text.slice(text.indexOf('Attaching'))).toBe(
    'Attaching to aa-1\nGracefully Stopping... press Ctrl+C again to force\n Container p-aa-1  Stopping\n Container p-aa-1  Stopped\n',
  );
  expect(play(run, "docker compose ps -a --format '{{.State}}'")).toBe('exited\n[0]');
});

test("a one-off container has the service's networks and gives its status", () => {
  const run = project('services: {web: {image: nginx}, tool: {image: alpine, depends_on: [web]}}\n');
  expect(play(run, 'docker compose run --rm tool curl -s web')).toContain('Welcome to nginx!\n[0]');
  expect(play(run, 'docker compose run --rm tool sh -c "exit 4"')).toBe(' Container p-web-1  Running\n\n[4]');
  expect(play(run, 'docker compose ps --services')).toBe('web\n[0]');
});

test('what is ignored is named when a project first comes up, and not again', () => {
  const run = project('services: {web: {build: ., ports: ["8000:8000"], volumes: ["./x:/x"]}}\n');
  const sentence =
    'hopscope: not simulated, and ignored: build (web: a stand-in answers on the ports that are named), volumes (web)\n';
  expect(play(run, 'docker compose up -d')).toContain(sentence);
  expect(play(run, 'docker compose up -d')).toBe(' Container p-web-1  Running\n[0]');
  expect(play(run, '@laptop curl -s http://10.0.0.10:8000/')).toBe('p-web\n[0]');
});

test('what compose can do and the simulation cannot is said in one sentence', () => {
  expect(play(project(TALK), 'docker compose watch')).toBe('hopscope: docker compose watch is not simulated\n[1]');
});
