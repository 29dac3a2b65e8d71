/** How one namespace numbers the others it has links to (net/core/net_namespace.c): `link-netnsid`. */
import { get, type Table } from '../sim/table';
import type { Netns } from './netns';

/** `peernet2id_alloc`: the number of `peer` in `ns`, the lowest free one where it has none yet. */
export function peernetId(all: Table<Netns>, ns: Netns, peer: string): number {
  const known = ns.nsids[peer];
  if (known !== undefined) return known;
  for (const id of Object.keys(ns.nsids)) if (get(all, id) === undefined) delete ns.nsids[id];
  const taken = new Set(Object.values(ns.nsids));
  let id = 0;
  while (taken.has(id)) id++;
  ns.nsids[peer] = id;
  return id;
}
