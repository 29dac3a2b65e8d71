import { expect, test } from 'vitest';
import { Session } from '../../inspect/session';
import { containerName, freeName, hostPort, netemLine, networkLine, publishLines, ruleLine, runLine } from './commands';
import { addEntries, dropLine, leaveLines, menuOf } from './menu';

function drawn(...lines: readonly string[]) {
  const session = new Session();
  session.open('');
  for (const line of lines) session.type('host', line);
  const { steps } = session.type('host', 'true');
  const topology = session.view(steps).topology;
  const box = (title: string) => topology.nodes.find((node) => node.title === title)?.id ?? '';
  const drawing = session.drawing();
  const menu = (id: string) =>
    menuOf(drawing, topology, id)
      .flat()
      .map(({ title, lines: [first] }) => [title, first?.line]);
  return { session, drawing, topology, box, menu };
}

test('a container: networks to connect to and disconnect from, a port, a life, its cable', () => {
  const { menu, box, drawing } = drawn('docker network create red');
  const dev = drawing.cables.find(({ edge, dev: name }) => edge !== '' && name.startsWith('veth'))?.dev ?? '';
  expect(menu(box('c1'))).toEqual([
    ['draw_connect', 'docker network connect red c1'],
    ['draw_disconnect', 'docker network disconnect bridge c1'],
    ['draw_publish', 'docker rm -f c1; docker run -d --name c1 -p …'],
    ['draw_send', 'docker exec c1 ping …'],
    ['draw_shell', 'docker exec -it c1 sh'],
    ['draw_stop', 'docker stop c1'],
    ['draw_restart', 'docker restart c1'],
    ['draw_pause', 'docker pause c1'],
    ['draw_remove', 'docker rm -f c1'],
    ['draw_cut', `ip link set ${dev} down`],
    ['draw_netem', `tc qdisc add dev ${dev} root netem …`],
  ]);
});

test('what stands still can be started, what is paused goes on', () => {
  const { menu, box } = drawn('docker stop -t 0 c1', 'docker pause c2');
  expect(menu(box('c1')).map(([title]) => title)).toEqual([
    'draw_disconnect',
    'draw_publish',
    'draw_start',
    'draw_remove',
  ]);
  expect(menu(box('c2')).map(([title]) => title)).toContain('draw_unpause');
});

test('a network: who can be connected, who disconnected; docker0 stays', () => {
  const { menu, box } = drawn('docker network create red', 'docker network connect red c1');
  expect(menu(box('red'))).toEqual([
    ['draw_container', 'docker run -d --network red …'],
    ['draw_connect_here', 'docker network connect red c2'],
    ['draw_disconnect_here', 'docker network disconnect red c1'],
    ['draw_remove', 'docker network rm red'],
  ]);
  expect(menu(box('docker0')).map(([title]) => title)).not.toContain('draw_remove');
});

test('a host: what can be added; a network without a bridge; the laptop: its own end of its cable', () => {
  const { menu, box } = drawn('docker network create -d macvlan --subnet 10.0.0.0/24 -o parent=eth0 lan');
  expect(menu(box('lan')).map(([, line]) => line)).toEqual([
    'docker run -d --network lan …',
    'docker network connect lan c1',
    'docker network connect lan c2',
    'docker network rm lan',
  ]);
  expect(menu('host').map(([, line]) => line)).toEqual([
    'docker run -d …',
    'docker network create …',
    'iptables -I …',
    'hostname',
    'ping …',
    'docker swarm init --advertise-addr 10.0.0.10',
    'ip link set eth0 down',
    'tc qdisc add dev eth0 root netem …',
  ]);
  const { topology, drawing } = drawn();
  expect(menuOf(drawing, topology, 'laptop').flat().at(1)?.lines).toEqual([
    { at: 'laptop', line: 'ip link set eth0 down' },
  ]);
});

test('a swarm begun on one host is joined from another and left again', () => {
  const session = new Session();
  session.open('');
  session.type('host2', 'hostname');
  const line = (box: string, title: string) => {
    const { topology } = session.view(Number.MAX_SAFE_INTEGER);
    const entry = menuOf(session.drawing(), topology, box)
      .flat()
      .find((candidate) => candidate.title === title);
    return entry?.lines ?? [];
  };
  session.draw(line('host', 'draw_swarm_init'));
  expect(line('host2', 'draw_swarm_join')).toEqual([
    { at: 'host2', line: 'docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377' },
  ]);
  session.draw(line('host2', 'draw_swarm_join'));
  expect(session.drawing().hosts.map(({ swarm }) => swarm)).toEqual(['manager', 'worker']);
  session.draw(line('host2', 'draw_swarm_leave'));
  expect(session.drawing().hosts.map(({ swarm }) => swarm)).toEqual(['manager', null]);
});

