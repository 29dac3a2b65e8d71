import { expect, test } from 'vitest';
import { addNs, bridgeIn, cable, configure, createNet, ip, plug } from '../../../tests/unit/net';
import { takeNext } from '../../sim/clock';
import { History, type Model } from '../../sim/history';
import { get } from '../../sim/table';
import type { Tap } from '../../sim/trace';
import type { Frame } from '../../wire/packet';
import type { Decision } from '../decision';
import { kernelEvent } from '../event';
import { openPing, sendPing } from '../socket/ping-socket';
import { writeSysctl } from '../sysctl';
import { applyIptables } from './rules';

const SILENT: Tap<Frame, Decision> = { frame: () => undefined, why: null };
const RULES = [
  '-N LOGGED',
  '-A LOGGED -m limit --limit 1/s --limit-burst 2 -j LOG --log-prefix "new "',
  '-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT',
  '-A FORWARD -j LOGGED',
  '-t nat -A POSTROUTING -s 172.17.0.0/16 ! -o br0 -j MASQUERADE',
];

function createWorld() {
  const net = createNet();
  const host = addNs(net, 'host');
  const web = addNs(net, 'web');
  const bridge = bridgeIn(net, host, 'br0', '172.17.0.1/16');
  for (const i of [2, 3]) plug(net, host, bridge, `c${i}`, `172.17.0.${i}/16`, '172.17.0.1');
  const wire = cable(net, host, 'eth0', web, 'eth0');
  configure(host, wire.a, '10.0.0.10/24');
  configure(web, wire.b, '10.0.0.80/24');
  writeSysctl(host.sysctl, 'net.ipv4.ip_forward', '1');
  for (const rule of RULES) expect(applyIptables(host, rule, rule)).toBeNull();
  return { clock: net.clock, random: net.k.random, netns: net.netns };
}

type World = ReturnType<typeof createWorld>;
type Input = { readonly from: string; readonly to: string } | { readonly rule: string };

const model: Model<World, Input, Frame, Decision> = {
  step: (world, tap) => {
    const event = takeNext(world.clock);
    if (event === null) return false;
    const k = { clock: world.clock, random: world.random, tap };
    if (event.type !== 'socket.wake') kernelEvent(k, world.netns, event);
    return true;
  },
  input: (world, input) => {
    const k = { clock: world.clock, random: world.random, tap: SILENT };
    if ('rule' in input) {
      applyIptables(get(world.netns, 'host')!, input.rule, input.rule);
      return;
    }
    const ns = get(world.netns, input.from)!;
    const probe = { dst: ip(input.to), sequence: 1, payload: new Uint8Array(1500), confirm: false };
    const socket = openPing(k, ns, 1);
    socket.pmtuDiscover = 'dont';
    sendPing(k, ns, socket, probe);
  },
};

test('the past is the same as a copy, as a draft, and as it was, and tells what a step did to rules and connections', () => {
  const history = new History(model, createWorld());
  for (const from of ['c2', 'c3', 'c2']) {
    history.input({ from, to: '10.0.0.80' });
    history.advance(40);
    history.input({ from, to: '172.17.0.1' });
    history.advance(40);
    history.input({ rule: `-I FORWARD -s ${from === 'c2' ? '1.1.1.1' : '2.2.2.2'} -j DROP` });
    history.input({ from: 'c3', to: '172.17.0.2' });
    history.advance(40);
  }
  const { length } = history.trace;
  expect(length).toBeGreaterThan(60);
  expect(JSON.stringify(history.at(length))).toBe(JSON.stringify(history.world));
  const paths = new Set<string>();
  for (let step = 1; step <= length; step += 4) {
    const { world, patches } = history.changeAt(step);
    expect(JSON.stringify(world)).toBe(JSON.stringify(history.at(step)));
    for (const { path } of patches) paths.add(path.filter((part) => typeof part === 'string').join('/'));
  }
  const changed = [...paths]
    .filter((path) => path.includes('netfilter'))
    .map((path) => path.replace(/.*netfilter/, ''));
  expect(changed).toContain('/tables/filter/FORWARD/rules/packets');
  expect(changed).toContain('/log');
  expect(changed.some((path) => path.startsWith('/conns'))).toBe(true);
});
