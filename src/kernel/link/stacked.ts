/** Links stacked on another: macvlan, ipvlan and 802.1Q (drivers/net/macvlan.c, ipvlan/ipvlan_core.c, net/8021q). */
import type { Frame } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Netns } from '../netns';
import type { Ipvlan, Link, Macvlan, Vlan } from './link';

/** A frame reaches a link that others are stacked on; whether one of them took it, so that the link itself does not. */
export function stackedReceive(_k: Kernel, _ns: Netns, _lower: Link, _frame: Frame): boolean {
  return false;
}

/** A stacked link sends. */
export function stackedXmit(_k: Kernel, _link: Macvlan | Ipvlan | Vlan, _frame: Frame): void {
  return;
}
