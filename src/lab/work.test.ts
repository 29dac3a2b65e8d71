import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeLink, encodeLink } from './link';
import { scenarioOf } from './scenario';
import { SEEDS } from './seeds';
import { type CommandLine, Work } from './work';

const open = (lines: readonly string[] = []): Work =>
  new Work(scenarioOf(lines), { note: () => undefined, begun: () => undefined, rewound: () => undefined });

function settle(work: Work): void {
  while (work.run.advance(5000));
}

/** Everything there is of the world, and every step that led to it. */
function bytes({ run }: Work): string {
  const steps = [...run.trace].map(({ time, place, sent }) => [time, place, sent]);
  return JSON.stringify([run.world, steps]);
}

const name = fc.constantFrom('c1', 'c2', 'web');
const network = fc.constantFrom('red', 'blue');
const line = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((words) => words.join(' '));
const host = (text: fc.Arbitrary<string>): fc.Arbitrary<CommandLine> =>
  text.map((typed) => ({ at: 'host', line: typed }));
const command: fc.Arbitrary<CommandLine> = fc.oneof(
  host(line('docker run -d --name', name, 'alpine')),
  host(line('docker run -d -P --network', network, '--name', name, 'nginx')),
  host(line('docker network create', network)),
  host(line('docker network connect', network, name)),
  host(line('docker network disconnect', network, name)),
  host(line('docker rm -f', name)),
  host(line('docker', fc.constantFrom('stop -t 0', 'start', 'restart -t 0', 'pause', 'unpause'), name)),
  host(line('docker exec', name, 'ping -c 1 -W 1', name)),
  host(line('ip link set docker0', fc.constantFrom('up', 'down'))),
  host(line('tc qdisc', fc.constantFrom('replace', 'delete'), 'dev eth0 root netem delay 20ms')),
  host(line('iptables', fc.constantFrom('-I', '-D'), 'FORWARD -s 172.17.0.2 -j DROP')),
  fc.constant({ at: 'laptop', line: 'ping -c 1 -W 1 10.0.0.10' }),
);

type Act = (work: Work) => void;
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 20,
    arbitrary: command.map(
      (typed): Act =>
        (work) =>
          work.type([typed]),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.array(command, { minLength: 2, maxLength: 3 }).map(
      (typed): Act =>
        (work) =>
          work.type(typed),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...SEEDS.slice(0, 4)).map(
      ({ lines }): Act =>
        (work) =>
          work.replace(scenarioOf(lines), { kind: 'scenario' }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('20.10' as const, '28' as const).map(
      (engine): Act =>
        (work) =>
          work.replace({ ...work.scenario, engine }, { kind: 'engine', engine }),
    ),
  },
);

test('a hundred random edits undone and redone leave the same world', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 100, maxLength: 100 }), (acts) => {
      const work = open();
      settle(work);
      const worlds = [bytes(work)];
      for (const edit of acts) {
        edit(work);
        settle(work);
        worlds.push(bytes(work));
      }
      for (const world of worlds.slice(0, -1).toReversed()) {
        work.undo();
        settle(work);
        expect(bytes(work) === world).toBe(true);
      }
      expect(work.edits.undo).toBeNull();
      for (const world of worlds.slice(1)) {
        work.redo();
        settle(work);
        expect(bytes(work) === world).toBe(true);
      }
      expect(work.edits.redo).toBeNull();
    }),
    { numRuns: 2 },
  );
}, 120_000);

test('several lines of one edit go together, and what runs is cut off', () => {
  const work = open();
  settle(work);
  const before = bytes(work);
  work.type([
    { at: 'host', line: 'docker run -d --name c1 alpine' },
    { at: 'host', line: 'docker exec c1 ping 172.17.0.1' },
  ]);
  work.run.advance(3000);
  work.undo();
  expect(bytes(work)).toBe(before);
  expect(work.scenario.lines).toEqual([]);
});

