import { expect, test } from 'vitest';
import { addHost, createHosts, type Hosts, run, start, twoHosts } from '../../../tests/unit/hosts';
import { zoneDns } from '../../../tests/unit/zone-dns';
import { formatIpv4, parseIpv4 } from '../../base/ipv4';
import { get } from '../../sim/table';
import { DnsType } from '../../wire/dns';
import { program } from '../program';
import { type Lookup, onLookup, resolverTable, startLookup, startReverse } from './resolver';
import {
  RESOLVER_EVENTS,
  RESOLVER_STATES,
  type ResolverEffect,
  type ResolverEvent,
  type ResolverState,
} from './resolver.machine';

/** Prints what a name, or an address's name, is found to be. */
const lookup = program<{ readonly lookup: Lookup }>({
  name: 'lookup',
  start: (sys) => {
    const [how, what = ''] = sys.args;
    const types = how === 'v4' ? [DnsType.A] : undefined;
    const begun = how === 'name' ? startReverse(sys, parseIpv4(what) ?? 0) : startLookup(sys, what, types);
    if (begun.result !== null) return tell(sys, begun);
    return { lookup: begun };
  },
  on: (sys, data, event) => {
    onLookup(sys, data.lookup, event);
    if (data.lookup.result !== null) sys.exit(tell(sys, data.lookup));
  },
});

function tell(sys: { out(text: string): void }, { result }: Lookup): number {
  if (result === null) return 1;
  sys.out(
    result.ok ? [...result.addresses.map(formatIpv4), ...result.addresses6, result.name].join(' ') : result.error,
  );
  return 0;
}

const SECOND = 1_000_000;

function hosts(resolvConf = 'nameserver 10.77.0.2\n'): Hosts {
  const on = twoHosts([lookup, zoneDns], resolvConf);
  start(on, 'server', ['zone-dns', '10.77.0.2']);
  return on;
}

const ask = (on: Hosts, ...args: string[]) => run(on, 'client', ['lookup', ...args]);

/** Queries that left the client, as their destination and the length of the datagram. */
function queries(on: Hosts): string[] {
  return on.net.steps.flatMap(({ place, sent, frame }) => {
    const packet = frame.payload;
    const isIp = !(packet instanceof Uint8Array) && packet.kind === 'ipv4';
    return isIp && sent && place === 'client/eth0' ? [formatIpv4(packet.dst)] : [];
  });
}

test('addresses and the hosts file need no server', () => {
  const on = hosts('nameserver 10.77.0.99\n');
  get(on.runtime.world.roots, 'client')!.files['/etc/hosts'] = '10.1.2.3 box\n::1 box\n';
  expect(ask(on, 'any', '127.1').out).toBe('127.0.0.1 127.1');
  expect(ask(on, 'any', 'BOX').out).toBe('10.1.2.3 ::1 box');
  expect(ask(on, 'v4', 'box').out).toBe('10.1.2.3 box');
  expect(ask(on, 'name', '10.1.2.3').out).toBe('box');
  expect(queries(on)).toEqual([]);
});

test('A and AAAA are asked at once, from one socket', () => {
  const on = hosts();
  expect(ask(on, 'any', 'six.test').out).toBe('10.0.0.6 2001:db8::1 six.test');
  expect(ask(on, 'any', 'www.example.com').out).toBe('203.0.113.80 www.example.com');
  expect(ask(on, 'v4', 'multi.test').out).toBe('10.0.0.1 10.0.0.2 10.0.0.3 multi.test');
  expect(queries(on).length).toBe(5);
});

test('a name that nobody knows, one without an address, and one that is none', () => {
  const on = hosts();
  expect(ask(on, 'any', 'nosuch.test').out).toBe('EAI_NONAME');
  expect(ask(on, 'v4', 'v6.test').out).toBe('EAI_NODATA');
  expect(ask(on, 'any', 'a..b').out).toBe('EAI_NONAME');
  expect(ask(on, 'any', '').out).toBe('EAI_NONAME');
});

test('the name of an address', () => {
  const on = hosts();
  expect(ask(on, 'name', '203.0.113.80').out).toBe('example.com');
  expect(ask(on, 'name', '203.0.113.81').out).toBe('EAI_NONAME');
});

test('search domains come first for a name without dots, afterwards for one with', () => {
  const on = hosts('nameserver 10.77.0.2\nsearch one.test search.test\n');
  expect(ask(on, 'v4', 'two').out).toBe('10.9.9.8 two.search.test');
  expect(queries(on).length).toBe(2);
  expect(ask(on, 'v4', 'no.such').out).toBe('EAI_NONAME');
  expect(queries(on).length).toBe(5);
});

test('silence is waited for, five seconds twice', () => {
  const on = hosts();
  const { out, took } = ask(on, 'any', 'drop.test');
  expect(out).toBe('EAI_AGAIN');
  expect(Math.round(took / SECOND)).toBe(10);
  expect(queries(on).length).toBe(4);
});

test('a server that fails or refuses gives way to the next', () => {
  const on = hosts('nameserver 10.77.0.2\nnameserver 10.77.0.3\noptions timeout:1 attempts:1\n');
  expect(ask(on, 'v4', 'servfail.test').out).toBe('EAI_AGAIN');
  expect(queries(on)).toEqual(['10.77.0.2']);
  expect(ask(on, 'v4', 'refused.test').out).toBe('EAI_AGAIN');
});

test('a closed port is noticed at once, no way at all sooner', () => {
  const closed = ask(hosts('nameserver 10.77.0.1\n'), 'any', 'example.com');
  expect([closed.out, closed.took < SECOND]).toEqual(['EAI_AGAIN', true]);
  const none = createHosts([lookup]);
  addHost(none, 'client', { '/etc/resolv.conf': 'nameserver 192.0.2.1\n' });
  expect(run(none, 'client', ['lookup', 'any', 'example.com']).out).toBe('EAI_AGAIN');
});

const TABLE: readonly (readonly [ResolverState, ResolverEvent, ResolverState, readonly ResolverEffect[]])[] = [
  ['idle', 'known', 'found', []],
  ['idle', 'ask', 'asking', ['firstServer', 'send']],
  ['idle', 'exhausted', 'unknown', []],
  ['asking', 'answered', 'found', ['hangUp']],
  ['asking', 'negative', 'asking', ['nextName', 'firstServer', 'send']],
  ['asking', 'exhausted', 'unknown', ['hangUp']],
  ['asking', 'next', 'asking', ['nextServer', 'send']],
  ['asking', 'silent', 'failed', ['hangUp']],
];

test('the machine is this table', () => {
  for (const [from, event, to, effects] of TABLE) expect(resolverTable[from][event]).toEqual({ to, effects });
  const count = RESOLVER_STATES.flatMap((from) => RESOLVER_EVENTS.filter((event) => resolverTable[from][event])).length;
  expect(count).toBe(TABLE.length);
});