test('a cable that is cut is mended, one that loses frames stops losing them; each by its own command', () => {
  const first = drawn();
  const { edge, dev } = first.drawing.cables.find(({ dev: name }) => name.startsWith('veth'))!;
  const { menu, session } = drawn(`ip link set ${dev} down`, `tc qdisc add dev ${dev} root netem loss 30%`);
  expect(menu(edge)).toEqual([
    ['draw_mend', `ip link set ${dev} up`],
    ['draw_netem', `tc qdisc add dev ${dev} root netem …`],
    ['draw_netem_end', `tc qdisc del dev ${dev} root`],
  ]);
  for (const [, line] of menu(edge).filter(([title]) => title !== 'draw_netem')) session.type('host', line ?? '');
  expect(session.drawing().cables.find((cable) => cable.edge === edge)).toMatchObject({ up: true, netem: null });
});

test('somebody’s own rule is deleted by the command that the menu shows', () => {
  const { menu, box, session } = drawn('iptables -I FORWARD -s 172.17.0.2 -p tcp --dport 80 -j DROP');
  const [, deletion] = menu(box('filter'));
  expect(deletion).toEqual([
    'draw_delete_rule',
    'iptables -D FORWARD -s 172.17.0.2/32 -p tcp -m tcp --dport 80 -j DROP',
  ]);
  session.type('host', deletion?.[1] ?? '');
  expect(session.drawing().hosts[0]?.rules.some(({ typed }) => typed)).toBe(false);
});

test('a box dropped on a network connects; on one that it is on already, nothing happens', () => {
  const { drawing, box } = drawn('docker network create red');
  expect(dropLine(drawing, box('c1'), box('red'))).toEqual({ at: 'host', line: 'docker network connect red c1' });
  expect(dropLine(drawing, box('c1'), box('docker0'))).toBeNull();
  expect(dropLine(drawing, box('red'), box('c1'))).toBeNull();
  expect(addEntries(drawing, 'host').at(-1)?.lines).toEqual([{ at: 'host2', line: 'hostname' }]);
});

test('a box pulled off its networks leaves each of them; one that is on none has none to leave', () => {
  const { drawing, box } = drawn(
    'docker network create red',
    'docker network connect red c1',
    'docker run -d --name bare --network none alpine',
  );
  expect(leaveLines(drawing, box('c1')).map(({ at, line }) => `${at}: ${line}`)).toEqual([
    'host: docker network disconnect bridge c1',
    'host: docker network disconnect red c1',
  ]);
  expect(leaveLines(drawing, box('bare'))).toEqual([]);
});

test('what a form says is what would be typed', () => {
  const container = { image: 'nginx', name: 'web', network: 'red', ports: { '80/tcp': '8080', '53/udp': '53' } };
  expect(runLine(container)).toBe('docker run -d --name web --network red -p 8080:80 -p 53:53/udp nginx');
  expect(runLine({ ...container, network: 'bridge', ports: {} })).toBe('docker run -d --name web nginx');
  const network = {
    name: 'lan',
    driver: 'macvlan',
    internal: false,
    subnet: '10.0.0.0/24',
    gateway: '10.0.0.1',
    parent: 'eth0',
  };
  expect(networkLine(network)).toBe(
    'docker network create -d macvlan --subnet 10.0.0.0/24 --gateway 10.0.0.1 -o parent=eth0 lan',
  );
  const cable = { edge: '', from: '', to: '', machine: 'host', prefix: '', dev: 'veth1', up: true, netem: null };
  expect(netemLine(cable, 50, 30)).toBe('tc qdisc add dev veth1 root netem delay 50ms loss 30%');
  expect(netemLine({ ...cable, netem: 'loss 1%' }, 0, 5)).toBe('tc qdisc replace dev veth1 root netem loss 5%');
  const rule = { chain: 'FORWARD', from: '172.17.0.2', to: '', protocol: 'tcp', port: '80', verdict: 'REJECT' };
  expect(ruleLine(rule)).toBe('iptables -I FORWARD -s 172.17.0.2 -p tcp --dport 80 -j REJECT');
});

test('a port is published by making the container again, the same and with the port', () => {
  const { drawing, session } = drawn('docker run -d --name web nginx');
  const web = drawing.hosts[0]!.containers.find(({ name }) => name === 'web')!;
  const lines = publishLines(web, '80/tcp', '8080');
  expect(lines).toEqual(['docker rm -f web', 'docker run -d --name web -p 8080:80 nginx']);
  session.draw(lines.map((line) => ({ at: 'host', line })));
  expect(session.drawing().hosts[0]?.published).toEqual([8080]);
  session.undo();
  expect(session.drawing()).toEqual(drawing);
});

test('names and ports that nobody has', () => {
  expect(containerName('alpine', [], ['c1', 'c2'])).toBe('c3');
  expect(containerName('prom/prometheus:v2', ['9090/tcp'], [])).toBe('prometheus');
  expect(containerName('nginx', ['80/tcp'], ['nginx', 'nginx2'])).toBe('nginx3');
  expect(freeName('my-net', [])).toBe('my-net');
  expect([hostPort('80/tcp', []), hostPort('80/tcp', [80, 8080])]).toEqual(['80', '8081']);
});
