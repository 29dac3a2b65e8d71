/** Whether a link can carry frames, and what the tools show of that (net/core/link_watch.c, `dev_get_flags`). */
import { get, type Table } from '../../sim/table';
import { linkById, type Netns } from '../netns';
import type { Link } from './link';

export type Operstate = 'UNKNOWN' | 'DOWN' | 'LOWERLAYERDOWN' | 'UP';

/** A link of any namespace, or null where either is gone. */
export function linkOf(all: Table<Netns>, ns: string, id: string): Link | null {
  const home = get(all, ns);
  return home === undefined ? null : linkById(home, id);
}

/** What `dev_get_iflink` leads to: a cable's other end, the parent of a stacked link; and the namespace it is in. */
export function lowerOf(all: Table<Netns>, link: Link): { ns: Netns; link: Link } | null {
  const [nsId, id] =
    link.kind === 'veth'
      ? [link.peerNs, link.peer]
      : link.kind === 'macvlan' || link.kind === 'ipvlan' || link.kind === 'vlan'
        ? [link.lowerNs, link.lower]
        : [null, null];
  const ns = nsId === null ? undefined : get(all, nsId);
  const lower = ns === undefined || id === null ? null : linkById(ns, id);
  return ns === undefined || lower === null ? null : { ns, link: lower };
}

/** A cable carries when both ends are up, a stacked link when its parent does, a bridge when one of its ports does. */
export function carrierOk(all: Table<Netns>, ns: Netns, link: Link): boolean {
  switch (link.kind) {
    case 'veth': {
      const peer = lowerOf(all, link);
      return link.up && peer?.link.up === true;
    }
    case 'macvlan':
    case 'ipvlan':
    case 'vlan': {
      const lower = lowerOf(all, link);
      return lower !== null && lower.link.up && carrierOk(all, lower.ns, lower.link);
    }
    case 'bridge':
      return !link.portsDecide || link.ports.some((id) => isForwarding(all, ns, linkById(ns, id)));
    case 'loopback':
    case 'dummy':
    case 'vxlan':
      return true;
  }
}

/** A port's state is `forwarding` or, while it cannot carry, `disabled`. */
export function isForwarding(all: Table<Netns>, ns: Netns, port: Link | null): boolean {
  return port !== null && port.up && carrierOk(all, ns, port);
}

/** `state` of `ip link`. Links without a notion of carrier stay UNKNOWN. */
export function operstate(all: Table<Netns>, ns: Netns, link: Link): Operstate {
  if (!link.up) return 'DOWN';
  if (!carrierOk(all, ns, link)) {
    const lower = lowerOf(all, link);
    return lower !== null && lower.ns.id === ns.id && !carrierOk(all, ns, lower.link) ? 'LOWERLAYERDOWN' : 'DOWN';
  }
  const known =
    link.kind === 'bridge'
      ? link.portsDecide
      : link.kind !== 'loopback' && link.kind !== 'dummy' && link.kind !== 'vxlan';
  return known ? 'UP' : 'UNKNOWN';
}

/** The IFF_ flags that are set, in the order that `ip link` prints them, without its NO-CARRIER and M-DOWN. */
export function linkFlags(all: Table<Netns>, ns: Netns, link: Link): string[] {
  const flags = link.kind === 'loopback' ? ['LOOPBACK'] : ['BROADCAST'];
  if (link.multicast && link.kind !== 'loopback' && link.kind !== 'dummy') flags.push('MULTICAST');
  if (link.noArp || link.kind === 'dummy') flags.push('NOARP');
  if (link.allMulticast) flags.push('ALLMULTI');
  if (link.promisc) flags.push('PROMISC');
  if (link.up) flags.push('UP');
  if (link.up && carrierOk(all, ns, link)) flags.push('LOWER_UP');
  return flags;
}