test('Ctrl+C is undone with its command, and comes again with it', () => {
  const work = open(['docker run -d --name c1 alpine']);
  settle(work);
  work.type([{ at: 'host', line: 'docker exec c1 ping 172.17.0.1' }]);
  work.run.advance(200);
  work.run.input({ type: 'interrupt' });
  settle(work);
  const after = bytes(work);
  work.undo();
  work.redo();
  settle(work);
  expect(bytes(work)).toBe(after);
});

test('a link of what was typed leads to the same frames at the same times', () => {
  const work = open(['docker run -d --name c1 alpine']);
  settle(work);
  for (const typed of ['docker run -d --name c2 alpine', 'docker exec c1 ping -c 1 172.17.0.3']) {
    work.type([{ at: 'host', line: typed }]);
    settle(work);
  }
  work.type(['ping -c 1 172.17.0.2', 'ping -c 1 172.17.0.3'].map((typed) => ({ at: 'host', line: typed })));
  settle(work);
  const link = decodeLink(encodeLink(work.scenario, 0));
  if (!link.ok) throw new Error(link.error);
  const again = new Work(link.scenario, { note: () => undefined, begun: () => undefined, rewound: () => undefined });
  settle(again);
  const steps = ({ run }: Work) => [...run.trace].map(({ time, place, sent }) => `${time} ${place} ${sent}`);
  expect(steps(work).length).toBeGreaterThan(20);
  expect(steps(again)).toEqual(steps(work));
});

test('Ctrl+C is part of the scenario: who opens it again sees the same frames and the same end', () => {
  const work = open(['docker run -d --name c1 alpine']);
  settle(work);
  work.type([{ at: 'host', line: 'docker exec c1 ping 172.17.0.1' }]);
  work.run.advance(400);
  work.run.input({ type: 'interrupt' });
  settle(work);
  work.type([{ at: 'host', line: 'docker exec c1 ping -c 1 172.17.0.1' }]);
  settle(work);
  const link = decodeLink(encodeLink(work.scenario, 0));
  if (!link.ok) throw new Error(link.error);
  expect(link.scenario.typed).toMatchObject([{ line: 1, text: '\x03' }]);
  const again = new Work(link.scenario, { note: () => undefined, begun: () => undefined, rewound: () => undefined });
  settle(again);
  expect(again.run.trace.length).toBe(work.run.trace.length);
  expect(again.run.world.consoles).toEqual(work.run.world.consoles);
  expect(again.scenario).toEqual(work.scenario);
});

test('an edit after undo makes what was undone unreachable', () => {
  const work = open();
  work.type([{ at: 'host', line: 'docker network create red' }]);
  work.undo();
  work.type([{ at: 'laptop', line: 'ip addr' }]);
  expect(work.edits).toEqual({ undo: { kind: 'lines', lines: ['@laptop ip addr'] }, redo: null });
  work.redo();
  expect(work.scenario.lines).toEqual(['@laptop ip addr']);
});

test('where nothing was done, undo takes back the last line of what was opened', () => {
  const work = open(['docker network create red', 'docker run -d --name c1 --network red alpine']);
  settle(work);
  const opened = bytes(work);
  work.undo();
  expect(work.scenario.lines).toEqual(['docker network create red']);
  work.undo();
  expect(work.scenario.lines).toEqual([]);
  expect(work.edits.undo).toBeNull();
  work.redo();
  work.redo();
  settle(work);
  expect(bytes(work)).toBe(opened);
});

test('a host that is named for the first time was there from the beginning, and goes with undo', () => {
  const work = open(['docker run -d --name c1 alpine']);
  settle(work);
  const before = bytes(work);
  work.type([{ at: 'host2', line: 'hostname' }]);
  settle(work);
  expect(Object.keys(work.run.world.engines)).toEqual(['host', 'host2']);
  expect(work.scenario.lines).toEqual(['docker run -d --name c1 alpine', '@host2 hostname']);
  work.undo();
  settle(work);
  expect(bytes(work)).toBe(before);
  work.type([{ at: 'host', line: '@host4 docker ps' }]);
  settle(work);
  expect(Object.keys(work.run.world.engines)).toEqual(['host', 'host2', 'host3', 'host4']);
});
