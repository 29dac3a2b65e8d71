import { expect, test } from 'vitest';
import { createRun } from '../../src/lab/run';
import { scenarioOf } from '../../src/lab/scenario';
import { containersOf } from '../../src/docker/engine';

const FILE = "cat > compose.yaml <<'EOF'\nservices:\n  who:\n    image: traefik/whoami\n    container_name: who\nEOF";

test('an image’s own /whoami is the server that it is, not the command of that name', () => {
  const run = createRun(scenarioOf([FILE, 'docker compose up -d']));
  while (run.advance(2000));
  const engine = run.world.engines['host'];
  expect(engine && containersOf(engine).map(({ name, state }) => [name, state])).toEqual([['who', 'running']]);
});
