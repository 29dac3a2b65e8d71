import { expect, test } from 'vitest';
import { type Hosts, living, run, start, twoHosts, wait } from '../../../tests/unit/hosts';
import { linkOf } from '../../../tests/unit/net';
import { get } from '../../sim/table';
import { httpd } from '../http/httpd';
import { python3 } from '../http/python';
import { nc } from '../nc/nc';
import { worldDns } from '../outside/world-dns';
import { worldHttp } from '../outside/world-http';
import { curl } from './curl';

const SECOND = 1_000_000;
const PAGE = 'Welcome to nginx!\n';

function hosts(): Hosts {
  const on = twoHosts([curl, httpd, nc, python3, worldDns, worldHttp], 'nameserver 10.77.0.2\n');
  const files = get(on.runtime.world.roots, 'server')?.files ?? {};
  files['/www/index.html'] = PAGE;
  files['/www/a.txt'] = 'hi\n';
  start(on, 'server', ['httpd', '-f', '-p', '80', '-h', '/www']);
  return on;
}

const words = (line: string): string[] => (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'|'$/g, ''));
const client = (on: Hosts, line: string) => run(on, 'client', words(line));

test('fetches a page, and both ends are closed', () => {
  const on = hosts();
  expect(client(on, 'curl -s http://10.77.0.2/')).toMatchObject({ out: PAGE, err: '', status: 0 });
  wait(on, 63 * SECOND);
  expect(living(on).length).toBe(1);
  for (const name of ['client', 'server']) {
    expect(get(on.net.netns, name)?.connections.size).toBe(0);
  }
});

test('a program that serves every address, and a name server that knows it', () => {
  const on = hosts();
  start(on, 'server', ['world-dns', '10.77.0.2']);
  expect(client(on, 'curl -sS http://nosuch.example.com/')).toMatchObject({
    err: 'curl: (6) Could not resolve host: nosuch.example.com\n',
    status: 6,
  });
  expect(client(on, 'curl -s --resolve example.com:80:10.77.0.2 http://example.com/').out).toBe(PAGE);
});

test('-i, -I, -f, -o and -w show what they are asked for', () => {
  const on = hosts();
  const head = client(on, 'curl -sI http://10.77.0.2/').out;
  expect(head.replace(/\d\d:\d\d:\d\d/g, 'T')).toBe(
    [
      'HTTP/1.1 200 OK',
      'Date: Thu, 01 Jan 2026 T GMT',
      'Connection: close',
      'Content-type: text/html',
      'Accept-Ranges: bytes',
      'Last-Modified: Thu, 01 Jan 2026 T GMT',
      'ETag: "6955b900-12"',
      'Content-Length: 18',
      '',
      '',
    ].join('\r\n'),
  );
  expect(client(on, 'curl -si http://10.77.0.2/').out.endsWith(`\r\n\r\n${PAGE}`)).toBe(true);
  expect(client(on, 'curl -sSf http://10.77.0.2/nosuch')).toMatchObject({
    out: '',
    err: 'curl: (22) The requested URL returned error: 404\n',
    status: 22,
  });
  const format =
    "'%{http_code} %{size_download} %{remote_ip} %{remote_port} %{content_type} %{method} %{scheme} %{exitcode}\\n'";
  expect(client(on, `curl -s -o /dev/null -w ${format} http://10.77.0.2/`)).toMatchObject({
    out: '200 18 10.77.0.2 80 text/html GET HTTP 0\n',
  });
  expect(client(on, "curl -sS -w '%{http_code}\\n' http://10.77.0.2:81/")).toMatchObject({ out: '000\n', status: 7 });
  client(on, 'curl -s -o /tmp/x http://10.77.0.2/a.txt');
  expect(get(on.runtime.world.roots, 'client')?.files['/tmp/x']).toBe('hi\n');
});

test('-v tells the exchange', () => {
  const on = hosts();
  expect(
    client(on, "curl -sSv -H 'X-A: 1' -A agent -d a=1 http://10.77.0.2:80/").err.replace(/< Date: .*/, '< Date'),
  ).toBe(
    `*   Trying 10.77.0.2:80...
* Connected to 10.77.0.2 (10.77.0.2) port 80 (#0)
> POST / HTTP/1.1
> Host: 10.77.0.2
> User-Agent: agent
> Accept: */*
> X-A: 1
> Content-Length: 3
> Content-Type: application/x-www-form-urlencoded
> 
} [3 bytes data]
< HTTP/1.1 501 Not Implemented
< Date
< Connection: close
< Content-type: text/html
< 
{ [143 bytes data]
* Closing connection 0
`,
  );
  expect(client(on, 'curl -sSv http://localhost:81/')).toMatchObject({
    err: `*   Trying 127.0.0.1:81...
* connect to 127.0.0.1 port 81 failed: Connection refused
*   Trying [::1]:81...
* Immediate connect fail for ::1: Cannot assign requested address
* Failed to connect to localhost port 81 after 0 ms: Couldn't connect to server
* Closing connection 0
curl: (7) Failed to connect to localhost port 81 after 0 ms: Couldn't connect to server
`,
    status: 7,
  });
});

test("the status is the last transfer's", () => {
  const on = hosts();
  expect(client(on, 'curl -sS http://10.77.0.2:81/ http://10.77.0.2/')).toMatchObject({ out: PAGE, status: 0 });
  expect(client(on, 'curl -sS http://10.77.0.2/ http://10.77.0.2:81/')).toMatchObject({ out: PAGE, status: 7 });
});

