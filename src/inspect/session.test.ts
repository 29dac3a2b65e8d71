import { expect, test } from 'vitest';
import { Session } from './session';

function opened(): Session {
  const session = new Session();
  expect(session.open('')).toMatchObject({ ok: true, step: 0, progress: { running: false, stopped: null } });
  return session;
}

test('the opening scenario: two containers, and a ping from the first question to the last reply', () => {
  const session = opened();
  const start = session.view(0);
  expect(start.steps).toBeGreaterThan(20);
  expect(
    start.topology.nodes.filter((node) => node.kind === 'container').map((node) => [node.title, node.state]),
  ).toEqual([
    ['c1', 'running'],
    ['c2', 'running'],
  ]);
  const rows = session.rows(1, start.steps);
  expect(rows[0]).toMatchObject({
    place: 'c1/eth0',
    sent: true,
    protocol: 'ARP',
    summary: 'Who has 172.17.0.3? Tell 172.17.0.2',
  });
  expect(rows.filter((row) => row.protocol === 'ICMP')).toHaveLength(16);
});

test('a step tells where the frame is, what is in it, why, and what changed', () => {
  const session = opened();
  const view = session.view(2);
  expect(view.row).toMatchObject({ sent: false, protocol: 'ARP' });
  expect(view.hop?.peer).toBe(session.view(1).hop?.port);
  expect(view.frame?.layers.map((layer) => layer.protocol)).toEqual(['eth', 'arp']);
  expect(view.reasons.map((reason) => reason.key)).toEqual(['why_bridge_learn', 'why_bridge_flood_broadcast']);
  const fdb = view.state.find((section) => section.key === 'state_fdb');
  expect(fdb?.rows).toMatchObject([{ cells: ['02:42:ac:11:00:02', expect.stringMatching(/^veth/)], change: 'added' }]);
});

test('back and forth finds the same view', () => {
  const session = opened();
  const there = Array.from({ length: 12 }, (_, step) => session.view(step));
  for (let step = 11; step >= 0; step--) expect(session.view(step)).toEqual(there[step]);
});

test('undo and redo: the steps, their exchanges and their drops are those of the run that is left', () => {
  const session = opened();
  const [before, rows] = [session.view(12), session.rows(1, 25)];
  const drop = 'iptables -I FORWARD -s 172.17.0.2 -j DROP';
  session.type('host', drop);
  const lost = session.type('host', 'docker exec c1 ping -c 1 -W 1 172.17.0.3');
  const after = session.rows(1, lost.steps);
  expect(after.some(({ dropped }) => dropped)).toBe(true);
  expect(lost.undo).toEqual({ kind: 'lines', lines: ['docker exec c1 ping -c 1 -W 1 172.17.0.3'] });
  session.undo();
  const { progress, seed } = session.undo();
  expect([progress.steps, seed]).toEqual([25, 'ping']);
  expect(progress.run).not.toBe(lost.run);
  expect(progress.redo).toEqual({ kind: 'lines', lines: [drop] });
  expect(session.rows(1, 40)).toEqual(rows);
  expect({ ...session.view(12), consoles: [] }).toEqual({ ...before, consoles: [] });
  session.redo();
  session.redo();
  expect(session.rows(1, lost.steps)).toEqual(after);
  expect(session.redo().progress.redo).toBeNull();
});

test('another scenario, another engine and a link are taken back like a command', () => {
  const session = opened();
  session.openSeed('names');
  session.setEngine('28');
  const fragment = session.share(0) ?? '';
  session.openSeed('none');
  expect(session.undo().progress.undo).toEqual({ kind: 'engine', engine: '28' });
  expect(session.share(0)).toBe(fragment);
  expect(session.view(0).engine).toBe('28');
  session.undo();
  expect(session.view(0).engine).toBe('20.10');
  expect(session.undo().seed).toBe('ping');
  session.open(fragment);
  expect(session.undo().seed).toBe('ping');
});

test('a link opens the same run at its step', () => {
  const session = opened();
  session.type('host', 'docker exec c2 ping -c 1 172.17.0.2');
  const other = new Session();
  expect(other.open(session.share(9) ?? '')).toMatchObject({ ok: true, step: 9 });
  expect(other.view(9)).toEqual(session.view(9));
});

test('a broken link leaves the run as it was', () => {
  const session = opened();
  const before = session.view(5);
  expect(session.open('v=1&s=AAAA&i=1')).toMatchObject({ ok: false });
  expect(session.view(5)).toEqual(before);
});

test('Shift and u: the next device, the end of the exchange', () => {
  const session = opened();
  expect(session.nextDevice(1, 1)).toBe(2);
  expect(session.rows(1, session.finishExchange(1)).at(-1)).toMatchObject({
    place: 'c1/eth0',
    sent: false,
    protocol: 'ARP',
  });
});

test('bridges joined twice: the storm is stopped and named', () => {
  const session = opened();
  const lines = [
    'ip link add br1 type bridge',
    'ip link add br2 type bridge',
    'ip link add a1 type veth peer name a2',
    'ip link add b1 type veth peer name b2',
    'ip link set a1 master br1',
    'ip link set b1 master br1',
    'ip link set a2 master br2',
    'ip link set b2 master br2',
    'for n in br1 br2 a1 a2 b1 b2; do ip link set $n up; done',
    'ip addr add 10.5.0.1/24 dev br1',
  ];
  for (const line of lines) session.type('host', line);
  expect(session.type('host', 'ping -c 1 -W 1 10.5.0.2').stopped).toBe('stopped_storm');
});

test('a box that is looked at shows its own tables first, and its machine’s', () => {
  const session = opened();
  const view = session.view(1);
  const box = view.topology.nodes.find(({ title }) => title === 'c2')!;
  const owners = session.view(1, box.id).state.map(({ owner }) => owner);
  expect(owners[0]).toBe('c2');
  expect(owners).toContain('host');
  expect(view.state.map(({ owner }) => owner)).not.toContain('c2');
});

test('what somebody made by hand is told from what Docker made', () => {
  const session = opened();
  const lines = [
    'ip netns add lab',
    'ip link add br9 type bridge',
    'ip link add v9 type veth peer name eth0 netns lab',
    'ip link set v9 master br9 up',
  ];
  for (const line of lines) session.type('host', line);
  const { steps } = session.view(0);
  const { nodes: boxes, edges } = session.view(steps).topology;
  expect(edges.filter(({ byHand }) => byHand === true).map(({ from, to }) => [from, to].sort()[0])).toEqual([
    'host/v9',
  ]);
  const nodes = boxes.filter(({ byHand }) => byHand === true);
  expect(nodes.map(({ title }) => title).sort()).toEqual(['br9', 'lab']);
});

test('an internal network of the gallery carries frames inside and none out', () => {
  const session = opened();
  session.openSeed('internal');
  const { steps } = session.view(0);
  const rows = session.rows(1, steps);
  expect(rows.some(({ protocol }) => protocol === 'ICMP')).toBe(true);
  expect(rows.some(({ place }) => place.startsWith('router/'))).toBe(false);
});

test('a scenario that is longer than a link may be has none, rather than one that does not open', () => {
  const session = opened();
  expect(session.share(0)).not.toBeNull();
  for (let i = 0; i < 9; i++) session.type('host', `: ${String(i).repeat(30_000)}`);
  expect(session.share(0)).toBeNull();
});
