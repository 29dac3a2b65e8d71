/** A small net for kernel tests: namespaces and bridges without machines, a queue that runs, and every step as a line. */
import { formatIpv4, parseIpv4, parsePrefix } from '../../src/base/ipv4';
import type { Decision } from '../../src/kernel/decision';
import { kernelEvent } from '../../src/kernel/event';
import type { Kernel, KernelEvent } from '../../src/kernel/kernel';
import type { Bridge, Link, Veth } from '../../src/kernel/link/link';
import { createNetns, linkById, linkByName, type Netns } from '../../src/kernel/netns';
import { addAddress, addBridge, addLoopback, addRoute, addVeth, linkUp, setMaster } from '../../src/kernel/rtnetlink';
import { type Clock, createClock, nextAt, takeNext } from '../../src/sim/clock';
import { createRandom } from '../../src/sim/random';
import { createTable, put, type Table } from '../../src/sim/table';
import type { Frame } from '../../src/wire/packet';

export interface Passing {
  readonly at: number;
  readonly place: string;
  readonly sent: boolean;
  readonly frame: Frame;
}

export interface Net {
  readonly k: Kernel;
  readonly clock: Clock<KernelEvent>;
  readonly netns: Table<Netns>;
  readonly steps: Passing[];
  readonly why: Decision[];
  /** Sockets woken, as `PID SOCKET`. */
  readonly woken: string[];
}

export function createNet(seed = 1): Net {
  const clock = createClock<KernelEvent>();
  const steps: Passing[] = [];
  const why: Decision[] = [];
  const frame = (place: string, sent: boolean, passing: Frame) => {
    steps.push({ at: clock.now, place, sent, frame: passing });
  };
  return {
    k: { clock, random: createRandom(seed), tap: { frame, why } },
    clock,
    netns: createTable(),
    steps,
    why,
    woken: [],
  };
}

export function addNs(net: Net, name: string): Netns {
  const ns = createNetns(name, name, name, 0);
  addLoopback(net.k, ns);
  put(net.netns, name, ns);
  const lo = linkById(ns, ns.lo);
  if (lo !== null) linkUp(ns, lo);
  return ns;
}

export function ip(text: string): number {
  const parsed = parseIpv4(text);
  if (parsed === null) throw new Error(`${text} is no address`);
  return parsed;
}

/** Gives a link an address and brings it up. */
export function configure(ns: Netns, link: Link, prefix: string): void {
  const parsed = parsePrefix(prefix);
  if (parsed === null) throw new Error(`${prefix} is no prefix`);
  addAddress(ns, link, parsed);
  linkUp(ns, link);
}

export function bridgeIn(net: Net, ns: Netns, name: string, prefix: string | null): Bridge {
  const bridge = addBridge(net.k, ns, name, null);
  if (typeof bridge === 'string') throw new Error(bridge);
  if (prefix === null) linkUp(ns, bridge);
  else configure(ns, bridge, prefix);
  return bridge;
}

/** A cable between two namespaces; its ends are up. */
export function cable(net: Net, a: Netns, aName: string, b: Netns, bName: string, latency = 20): { a: Veth; b: Veth } {
  const pair = addVeth(net.k, { ns: a, name: aName, mac: null }, { ns: b, name: bName, mac: null }, latency);
  if (typeof pair === 'string') throw new Error(pair);
  linkUp(a, pair.a);
  linkUp(b, pair.b);
  return pair;
}

/** A new namespace with an eth0 on the bridge. */
export function plug(
  net: Net,
  host: Netns,
  bridge: Bridge,
  name: string,
  prefix: string,
  gateway: string | null = null,
): Netns {
  const ns = addNs(net, name);
  const pair = cable(net, host, `veth-${name}`, ns, 'eth0');
  setMaster(host, pair.a, bridge);
  configure(ns, pair.b, prefix);
  if (gateway !== null) addRoute(ns, { prefix: { address: 0, length: 0 }, via: ip(gateway) });
  return ns;
}

export function linkOf(ns: Netns, name: string): Link {
  const link = linkByName(ns, name);
  if (link === null) throw new Error(`no ${name} in ${ns.name}`);
  return link;
}

/** Runs every event due up to `until` (microseconds), or all there are. */
export function run(net: Net, until = Infinity): void {
  for (let at = nextAt(net.clock); at !== null && at <= until; at = nextAt(net.clock)) {
    const event = takeNext(net.clock);
    if (event === null) return;
    if (event.type === 'socket.wake') net.woken.push(`${event.pid} ${event.socket}`);
    else kernelEvent(net.k, net.netns, event);
  }
}

/** The steps in a few words each: `c1/eth0 > arp who-has 10.0.0.2`. */
export function lines(net: Net): string[] {
  return net.steps.map((step) => `${step.place} ${step.sent ? '>' : '<'} ${words(step.frame)}`);
}

function words({ payload }: Frame): string {
  if (payload instanceof Uint8Array) return 'bytes';
  if (payload.kind === 'arp') {
    return payload.opcode === 1
      ? `arp who-has ${formatIpv4(payload.targetIp)}`
      : `arp ${formatIpv4(payload.senderIp)} is-at`;
  }
  const inner = payload.payload;
  const ends = `${formatIpv4(payload.src)}>${formatIpv4(payload.dst)}`;
  if (inner instanceof Uint8Array) return `ip ${ends}`;
  return inner.kind === 'icmp'
    ? `icmp ${inner.type}/${inner.code} ${ends}`
    : `${inner.kind} ${ends} ${inner.srcPort}>${inner.dstPort}`;
}

/** Why packets ended, as `NAMESPACE REASON`. */
export function drops(net: Net): string[] {
  return net.why.flatMap((decision) => (decision.kind === 'drop' ? [`${decision.ns} ${decision.reason}`] : []));
}
