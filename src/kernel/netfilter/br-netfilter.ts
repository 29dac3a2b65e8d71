/** Bridged IPv4 frames pass iptables too (net/bridge/br_netfilter_hooks.c), where bridge-nf-call-iptables is 1. */
import type { Frame } from '../../wire/packet';
import type { Kernel } from '../kernel';
import type { Bridge } from '../link/link';
import type { Netns } from '../netns';
import type { Skb } from '../skb';

/**
 * Before the bridge decides: PREROUTING with the bridge as the input interface. Null where the frame is none of iptables'
 * business; otherwise the packet as it left the hook, its `frame` with the destination address it has now.
 */
export function brNfPreRouting(_k: Kernel, _ns: Netns, _bridge: Bridge, _frame: Frame): Skb | null | 'dropped' {
  return null;
}

/** Between two ports: FORWARD, then POSTROUTING; the frames to send, more than one where reassembly has to be undone, none after a drop. */
export function brNfForward(_k: Kernel, _ns: Netns, _bridge: Bridge, frame: Frame, _skb: Skb): Frame[] {
  return [frame];
}
