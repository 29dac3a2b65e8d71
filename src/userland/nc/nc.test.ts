import { expect, test } from 'vitest';
import { type Hosts, living, run, start, twoHosts, wait } from '../../../tests/unit/hosts';
import { worldDns } from '../outside/world-dns';
import { nc } from './nc';
import { NC_USAGE } from './usage';

const SECOND = 1_000_000;
const hosts = (): Hosts => twoHosts([nc, worldDns], 'nameserver 10.77.0.2\n');
const client = (on: Hosts, line: string, stdin: string | null = '') =>
  run(on, 'client', line.split(' '), 600 * SECOND, stdin);

test('-z says what a port is', () => {
  const on = hosts();
  start(on, 'server', ['nc', '-lk', '80']);
  expect(client(on, 'nc -zv 10.77.0.2 80')).toMatchObject({
    err: 'Connection to 10.77.0.2 80 port [tcp/http] succeeded!\n',
    status: 0,
  });
  expect(client(on, 'nc -zv 10.77.0.2 81-79')).toMatchObject({
    err: `nc: connect to 10.77.0.2 port 79 (tcp) failed: Connection refused
Connection to 10.77.0.2 80 port [tcp/http] succeeded!
nc: connect to 10.77.0.2 port 81 (tcp) failed: Connection refused
`,
    status: 0,
  });
  expect(client(on, 'nc -z 10.77.0.2 81')).toMatchObject({ out: '', err: '', status: 1 });
  expect(client(on, 'nc -zv 10.77.0.2 http')).toMatchObject({ status: 0 });
});

test('nobody there, nobody in time, no way at all', () => {
  const on = hosts();
  const far = client(on, 'nc -zv 10.77.0.99 80');
  expect(far).toMatchObject({ err: 'nc: connect to 10.77.0.99 port 80 (tcp) failed: No route to host\n', status: 1 });
  expect(Math.round(far.took / SECOND)).toBe(3);
  const hasty = client(on, 'nc -zv -w 1 10.77.0.98 80');
  expect(hasty).toMatchObject({
    err: 'nc: connect to 10.77.0.98 port 80 (tcp) timed out: Operation now in progress\n',
    status: 1,
  });
  expect(Math.round(hasty.took / SECOND)).toBe(1);
  expect(client(on, 'nc -zv 192.0.2.1 80').err).toBe(
    'nc: connect to 192.0.2.1 port 80 (tcp) failed: Network is unreachable\n',
  );
});

test('a name is looked up, and told with its address', () => {
  const on = hosts();
  start(on, 'server', ['world-dns', '10.77.0.2']);
  expect(client(on, 'nc -zv localhost 80').err).toBe(
    'nc: connect to localhost (127.0.0.1) port 80 (tcp) failed: Connection refused\n',
  );
  expect(client(on, 'nc nosuch 80')).toMatchObject({
    err: 'nc: getaddrinfo for host "nosuch" port 80: Name or service not known\n',
    status: 1,
  });
  expect(client(on, 'nc -zvn web 80').err).toBe('nc: getaddrinfo for host "web" port 80: Name or service not known\n');
});

test('text goes both ways; -N closes after the input, and the server ends with the connection', () => {
  const on = hosts();
  const server = start(on, 'server', ['nc', '-lvn', '9000'], 'reply\n');
  const { out, err, status } = client(on, 'nc -Nv 10.77.0.2 9000', 'hi\n');
  expect([out, err, status]).toEqual(['reply\n', 'Connection to 10.77.0.2 9000 port [tcp/*] succeeded!\n', 0]);
  wait(on, SECOND);
  expect(server.out()).toBe('hi\n');
  expect(server.err()).toMatch(/^Listening on 0\.0\.0\.0 9000\nConnection received on 10\.77\.0\.1 \d+\n$/);
  expect(living(on)).toEqual([]);
});

test('without -N a client whose input has ended waits for the other side', () => {
  const on = hosts();
  start(on, 'server', ['nc', '-l', '9000'], '');
  expect(run(on, 'client', ['nc', '10.77.0.2', '9000'], 60 * SECOND, 'hi\n').status).toBe(null);
});

test('-k goes on to the next caller, -q 0 leaves with the end of the input, -w after silence', () => {
  const on = hosts();
  const server = start(on, 'server', ['nc', '-lk', '-p', '9001'], '');
  client(on, 'nc -N 10.77.0.2 9001', 'one\n');
  client(on, 'nc -q 0 10.77.0.2 9001', 'two\n');
  const patient = client(on, 'nc -w 2 10.77.0.2 9001', 'three\n');
  wait(on, SECOND);
  expect(server.out()).toBe('one\ntwo\nthree\n');
  expect(Math.round(patient.took / SECOND)).toBe(2);
});

test('datagrams: a server ties itself to its caller, -v asks first whether anybody hears', () => {
  const on = hosts();
  const server = start(on, 'server', ['nc', '-ulvn', '9002'], '');
  expect(client(on, 'nc -u -w 1 -v 10.77.0.2 9002', 'hi\n')).toMatchObject({
    err: 'Connection to 10.77.0.2 9002 port [udp/*] succeeded!\n',
    status: 0,
  });
  expect(server.err()).toMatch(/^Bound on 0\.0\.0\.0 9002\nConnection received on 10\.77\.0\.1 \d+\n$/);
  expect(server.out()).toBe('XXXhi\n');
  expect(client(on, 'nc -zvu 10.77.0.2 9')).toMatchObject({ err: '', status: 1 });
  expect(client(on, 'nc -u 10.77.0.2 9', 'hi\n')).toMatchObject({ status: 0 });
});

test.each([
  ['nc', NC_USAGE],
  ['nc 10.77.0.2', 'nc: missing port number\n'],
  ['nc -l', 'nc: missing port number\n'],
  ['nc -l -z 80', 'nc: cannot use -z and -l\n'],
  ['nc -x', `nc: option requires an argument -- 'x'\n${NC_USAGE}`],
  ['nc -J', `nc: invalid option -- 'J'\n${NC_USAGE}`],
  ['nc -w x 10.77.0.2 80', 'nc: timeout invalid: x\n'],
  ['nc -zv 10.77.0.2 nosuchport', 'nc: port number invalid: nosuchport\n'],
  ['nc -zv 10.77.0.2 99999', 'nc: port number too large: 99999\n'],
  ['nc -s 1.2.3.4 -zv 10.77.0.2 80', 'nc: bind failed: Cannot assign requested address\n'],
  ['nc -l 1.2.3.4 80', 'nc: Cannot assign requested address\n'],
])('%s', (line, err) => {
  expect(client(hosts(), line)).toMatchObject({ out: '', err, status: 1 });
});