test('nobody there, and no way', () => {
  const on = hosts();
  expect(client(on, 'curl -sS http://10.77.0.9/').err).toMatch(
    /^curl: \(7\) Failed to connect to 10\.77\.0\.9 port 80 after 30\d\d ms: Couldn't connect to server\n$/,
  );
  expect(client(on, 'curl -sS http://192.0.2.1/')).toMatchObject({ status: 7 });
});

test.each([
  ['curl -sS -m 2 http://10.77.0.2/', 'curl: (28) Connection timed out after 2001 milliseconds\n'],
  [
    'curl -sS --connect-timeout 2 http://10.77.0.2/',
    'curl: (28) Failed to connect to 10.77.0.2 port 80 after 2001 ms: Timeout was reached\n',
  ],
  ['curl -sS -m 2 http://web/', 'curl: (28) Resolving timed out after 2001 milliseconds\n'],
])('silence: %s', (line, err) => {
  const on = hosts();
  client(on, 'curl -s http://10.77.0.2/');
  const eth0 = linkOf(get(on.net.netns, 'server')!, 'eth0');
  eth0.netem = { delay: 0, jitter: 0, loss: 1, duplicate: 0, reorder: 0, corrupt: 0 };
  expect(client(on, line)).toMatchObject({ err, status: 28 });
});

test.each([
  ['', 'curl: (52) Empty reply from server\n', 52, ''],
  ['garbage\n', 'curl: (1) Received HTTP/0.9 when not allowed\n', 1, ''],
  [
    'HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nshort',
    'curl: (18) transfer closed with 95 bytes remaining to read\n',
    18,
    'short',
  ],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n', '', 0, 'hello'],
  ['HTTP/1.0 302 Found\r\nLocation: http://10.77.0.2/a.txt\r\nContent-Length: 0\r\n\r\n', '', 0, 'hi\n'],
])('an answer of %j', (answer, err, status, out) => {
  const on = hosts();
  start(on, 'server', ['nc', '-N', '-l', '9000'], answer);
  expect(client(on, 'curl -sSL -m 2 http://10.77.0.2:9000/')).toMatchObject({ err, status, out });
});

test('a server that says nothing is left in time', () => {
  const on = hosts();
  start(on, 'server', ['nc', '-l', '9000'], '');
  expect(client(on, 'curl -sS -m 2 http://10.77.0.2:9000/')).toMatchObject({
    err: 'curl: (28) Operation timed out after 2001 milliseconds with 0 bytes received\n',
    status: 28,
  });
});

test.each([
  ['curl', "curl: try 'curl --help' or 'curl --manual' for more information\n", 2],
  ['curl -s', "curl: no URL specified!\ncurl: try 'curl --help' or 'curl --manual' for more information\n", 2],
  [
    'curl --nosuch',
    "curl: option --nosuch: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    2,
  ],
  [
    'curl -m',
    "curl: option -m: requires parameter\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    2,
  ],
  [
    'curl -m x http://10.77.0.2/',
    "curl: option -m: expected a proper numerical parameter\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
    2,
  ],
  ['curl -sS foo://x', 'curl: (1) Protocol "foo" not supported or disabled in libcurl\n', 1],
  ['curl -sS http://10.77.0.2:99999/', 'curl: (3) URL using bad/illegal format or missing URL\n', 3],
  ['curl -sS http:///', 'curl: (3) URL using bad/illegal format or missing URL\n', 3],
  [
    'curl -sS https://10.77.0.2:80/',
    'curl: (35) OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number\n',
    35,
  ],
])('%s', (line, err, status) => {
  expect(client(hosts(), line)).toMatchObject({ out: '', err, status });
});

test('python3 -m http.server lists its directory and logs who asked', () => {
  const on = hosts();
  const server = start(on, 'server', ['python3', '-m', 'http.server', '8000', '--directory', '/www']);
  get(on.runtime.world.roots, 'server')!.files['/www/index.html'] = '';
  expect(client(on, 'curl -s http://10.77.0.2:8000/a.txt').out).toBe('hi\n');
  expect(client(on, "curl -s -o /dev/null -w '%{http_code}' http://10.77.0.2:8000/nosuch").out).toBe('404');
  expect(server.out()).toBe('Serving HTTP on 0.0.0.0 port 8000 (http://0.0.0.0:8000/) ...\n');
  expect(server.err().replace(/\d\d:\d\d:\d\d/g, 'T')).toBe(`10.77.0.1 - - [01/Jan/2026 T] "GET /a.txt HTTP/1.1" 200 -
10.77.0.1 - - [01/Jan/2026 T] code 404, message File not found
10.77.0.1 - - [01/Jan/2026 T] "GET /nosuch HTTP/1.1" 404 -
`);
});

test('httpd gives a caller without a request a minute', () => {
  const on = hosts();
  const { out, took } = run(on, 'client', ['nc', '10.77.0.2', '80'], 100 * SECOND, '');
  expect(out).toContain('408 Request Timeout');
  expect(Math.round(took / SECOND)).toBe(60);
});

test('the web server of the world outside answers whatever it is asked', () => {
  const on = twoHosts([curl, nc, worldHttp], '');
  start(on, 'server', ['world-http', '10.77.0.2']);
  const lines = ['curl -s http://10.77.0.2/', 'curl -s -X PUT http://10.77.0.2/nosuch'];
  for (const line of lines) expect(client(on, line).out).toBe('Hello from example.com\n');
  expect(run(on, 'client', ['nc', '-zv', '10.77.0.2', '80']).status).toBe(0);
  expect(client(on, lines[0]!).out).toBe('Hello from example.com\n');
});
