/** The IFF_ bits of a link as net-tools count and name them (include/uapi/linux/if.h). */
import type { Link } from '../../kernel/link/link';
import { carrierOk, operstate } from '../../kernel/link/operstate';
import type { Netns } from '../../kernel/netns';
import type { Sys } from '../program';

const BITS = {
  UP: 1,
  BROADCAST: 2,
  LOOPBACK: 8,
  RUNNING: 64,
  NOARP: 128,
  PROMISC: 256,
  ALLMULTI: 512,
  MULTICAST: 4096,
} as const;
type Flag = keyof typeof BITS;

/** In the order that `ifconfig` names them. */
const ORDER: readonly Flag[] = ['UP', 'BROADCAST', 'LOOPBACK', 'RUNNING', 'NOARP', 'PROMISC', 'ALLMULTI', 'MULTICAST'];

export function flagsOf(sys: Sys, ns: Netns, link: Link): { readonly names: readonly Flag[]; readonly bits: number } {
  const all = sys.world.netns;
  const loopback = link.kind === 'loopback';
  const state = operstate(all, ns, link);
  const set: Readonly<Record<Flag, boolean>> = {
    UP: link.up,
    BROADCAST: !loopback,
    LOOPBACK: loopback,
    RUNNING: link.up && carrierOk(all, ns, link) && (state === 'UP' || state === 'UNKNOWN'),
    NOARP: link.noArp,
    PROMISC: link.promisc,
    ALLMULTI: link.allMulticast,
    MULTICAST: !loopback && link.multicast,
  };
  const names = ORDER.filter((flag) => set[flag]);
  return { names, bits: names.reduce((sum, flag) => sum + BITS[flag], 0) };
}
