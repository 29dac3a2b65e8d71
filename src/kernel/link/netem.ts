/** The netem queueing discipline (net/sched/sch_netem.c): delay, loss, duplication and reordering on the way out. */
import { randomU32 } from '../../sim/random';
import type { Frame } from '../../wire/packet';
import { type Kernel, later } from '../kernel';
import { drop } from '../netdev';
import type { Netns } from '../netns';
import type { Link, Netem } from './link';

function chance(k: Kernel, probability: number): boolean {
  return probability > 0 && randomU32(k.random) / 0x100000000 < probability;
}

/** Takes a frame for sending: it is lost, or leaves by an event of its own when its time has come. */
export function netemEnqueue(k: Kernel, ns: Netns, link: Link, netem: Netem, frame: Frame): void {
  if (chance(k, netem.loss)) {
    k.tap.why?.push({ ns: ns.name, kind: 'netem', dev: link.name, effect: 'loss' });
    link.stats.txDropped++;
    drop(k, ns, link.name, 'QDISC_DROP');
    return;
  }
  const copies = chance(k, netem.duplicate) ? 2 : 1;
  if (copies === 2) k.tap.why?.push({ ns: ns.name, kind: 'netem', dev: link.name, effect: 'duplicate' });
  for (let i = 0; i < copies; i++) {
    const early = chance(k, netem.reorder);
    if (early) k.tap.why?.push({ ns: ns.name, kind: 'netem', dev: link.name, effect: 'reorder' });
    const spread = netem.jitter === 0 ? 0 : ((randomU32(k.random) / 0x100000000) * 2 - 1) * netem.jitter;
    const delay = early ? 0 : Math.max(0, Math.round(netem.delay + spread));
    later(k, delay, { type: 'qdisc.tx', ns: ns.id, link: link.id, frame });
  }
}
