/** Names of several addresses, one after the other, as net-tools look them up before they print a line with them. */
import type { Ipv4 } from '../../base/ipv4';
import type { ProcessEvent, Sys } from '../program';
import { type Lookup, onLookup, startReverse } from '../resolver/resolver';

export interface Naming {
  readonly wanted: Ipv4[];
  /** What was found; an address without a name is not in it. */
  readonly names: Record<number, string>;
  lookup: Lookup | null;
}

/** Begins; null where every name is known at once. */
export function startNaming(sys: Sys, wanted: readonly Ipv4[]): Naming {
  const naming: Naming = { wanted: [...new Set(wanted)], names: {}, lookup: null };
  next(sys, naming);
  return naming;
}

export function isNamed(naming: Naming): boolean {
  return naming.lookup === null;
}

/** Goes on with what happened; whether all names are known now. */
export function onNaming(sys: Sys, naming: Naming, event: ProcessEvent): boolean {
  if (naming.lookup === null) return true;
  if (onLookup(sys, naming.lookup, event)) next(sys, naming);
  return isNamed(naming);
}

/** Takes results until one has to be waited for. */
function next(sys: Sys, naming: Naming): void {
  for (;;) {
    const ip = naming.wanted[0];
    if (ip === undefined) {
      naming.lookup = null;
      return;
    }
    naming.lookup ??= startReverse(sys, ip);
    const { result } = naming.lookup;
    if (result === null) return;
    if (result.ok) naming.names[ip] = result.name;
    naming.wanted.shift();
    naming.lookup = null;
  }
}
