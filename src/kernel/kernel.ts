/** What every kernel recipe gets beside its one namespace: the clock, the random numbers, and where steps and decisions are told. */
import type { Ipv4 } from '../base/ipv4';
import type { Frame } from '../wire/packet';
import { type Clock, type Micros, schedule } from '../sim/clock';
import type { Random } from '../sim/random';
import type { Tap } from '../sim/trace';
import type { Decision } from './decision';
import type { CtRef } from './skb';

export interface Kernel {
  readonly clock: Clock<unknown>;
  readonly random: Random;
  readonly tap: Tap<Frame, Decision>;
}

/** What the kernel puts on the queue for itself. A namespace or link that is gone by then makes it void. */
export type KernelEvent =
  /** A frame reaches a link from outside its namespace. */
  | { readonly type: 'link.rx'; readonly ns: string; readonly link: string; readonly frame: Frame }
  /** A frame that came in by a link goes up to those that are stacked on it. */
  | { readonly type: 'stacked.rx'; readonly ns: string; readonly link: string; readonly frame: Frame }
  /** A frame that the stacked link `from` sends reaches its parent. */
  | {
      readonly type: 'stacked.tx';
      readonly ns: string;
      readonly link: string;
      readonly from: string;
      readonly frame: Frame;
    }
  /** A frame that a VXLAN link sends reaches the namespace that its outer packets leave from. */
  | {
      readonly type: 'vxlan.tx';
      readonly ns: string;
      readonly link: string;
      readonly remote: Ipv4;
      readonly local: Ipv4 | null;
      readonly frame: Frame;
    }
  /** A frame that came in an outer packet from `remote` reaches its VXLAN link. */
  | {
      readonly type: 'vxlan.rx';
      readonly ns: string;
      readonly link: string;
      readonly remote: Ipv4;
      readonly frame: Frame;
    }
  /** What was sent into lo comes out of it, its connection with it. */
  | { readonly type: 'loopback.rx'; readonly ns: string; readonly frame: Frame; readonly ct: CtRef | null }
  /** A frame that a queueing discipline held back may leave now. */
  | { readonly type: 'qdisc.tx'; readonly ns: string; readonly link: string; readonly frame: Frame }
  /** Void where the entry has been given another `timer` since. */
  | {
      readonly type: 'neigh.timer';
      readonly ns: string;
      readonly link: string;
      readonly ip: Ipv4;
      readonly timer: number;
    }
  | { readonly type: 'frag.timer'; readonly ns: string; readonly key: string; readonly timer: number }
  | {
      readonly type: 'tcp.timer';
      readonly ns: string;
      readonly socket: string;
      readonly timer: string;
      readonly stamp: number;
    }
  /** A socket has something for its process: data, a connection, an error, room. */
  | { readonly type: 'socket.wake'; readonly pid: number; readonly socket: string };

/** Puts a kernel event on the queue. */
export function later(k: Kernel, delay: Micros, event: KernelEvent): number {
  return schedule(k.clock, delay, event);
}
