import { expect, test } from 'vitest';
import { run, start, twoHosts } from '../../../tests/unit/hosts';
import { zoneDns } from '../../../tests/unit/zone-dns';
import { createBusybox } from '../busybox/busybox';
import { decodeDns } from '../../wire/dns';
import { busyboxNslookup } from './busybox/nslookup';
import { dig } from './dig/dig';
import { getent } from './getent/getent';
import { host } from './host/host';
import { nslookup } from './nslookup/nslookup';

/** What the client sent, as `SECONDS TYPE NAME`; the ports it used. */
function asked(line: string, resolv = 'nameserver 10.77.0.2\nsearch search.test\n') {
  const hosts = twoHosts([dig, host, nslookup, getent, createBusybox([busyboxNslookup]), zoneDns], resolv);
  start(hosts, 'server', ['zone-dns', '10.77.0.2']);
  const ran = run(hosts, 'client', line.split(' '));
  const queries = hosts.net.steps.flatMap(({ at, place, sent, frame: { payload } }) => {
    if (place !== 'client/eth0' || !sent || payload instanceof Uint8Array || payload.kind !== 'ipv4') return [];
    const inner = payload.payload;
    const message = inner instanceof Uint8Array || inner.kind !== 'udp' ? null : decodeDns(inner.payload);
    if (inner instanceof Uint8Array || inner.kind !== 'udp' || message === null) return [];
    const [question] = message.questions;
    return [
      {
        at,
        port: inner.srcPort,
        message,
        text: `${Math.round(at / 1e6)} ${question?.type ?? 0} ${question?.name ?? ''}`,
      },
    ];
  });
  return { ...ran, queries, texts: queries.map(({ text }) => text), ports: new Set(queries.map(({ port }) => port)) };
}

test('dig asks three times in five seconds each, from another port each time, with the same id', () => {
  const { texts, ports, queries, took, status } = asked('dig drop.test');
  expect(texts).toEqual(['0 1 drop.test', '5 1 drop.test', '10 1 drop.test']);
  expect(ports.size).toBe(3);
  expect(new Set(queries.map(({ message }) => message.id)).size).toBe(1);
  expect(Math.round(took / 1e6)).toBe(15);
  expect(status).toBe(9);
});

test('dig offers EDNS with a cookie and asks for authentic data; host and nslookup ask plainly', () => {
  const [query] = asked('dig example.com').queries;
  expect(query?.message).toMatchObject({ recursionDesired: true, authenticData: true });
  expect(query?.message.additionals).toMatchObject([
    { type: 41, class: 1232, data: { kind: 'OPT', options: [{ code: 10, data: { length: 8 } }] } },
  ]);
  for (const tool of ['host', 'nslookup']) {
    const [plain] = asked(`${tool} example.com`).queries;
    expect(plain?.message).toMatchObject({ recursionDesired: true, authenticData: false, additionals: [] });
  }
});

test('each tool asks for its types, under the name that the first answer gave', () => {
  expect(asked('host www.example.com').texts).toEqual(['0 1 www.example.com', '0 28 example.com', '0 15 example.com']);
  expect(asked('nslookup www.example.com').texts).toEqual(['0 1 www.example.com', '0 28 example.com']);
  expect(asked('busybox nslookup example.com').texts).toEqual(['0 1 example.com', '0 28 example.com']);
  expect(asked('getent hosts example.com').texts).toEqual([
    '0 28 example.com',
    '0 28 example.com.search.test',
    '0 1 example.com',
  ]);
  expect(asked('getent ahosts example.com').texts).toEqual(['0 1 example.com']);
});

test('search domains come first for a name without dots, and for dig only where asked for', () => {
  expect(asked('host nodots').texts).toEqual(['0 1 nodots.search.test', '0 1 nodots']);
  expect(asked('dig nodots').texts).toEqual(['0 1 nodots']);
  expect(asked('dig +search nodots').texts).toEqual(['0 1 nodots.search.test', '0 1 nodots']);
});

test('resolv.conf says how long and how often', () => {
  const options = 'nameserver 10.77.0.2\noptions timeout:1 attempts:2\n';
  expect(asked('dig drop.test', options).texts).toHaveLength(2);
  expect(Math.round(asked('nslookup drop.test', options).took / 1e6)).toBe(2);
});

test('the second server is asked once, when the first has been asked as often as it may', () => {
  const { out, texts, took } = asked('nslookup drop.test', 'nameserver 10.77.0.9\nnameserver 10.77.0.2\n');
  expect(texts).toEqual(['15 1 drop.test']);
  expect(Math.round(took / 1e6)).toBe(20);
  expect(out.match(/10\.77\.0\.9#53: timed out/g)).toHaveLength(3);
  expect(out.match(/10\.77\.0\.2#53: timed out/g)).toHaveLength(1);
});

test('busybox asks twice in the five seconds of a server, and again at once after SERVFAIL', () => {
  expect(asked('busybox nslookup drop.test').queries.map(({ at }) => Math.round(at / 1e5))).toEqual([0, 0, 25, 25]);
  expect(asked('busybox nslookup servfail.test').texts).toHaveLength(6);
});
