import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addNs, bridgeIn, createNet, ip, linkOf, type Net, plug, run } from '../../../tests/unit/net';
import { formatIpv4 } from '../../base/ipv4';
import { values } from '../../sim/table';
import { IcmpType } from '../../wire/icmp';
import type { Netns } from '../netns';
import { applyIptables } from '../netfilter/rules';
import { addAddress } from '../rtnetlink';
import { bind, openUdp, receiveFrom, sendTo } from '../socket/calls';
import { writeSysctl } from '../sysctl';
import { RealServer } from './ipvs';
import { addService, deleteServer, setServer } from './service';

const VIP = '10.0.1.2';
const MATCH = { by: 'mark', mark: 256 } as const;

interface Balanced {
  readonly net: Net;
  readonly client: Netns;
  readonly lb: Netns;
  readonly servers: readonly Netns[];
}

/** A client, a load balancer as Docker sets it up, and so many servers, all on one bridge. */
function balanced(count: number): Balanced {
  const net = createNet(3);
  const host = addNs(net, 'host');
  const bridge = bridgeIn(net, host, 'br0', null);
  const client = plug(net, host, bridge, 'client', '10.0.1.9/24');
  const lb = plug(net, host, bridge, 'lb', '10.0.1.5/24');
  const servers = Array.from({ length: count }, (_, i) => plug(net, host, bridge, `s${i}`, `10.0.1.${20 + i}/24`));
  writeSysctl(lb.sysctl, 'net.ipv4.ip_forward', '1');
  addAddress(lb, linkOf(lb, 'eth0'), { address: ip(VIP), length: 32 });
  for (const rule of [
    `-t mangle -A INPUT -d ${VIP}/32 -j MARK --set-mark 256`,
    '-t nat -A POSTROUTING -d 10.0.1.0/24 -m ipvs --ipvs -j SNAT --to-source 10.0.1.5',
  ])
    expect(applyIptables(lb, rule, null)).toBeNull();
  addService(lb, MATCH);
  servers.forEach((_, i) => setServer(lb, MATCH, server(i)));
  return { net, client, lb, servers };
}

const server = (i: number, weight = 1) => new RealServer(ip(`10.0.1.${20 + i}`), 0, weight);

function udp(net: Net, ns: Netns, port: number): string {
  const socket = openUdp({ k: net.k, ns }, 1);
  expect(bind({ k: net.k, ns }, socket, 0, port)).toBeNull();
  return socket;
}

/** Asks the service from a port; which server heard it, what it saw as the sender, and who the client thinks has answered. */
function ask({ net, client, servers }: Balanced, port: number, listening: readonly string[]): string | null {
  const socket = udp(net, client, port);
  sendTo({ k: net.k, ns: client }, socket, new Uint8Array([1]), ip(VIP), 53);
  run(net, net.clock.now + 1_000_000);
  for (const [i, ns] of servers.entries()) {
    const got = receiveFrom({ k: net.k, ns }, listening[i] ?? '');
    if (typeof got === 'string') continue;
    sendTo({ k: net.k, ns }, listening[i] ?? '', new Uint8Array([2]), got.src, got.srcPort);
    run(net, net.clock.now + 1_000_000);
    const answer = receiveFrom({ k: net.k, ns: client }, socket);
    const from = typeof answer === 'string' ? answer : formatIpv4(answer.src);
    return `${ns.name} saw ${formatIpv4(got.src)}, answered by ${from}`;
  }
  return null;
}

test('connections take turns, the newest server first; the client hears the service alone', () => {
  const world = balanced(3);
  const listening = world.servers.map((ns) => udp(world.net, ns, 53));
  const heard = [4001, 4002, 4003, 4004].map((port) => ask(world, port, listening));
  expect(heard).toEqual(['s2', 's1', 's0', 's2'].map((name) => `${name} saw 10.0.1.5, answered by ${VIP}`));
});

test('a connection stays with its server; one without a weight gets no new ones; one that is gone drops what it had', () => {
  const world = balanced(2);
  const { net, client, lb } = world;
  const listening = world.servers.map((ns) => udp(net, ns, 53));
  expect(ask(world, 4001, listening)).toContain('s1');
  setServer(lb, MATCH, server(1, 0));
  const sender = [...values(client.sockets)][0]?.id ?? '';
  sendTo({ k: net.k, ns: client }, sender, new Uint8Array([1]), ip(VIP), 53);
  run(net, net.clock.now + 1_000_000);
  expect(receiveFrom({ k: net.k, ns: world.servers[1]! }, listening[1] ?? '')).not.toBe('EAGAIN');
  expect(ask(world, 4002, listening)).toContain('s0');
  expect(ask(world, 4003, listening)).toContain('s0');
  deleteServer(lb, MATCH, server(1));
  sendTo({ k: net.k, ns: client }, sender, new Uint8Array([1]), ip(VIP), 53);
  run(net, net.clock.now + 1_000_000);
  expect(net.why).toContainEqual({
    ns: 'lb',
    kind: 'drop',
    dev: null,
    reason: 'NETFILTER_DROP',
    detail: '10.0.1.21:0 serves FWM  256 no more',
  });
});

test('a service without servers is unreachable; a server without a socket refuses in the name of the service', () => {
  const empty = balanced(0);
  const socket = udp(empty.net, empty.client, 4001);
  sendTo({ k: empty.net.k, ns: empty.client }, socket, new Uint8Array([1]), ip(VIP), 53);
  run(empty.net, 1_000_000);
  expect(errorsTo(empty)).toEqual([VIP]);
  const deaf = balanced(1);
  sendTo({ k: deaf.net.k, ns: deaf.client }, udp(deaf.net, deaf.client, 4001), new Uint8Array([1]), ip(VIP), 53);
  run(deaf.net, 1_000_000);
  expect(errorsTo(deaf)).toEqual([VIP]);
});

/** Who the ICMP errors come from that reach the client. */
function errorsTo({ net }: Balanced): string[] {
  return net.steps.flatMap(({ place, sent, frame: { payload } }) =>
    place.startsWith('client') &&
    !sent &&
    !(payload instanceof Uint8Array) &&
    payload.kind === 'ipv4' &&
    !(payload.payload instanceof Uint8Array) &&
    payload.payload.kind === 'icmp' &&
    payload.payload.type === IcmpType.DestUnreach
      ? [formatIpv4(payload.src)]
      : [],
  );
}

test('round robin is fair: among so many servers no two counts are further apart than one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 12 }), (count, asked) => {
      const world = balanced(count);
      const listening = world.servers.map((ns) => udp(world.net, ns, 53));
      const counts = world.servers.map(() => 0);
      for (let i = 0; i < asked; i++) {
        const name = ask(world, 5000 + i, listening)?.slice(1, 2) ?? '';
        counts[Number(name)]!++;
      }
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 20 },
  );
});
