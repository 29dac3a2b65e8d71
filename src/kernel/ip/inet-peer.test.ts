import { expect, test } from 'vitest';
import { addNs, createNet, ip } from '../../../tests/unit/net';
import { MILLISECOND, SECOND } from '../../sim/clock';
import { IcmpType, UnreachCode } from '../../wire/icmp';
import { writeSysctl } from '../sysctl';
import { mayRedirect, mayTell, mayTellOfRoute } from './inet-peer';

const HOST = ip('10.0.0.2');

/** When, in microseconds, of the times asked it was allowed. */
function allowed(times: readonly number[], ask: (net: ReturnType<typeof createNet>) => boolean): number[] {
  const net = createNet();
  return times.filter((at) => {
    net.clock.now = at;
    return ask(net);
  });
}

const everyMilliseconds = (step: number, count: number) =>
  Array.from({ length: count }, (_, i) => i * step * MILLISECOND);

test('six errors at once, then one a second', () => {
  const ns = addNs(createNet(), 'a');
  const times = [...everyMilliseconds(0, 10), ...everyMilliseconds(500, 7).slice(1)];
  expect(
    allowed(times, ({ k }) => mayTell(k, ns, HOST, IcmpType.DestUnreach, UnreachCode.Port)).map((at) => at / SECOND),
  ).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 3]);
});

test('each host has its own measure; a path MTU is always told', () => {
  const ns = addNs(createNet(), 'a');
  const { k } = createNet();
  for (let i = 0; i < 6; i++) mayTell(k, ns, HOST, IcmpType.TimeExceeded, 0);
  expect(mayTell(k, ns, HOST, IcmpType.TimeExceeded, 0)).toBe(false);
  expect(mayTell(k, ns, HOST, IcmpType.DestUnreach, UnreachCode.FragNeeded)).toBe(true);
  expect(mayTell(k, ns, ip('10.0.0.3'), IcmpType.TimeExceeded, 0)).toBe(true);
});

test('net.ipv4.icmp_ratelimit=0 lifts the measure', () => {
  const ns = addNs(createNet(), 'a');
  writeSysctl(ns.sysctl, 'net.ipv4.icmp_ratelimit', '0');
  expect(
    allowed(everyMilliseconds(0, 20), ({ k }) => mayTell(k, ns, HOST, IcmpType.DestUnreach, UnreachCode.Port)),
  ).toHaveLength(20);
});

test('five errors about routes at once, then one a second', () => {
  const ns = addNs(createNet(), 'a');
  const times = [...everyMilliseconds(0, 8), ...everyMilliseconds(500, 5).slice(1)];
  expect(allowed(times, ({ k }) => mayTellOfRoute(k, ns, HOST)).map((at) => at / SECOND)).toEqual([
    0, 0, 0, 0, 0, 1, 2,
  ]);
});

test('redirects come ever more seldom, nine in all, and again after twenty seconds of silence', () => {
  const ns = addNs(createNet(), 'a');
  const times = everyMilliseconds(10, 1500);
  const sent = allowed([...times, 40 * SECOND], ({ k }) => mayRedirect(k, ns, HOST));
  expect(sent.map((at) => at / MILLISECOND)).toEqual([0, 50, 140, 310, 640, 1290, 2580, 5150, 10280, 40000]);
});
