/** The pair that ties a sandbox to a bridge. */
import type { Mac } from '../../base/mac';
import type { Veth } from '../../kernel/link/link';
import type { Netns } from '../../kernel/netns';
import { addVeth, type VethEnd } from '../../kernel/newlink';
import { moveLink, renameLink } from '../../kernel/rtnetlink';
import { randomHex } from '../../sim/random';
import type { Daemon } from '../daemon';
import { Failure, type Outcome } from '../failure';

/** How long a frame is under way from a container to its bridge port. */
const LATENCY = 10;

export interface Pair {
  readonly host: Veth;
  readonly inside: Veth;
}

/** `veth` and seven digits, as libnetwork names what it makes in the host. */
export function vethName(d: Daemon): string {
  return `veth${randomHex(d.k.random, 7)}`;
}

/** The pair, its inner end in the sandbox under its name there: made in the host and moved in, or made where it belongs. */
export function vethPair(d: Daemon, ns: Netns, ifName: string, mac: Mac, moved: boolean): Outcome<Pair> {
  const outer: VethEnd = { ns: d.host, name: vethName(d), mac: null };
  const inner: VethEnd = moved ? { ns: d.host, name: vethName(d), mac } : { ns, name: ifName, mac };
  const pair = addVeth(d.k, outer, inner, LATENCY);
  if (typeof pair === 'string')
    return new Failure(
      'System',
      `failed to add the host (${outer.name}) <=> sandbox (${inner.name}) pair interfaces: file exists`,
    );
  pair.a.txQueueLen = 0;
  pair.b.txQueueLen = 0;
  if (moved) {
    moveLink(d.world.netns, d.host, pair.b, ns);
    renameLink(ns, pair.b, ifName);
  }
  return { host: pair.a, inside: pair.b };
}
