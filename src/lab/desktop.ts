/** Docker Desktop: the engine runs in a virtual machine, behind a process of the computer that carries for it. */
import { parseIpv4 } from '../base/ipv4';
import type { Kernel } from '../kernel/kernel';
import { applyIptables } from '../kernel/netfilter/rules';
import { addRoute, addVeth, linkUp } from '../kernel/rtnetlink';
import { writeSysctl } from '../kernel/sysctl';
import { get } from '../sim/table';
import { addMachine, ANYWHERE, give } from './outside';
import type { World } from './world';

const DESKTOP_VM = 'vm';
export const DESKTOP_DNS = '192.168.65.7';
const GATEWAY = '192.168.65.1';
const HOST = '192.168.65.254';
const LATENCY = 20;

/**
 * Puts the virtual machine behind `host`, which keeps the docker client. The process that carries between them in the real thing,
 * by sockets of the computer, is here the NAT of the computer's kernel: what arrives for `host.docker.internal` reaches its loopback.
 */
export function buildDesktop(k: Kernel, world: World): void {
  const host = get(world.netns, world.machines['host']?.ns ?? '');
  const machine = world.machines['host'];
  if (host === undefined || machine === undefined) return;
  machine.docker = DESKTOP_VM;
  const vm = addMachine(k, world, DESKTOP_VM);
  const root = get(world.roots, DESKTOP_VM);
  if (root !== undefined) root.files['/etc/resolv.conf'] = `nameserver ${DESKTOP_DNS}\n`;
  const cable = addVeth(
    k,
    { ns: host, name: 'vm0', mac: '02:00:c0:a8:41:01' },
    { ns: vm, name: 'eth0', mac: '02:00:c0:a8:41:03' },
    LATENCY,
  );
  const gateway = parseIpv4(GATEWAY);
  if (typeof cable === 'string' || gateway === null) return;
  for (const address of [GATEWAY, HOST, DESKTOP_DNS]) give(host, 'vm0', `${address}/24`);
  linkUp(host, cable.a);
  give(vm, 'eth0', '192.168.65.3/24');
  linkUp(vm, cable.b);
  addRoute(vm, { prefix: ANYWHERE, via: gateway, link: cable.b });
  writeSysctl(host.sysctl, 'net.ipv4.ip_forward', '1');
  writeSysctl(host.sysctl, 'net.ipv4.conf.vm0.route_localnet', '1');
  applyIptables(host, `-t nat -A PREROUTING -i vm0 -d ${HOST} -j DNAT --to-destination 127.0.0.1`, null);
  applyIptables(host, '-t nat -A POSTROUTING -s 192.168.65.0/24 -o eth0 -j MASQUERADE', null);
}
