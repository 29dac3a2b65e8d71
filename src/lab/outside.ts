/** The world of every scenario: Docker hosts and a laptop on a LAN, a home router with NAT, and a tiny Internet behind it. */
import { parseIpv4, parsePrefix, type Prefix } from '../base/ipv4';
import type { Mac } from '../base/mac';
import type { Kernel } from '../kernel/kernel';
import type { Bridge } from '../kernel/link/link';
import { applyIptables } from '../kernel/netfilter/rules';
import { createNetns, linkByName, linkById, type Netns } from '../kernel/netns';
import { addAddress, addBridge, addLoopback, addRoute, addVeth, linkUp, setMaster } from '../kernel/rtnetlink';
import { writeSysctl } from '../kernel/sysctl';
import { randomBelow } from '../sim/random';
import { put } from '../sim/table';
import type { World } from './world';

/** How long a frame is under way on a cable of the house, and to the Internet and back again. */
const LAN_LATENCY = 10;
const WAN_LATENCY = 20;
/** The name server that everybody outside Docker asks. */
export const RESOLVER = '203.0.113.53';

/** Builds the machines and their cables. `hosts` names the Docker hosts, `host` first. */
export function buildOutside(k: Kernel, world: World, hosts: readonly string[]): void {
  const router = addMachine(k, world, 'router');
  const www = addMachine(k, world, 'www');
  const lan = addBridge(k, router, 'lan0', '02:00:0a:00:00:01');
  if (typeof lan === 'string') return;
  linkUp(router, lan);
  give(router, 'lan0', '10.0.0.1/24');
  hosts.forEach((name, index) => {
    const octet = 10 + index;
    join(
      k,
      world,
      router,
      lan,
      name,
      index === 0 ? 'p-host' : `p-host${index + 1}`,
      `10.0.0.${octet}/24`,
      `02:00:0a:00:00:${octet.toString(16).padStart(2, '0')}`,
    );
  });
  join(k, world, router, lan, 'laptop', 'p-lap', '10.0.0.20/24', '02:00:0a:00:00:14');
  const wan = addVeth(
    k,
    { ns: router, name: 'wan', mac: '02:00:cb:00:71:01' },
    { ns: www, name: 'eth0', mac: '02:00:cb:00:71:50' },
    WAN_LATENCY,
  );
  if (typeof wan === 'string') return;
  give(router, 'wan', '203.0.113.1/24');
  linkUp(router, wan.a);
  for (const address of ['203.0.113.80/24', '203.0.113.81/24', '203.0.113.53/24']) give(www, 'eth0', address);
  linkUp(www, wan.b);
  writeSysctl(router.sysctl, 'net.ipv4.ip_forward', '1');
  applyIptables(router, '-t nat -A POSTROUTING -o wan -j MASQUERADE', null);
}

/** A machine with nothing but its loopback. */
export function addMachine(k: Kernel, world: World, name: string): Netns {
  const ns = createNetns(name, name, name, randomBelow(k.random, 0x10000));
  addLoopback(k, ns);
  put(world.netns, ns.id, ns);
  const lo = linkById(ns, ns.lo);
  if (lo !== null) linkUp(ns, lo);
  put(world.roots, name, {
    files: {
      '/etc/hosts': '127.0.0.1\tlocalhost\n',
      '/etc/hostname': `${name}\n`,
      '/etc/resolv.conf': `nameserver ${RESOLVER}\n`,
    },
  });
  world.machines[name] = { name, hostname: name, ns: ns.id, root: name, namedNs: {} };
  return ns;
}

/** A machine on the LAN: its eth0 plugged into a port of the router. */
function join(
  k: Kernel,
  world: World,
  router: Netns,
  lan: Bridge,
  name: string,
  portName: string,
  address: string,
  mac: Mac,
): void {
  const ns = addMachine(k, world, name);
  const cable = addVeth(k, { ns: router, name: portName, mac: null }, { ns, name: 'eth0', mac }, LAN_LATENCY);
  const gateway = parseIpv4('10.0.0.1');
  if (typeof cable === 'string' || gateway === null) return;
  setMaster(router, cable.a, lan);
  linkUp(router, cable.a);
  give(ns, 'eth0', address);
  linkUp(ns, cable.b);
  addRoute(ns, { prefix: ANYWHERE, via: gateway, link: cable.b });
}

export const ANYWHERE: Prefix = { address: 0, length: 0 };

export function give(ns: Netns, dev: string, text: string): void {
  const link = linkByName(ns, dev);
  const prefix = parsePrefix(text);
  if (link !== null && prefix !== null) addAddress(ns, link, prefix);
}
