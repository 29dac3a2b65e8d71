/** The kernel's own events, each handed to the namespace that it is for. */
import { get, type Table } from '../sim/table';
import { fragmentTimer } from './ip/fragment';
import type { Kernel, KernelEvent } from './kernel';
import { stackedRx, stackedTx } from './link/stacked';
import { vxlanRx, vxlanTx } from './link/vxlan';
import { neighTimer } from './neigh/neighbour';
import { devHardStartXmit, drop, isForwardable, netifReceive } from './netdev';
import { linkById, type Netns } from './netns';
import { createSkb } from './skb';
import { tcpTimer } from './socket/tcp/timer';

/** Runs one event; void where its namespace or link is gone. Waking a process is for userland. */
export function kernelEvent(
  k: Kernel,
  namespaces: Table<Netns>,
  event: Exclude<KernelEvent, { type: 'socket.wake' }>,
): void {
  const ns = get(namespaces, event.ns);
  if (ns === undefined) return;
  switch (event.type) {
    case 'link.rx': {
      const link = linkById(ns, event.link);
      if (link === null) return;
      if (link.kind === 'veth' && !isForwardable(link, event.frame))
        drop(k, ns, link.name, 'PKT_TOO_BIG', String(link.mtu));
      else netifReceive(k, ns, link, event.frame);
      return;
    }
    case 'stacked.rx': {
      const link = linkById(ns, event.link);
      if (link !== null) stackedRx(k, namespaces, ns, link, event.frame);
      return;
    }
    case 'stacked.tx': {
      const link = linkById(ns, event.link);
      if (link !== null) stackedTx(k, namespaces, ns, link, event.from, event.frame);
      return;
    }
    case 'vxlan.tx':
      vxlanTx(k, ns, event.link, event.local, event.remote, event.frame);
      return;
    case 'vxlan.rx': {
      const link = linkById(ns, event.link);
      if (link?.kind === 'vxlan') vxlanRx(k, ns, link, event.remote, event.frame);
      return;
    }
    case 'loopback.rx': {
      const lo = linkById(ns, ns.lo);
      const packet = event.frame.payload;
      if (lo === null || packet instanceof Uint8Array || packet.kind !== 'ipv4') return;
      netifReceive(k, ns, lo, event.frame, { ...createSkb(packet, lo, event.frame), ct: event.ct });
      return;
    }
    case 'qdisc.tx': {
      const link = linkById(ns, event.link);
      if (link?.up === true) devHardStartXmit(k, ns, link, event.frame, null);
      return;
    }
    case 'neigh.timer': {
      const link = linkById(ns, event.link);
      if (link !== null) neighTimer(k, ns, link, event.ip, event.timer);
      return;
    }
    case 'frag.timer':
      fragmentTimer(k, ns, event.key, event.timer);
      return;
    case 'tcp.timer':
      tcpTimer(k, ns, event.socket, event.timer, event.stamp);
      return;
  }
}
