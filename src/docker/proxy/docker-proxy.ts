/** `docker-proxy`: listens at a published port on the host and carries what comes to the container (moby `cmd/docker-proxy`). */
import { parseIpv4 } from '../../base/ipv4';
import { bind, listen, openTcp, openUdp, setOptions } from '../../kernel/socket/calls';
import { program, type ProcessEvent, type Sys } from '../../userland/program';
import type { ProxyData } from './proxy-data';
import { acceptClients, relayEvent } from './tcp-relay';
import { flowEvent, flowTimer } from './udp-relay';

export const PROXY_PROGRAM = '/usr/sbin/docker-proxy';

export const DESKTOP_BACKEND = 'com.docker.backend';

/** Exit statuses that tell dockerd why it could not listen. */
export const PROXY_FAILURES: Readonly<Record<number, string>> = {
  1: 'address already in use',
  2: 'cannot assign requested address',
};

export const dockerProxy = program<ProxyData>({
  name: 'docker-proxy',
  start: (sys) => {
    const protocol = flag(sys, '-proto') === 'udp' ? 'udp' : 'tcp';
    const ip = parseIpv4(flag(sys, '-host-ip')) ?? 0;
    const front = protocol === 'udp' ? openUdp(sys, sys.process.pid) : openTcp(sys, sys.process.pid);
    // Go's net.Listen sets it on every listener.
    if (protocol === 'tcp') setOptions(sys, front, { reuseAddress: true });
    const failed =
      bind(sys, front, ip, Number(flag(sys, '-host-port'))) ?? (protocol === 'tcp' ? listen(sys, front, 4096) : null);
    if (failed !== null) return failed === 'EADDRNOTAVAIL' ? 2 : 1;
    const container = { ip: parseIpv4(flag(sys, '-container-ip')) ?? 0, port: Number(flag(sys, '-container-port')) };
    return { protocol, front, container, relays: {}, flows: {} };
  },
  on: (sys, data, event) => {
    if (data.protocol === 'tcp') onTcp(sys, data, event);
    else onUdp(sys, data, event);
  },
});

/** What listens at a published port on the computer that Docker Desktop runs on, and carries what comes to its virtual machine. */
export const desktopBackend = { ...dockerProxy, name: DESKTOP_BACKEND };

function flag(sys: Sys, name: string): string {
  return sys.args[sys.args.indexOf(name) + 1] ?? '';
}

function onTcp(sys: Sys, data: ProxyData, event: ProcessEvent): void {
  if (event.type !== 'socket') return;
  if (event.socket === data.front) acceptClients(sys, data);
  else relayEvent(sys, data.relays, event.socket);
}

function onUdp(sys: Sys, data: ProxyData, event: ProcessEvent): void {
  if (event.type === 'socket') flowEvent(sys, data, event.socket);
  if (event.type === 'timer') flowTimer(sys, data, event.name);
}
