/** A swarm's own names for things (swarmkit `identity/randomid.go`, `ca/certificates.go`). */
import { randomBelow } from '../../sim/random';
import type { Daemon } from '../daemon';

function base36(d: Daemon, digits: number): string {
  return Array.from({ length: digits }, () => randomBelow(d.k.random, 36).toString(36)).join('');
}

/** The id of a cluster, a node, a network, a service, a task: 25 digits of base 36. */
export function newSwarmId(d: Daemon): string {
  return base36(d, 25);
}

/** The digest of the swarm's root certificate, as its tokens carry it. */
export function newCaDigest(d: Daemon): string {
  return base36(d, 50);
}

/** What a node shows to be let in: `SWMTKN-1-`, the digest, a secret. */
export function newJoinToken(d: Daemon, digest: string): string {
  return `SWMTKN-1-${digest}-${base36(d, 25)}`;
}
