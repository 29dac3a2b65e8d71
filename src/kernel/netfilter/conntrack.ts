/** Connection tracking (net/netfilter/nf_conntrack_core.c): one value a connection, found under both directions' tuples. */
import type { Ipv4 } from '../../base/ipv4';
import type { Micros } from '../../sim/clock';
import { Value } from '../../sim/value';

export interface Tuple {
  readonly protocol: number;
  readonly src: Ipv4;
  readonly dst: Ipv4;
  /** Ports; for ICMP the identifier stands in `sport` and type and code in `dport`. */
  readonly sport: number;
  readonly dport: number;
}

/** A connection as `conntrack -L` shows it; replaced by a new value when it changes. */
export class Conn extends Value {
  constructor(
    readonly id: number,
    readonly original: Tuple,
    readonly reply: Tuple,
    /** TCP's state, or '' for other protocols. */
    readonly state: string,
    readonly seenReply: boolean,
    readonly assured: boolean,
    readonly expires: Micros,
    readonly mark: number,
    /** Whether NAT has decided on each address (IPS_SRC_NAT_DONE, IPS_DST_NAT_DONE), and whether it changed something. */
    readonly natDone: { readonly src: boolean; readonly dst: boolean },
    readonly nat: { readonly src: boolean; readonly dst: boolean },
  ) {
    super();
  }
}
