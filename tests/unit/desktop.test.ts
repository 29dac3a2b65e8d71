import { expect, test } from 'vitest';
import { transcriptOf } from '../../src/lab/capture';
import { createRun } from '../../src/lab/run';
import { scenarioOf } from '../../src/lab/scenario';

/** What each line printed on Docker Desktop. */
function outputs(engine: '20.10' | '28', lines: readonly string[]): string[] {
  const run = createRun({ ...scenarioOf(lines, engine), desktop: true });
  while (run.advance(5000));
  return transcriptOf(run.world)
    .split(/^\$ .*\n/m)
    .slice(1);
}

const CODE = `curl -s -o /dev/null -w '%{http_code}'`;

test.each(['20.10', '28'] as const)(
  'engine %s: names of the computer lead to its loopback, with no --add-host',
  (engine) => {
    const [, , , ...seen] = outputs(engine, [
      'python3 -m http.server 5000 --bind 127.0.0.1 &',
      'docker network create n',
      'docker run -d --name own --network n alpine',
      'docker run --rm alpine getent hosts host.docker.internal',
      'docker exec own getent hosts gateway.docker.internal',
      `docker exec own ${CODE} http://host.docker.internal:5000/`,
      `docker exec own ${CODE} http://example.com/`,
    ]);
    expect(seen).toEqual([
      '192.168.65.254  host.docker.internal\n',
      '192.168.65.1    gateway.docker.internal\n',
      '200\n',
      '200\n',
    ]);
  },
);

test('a published port listens on the computer, at the address that was asked for, and is gone with its container', () => {
  const seen = outputs('20.10', [
    'docker run -d --name web -p 8080:80 -p 127.0.0.1:9090:80 nginx',
    `${CODE} http://localhost:8080/`,
    `${CODE} http://127.0.0.1:9090/`,
    `@laptop ${CODE} http://10.0.0.10:8080/`,
    `@laptop ${CODE} http://10.0.0.10:9090/`,
    'docker rm -f web',
    `${CODE} http://localhost:8080/`,
  ]);
  expect(seen.slice(1).map((text) => text.trim().split('\n'))).toEqual([
    ['200'],
    ['200'],
    ['200'],
    ['000', '[exit 7]'],
    ['web'],
    ['000', '[exit 7]'],
  ]);
});

test('a port that the computer has given to somebody is refused', () => {
  const [, refused = ''] = outputs('28', [
    'python3 -m http.server 8080 &',
    'docker run -d --name web -p 8080:80 nginx',
  ]);
  expect(refused).toContain('address already in use');
});

test('the computer has no docker0 and no way to a container', () => {
  const seen = outputs('20.10', [
    'docker run -d --name web nginx',
    'ip link show docker0',
    'ping -c 1 -W 1 172.17.0.2',
    '@vm ping -c 1 -W 1 172.17.0.2',
  ]);
  expect(seen[1]).toContain('Device "docker0" does not exist.');
  expect(seen[2]).toContain('0 received');
  expect(seen[3]).toContain('1 received');
});
