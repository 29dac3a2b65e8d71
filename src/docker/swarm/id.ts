/** A swarm's own names for things (swarmkit `identity/randomid.go`, `ca/certificates.go`). */
import { randomBelow, randomHex } from '../../sim/random';
import type { Daemon } from '../daemon';

const DIGITS = 25;

/** The id of a cluster, a node, a network, a service, a task: 25 digits of base 36. */
export function newSwarmId(d: Daemon): string {
  return Array.from({ length: DIGITS }, () => randomBelow(d.k.random, 36).toString(36)).join('');
}

/** The digest of the swarm's root certificate, as its tokens carry it: a SHA-256 in base 36. */
export function newCaDigest(d: Daemon): string {
  return BigInt(`0x${randomHex(d.k.random, 64)}`)
    .toString(36)
    .padStart(50, '0');
}

/** The same as the 64 hexadecimal digits that it is. */
export function digestHex(digest: string): string {
  let value = 0n;
  for (const digit of digest) value = value * 36n + BigInt(parseInt(digit, 36));
  return value.toString(16).padStart(64, '0');
}

/** What a node shows to be let in: `SWMTKN-1-`, the digest, a secret of the same form as an id. */
export function newJoinToken(d: Daemon, digest: string): string {
  return `SWMTKN-1-${digest}-${newSwarmId(d)}`;
}
