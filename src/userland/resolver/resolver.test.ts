import { expect, test } from 'vitest';
import { candidatesOf, readHosts, readResolvConf } from './configuration';
import { parseInetAton } from './numeric';

test('reads resolv.conf as glibc does', () => {
  expect(
    readResolvConf(
      '# c\nnameserver 1.1.1.1\nnameserver x\nsearch a.test b.test\noptions ndots:2 timeout:3 attempts:9 rotate\n',
    ),
  ).toEqual({
    servers: [0x01010101],
    search: ['a.test', 'b.test'],
    ndots: 2,
    timeout: 3,
    attempts: 5,
  });
  expect(readResolvConf(null)).toMatchObject({ servers: [0x7f000001], search: [], ndots: 1, timeout: 5, attempts: 2 });
  expect(
    readResolvConf('nameserver 1.1.1.1\nnameserver 1.1.1.2\nnameserver 1.1.1.3\nnameserver 1.1.1.4\n').servers.length,
  ).toBe(3);
});

test('a name with few dots gets the search domains first', () => {
  const conf = readResolvConf('search a.test b.test\n');
  expect(candidatesOf('web', conf)).toEqual(['web.a.test', 'web.b.test', 'web']);
  expect(candidatesOf('web.x', conf)).toEqual(['web.x', 'web.x.a.test', 'web.x.b.test']);
  expect(candidatesOf('web.', conf)).toEqual(['web']);
  expect(candidatesOf('web', readResolvConf('search a.test\noptions ndots:0\n'))).toEqual(['web', 'web.a.test']);
});

test('reads /etc/hosts, addresses of IPv6 too', () => {
  expect(readHosts('127.0.0.1\tlocalhost # me\n::1 localhost ip6-localhost\n\n10.0.0.1\n')).toEqual([
    { ip: 0x7f000001, text: '127.0.0.1', names: ['localhost'] },
    { ip: null, text: '::1', names: ['localhost', 'ip6-localhost'] },
  ]);
});

test.each([
  ['10.0.0.1', 0x0a000001],
  ['127.1', 0x7f000001],
  ['0x7f000001', 0x7f000001],
  ['010.0.0.1', 0x08000001],
  ['1.2.3.256', null],
  ['1.2.3.4.5', null],
  ['web', null],
  ['', null],
])('inet_aton of %s', (text, ip) => {
  expect(parseInetAton(text)).toBe(ip);
});
