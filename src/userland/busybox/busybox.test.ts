import { expect, test } from 'vitest';
import { type Hosts, run, start, twoHosts } from '../../../tests/unit/hosts';
import { get } from '../../sim/table';
import { httpd } from '../http/httpd';
import { createBusybox } from './busybox';
import { busyboxNc } from './nc';
import { wget } from './wget';

const SECOND = 1_000_000;
const PAGE = 'Welcome to nginx!\n';

function hosts(): Hosts {
  const on = twoHosts([createBusybox([busyboxNc, httpd, wget]), wget], '');
  get(on.runtime.world.roots, 'server')!.files['/www/index.html'] = PAGE;
  start(on, 'server', ['busybox', 'httpd', '-f', '-p', '80', '-h', '/www']);
  return on;
}

const client = (on: Hosts, line: string, stdin = '') => run(on, 'client', line.split(' '), 60 * SECOND, stdin);

test('wget shows a page, or saves it once', () => {
  const on = hosts();
  expect(client(on, 'wget -qO- http://10.77.0.2/')).toMatchObject({ out: PAGE, err: '', status: 0 });
  expect(client(on, 'busybox wget -qO- 10.77.0.2').out).toBe(PAGE);
  expect(client(on, 'wget http://10.77.0.2/').err.replace(/\r/g, '')).toBe(`Connecting to 10.77.0.2 (10.77.0.2:80)
saving to 'index.html'
index.html           100% |********************************|    18  0:00:00 ETA
'index.html' saved
`);
  expect(get(on.runtime.world.roots, 'client')!.files['/index.html']).toBe(PAGE);
  expect(client(on, 'wget -q http://10.77.0.2/')).toMatchObject({
    err: "wget: can't open 'index.html': File exists\n",
    status: 1,
  });
});

test.each([
  ['wget -q http://10.77.0.2/nosuch', 'wget: server returned error: HTTP/1.1 404 Not Found\n'],
  ['wget -qO- http://10.77.0.2:81/', "wget: can't connect to remote host (10.77.0.2): Connection refused\n"],
  ['wget -qO- http://10.77.0.9/', "wget: can't connect to remote host (10.77.0.9): No route to host\n"],
  ['wget -qO- http://nosuch/', "wget: bad address 'nosuch'\n"],
  ['wget -qO- ftp2://10.77.0.2/', 'wget: not an http or ftp url: ftp2://10.77.0.2/\n'],
  [
    'wget --spider http://10.77.0.2/nosuch',
    'Connecting to 10.77.0.2 (10.77.0.2:80)\nwget: server returned error: HTTP/1.1 404 Not Found\n',
  ],
  ['busybox nc nosuch 80', "nc: bad address 'nosuch'\n"],
  ['busybox nc 10.77.0.2 81', "nc: can't connect to remote host (10.77.0.2): Connection refused\n"],
  ['busybox nc -w 1 10.77.0.9 80', 'nc: timed out\n'],
  ['busybox nc 10.77.0.2 nosuch', "nc: bad port 'nosuch'\n"],
  ['busybox nc -l -p 80 -w 1', 'nc: timed out\n'],
])('%s', (line, err) => {
  expect(client(hosts(), line)).toMatchObject({ out: '', err, status: 1 });
});

test('an applet that it does not have', () => {
  expect(client(hosts(), 'busybox nosuch')).toMatchObject({ err: 'nosuch: applet not found\n', status: 127 });
  expect(client(hosts(), 'busybox').out).toMatch(/^BusyBox v1\.35\.0 .*\nBusyBox is copyrighted/);
});

test('nc sends what it is given, closes behind it, and ends with the answer', () => {
  const on = hosts();
  const { out, status } = client(on, 'busybox nc 10.77.0.2 80', 'GET / HTTP/1.0\r\n\r\n');
  expect([out.endsWith(PAGE), status]).toEqual([true, 0]);
  const server = start(on, 'server', ['busybox', 'nc', '-l', '-p', '9000'], '');
  expect(client(on, 'busybox nc 10.77.0.2 9000', 'hi\n').status).toBe(0);
  expect(server.out()).toBe('hi\n');
});
