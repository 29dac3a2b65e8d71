/** A packet at a hook, as rules see it (struct nft_pktinfo). */
import type { Kernel } from '../../kernel';
import type { Link } from '../../link/link';
import { drop } from '../../netdev';
import { ipv4Length } from '../../../wire/frame';
import type { Netns } from '../../netns';
import type { Skb } from '../../skb';
import type { Chain, Hook } from '../netfilter';

export class Passage {
  /** Names of the interfaces it came in by and leaves by; empty for none. */
  readonly in: string;
  readonly out: string;
  /** Bytes as the counters count them: IP header and what follows. */
  readonly length: number;
  /** The chain that is being walked, for rules that keep something. */
  chain: Chain | null = null;

  constructor(
    readonly k: Kernel,
    readonly ns: Netns,
    readonly hook: Hook,
    readonly skb: Skb,
    readonly inDev: Link | null,
    readonly outDev: Link | null,
  ) {
    this.in = inDev === null ? '' : inDev.name;
    this.out = outDev === null ? '' : outDev.name;
    this.length = ipv4Length(skb.packet);
  }
}

/** Notes that the packet ends here. */
export function dropPassage({ k, ns, inDev, outDev }: Passage): void {
  drop(k, ns, (inDev ?? outDev)?.name ?? null, 'NETFILTER_DROP');
}
