/** A packet before and after NAT, and what did it: the rule that was asked just before, or the entry of connection tracking. */
import { protocolName } from '../wire/ipv4';
import type { Decision } from '../kernel/decision';

export interface Ends {
  readonly src: string;
  readonly dst: string;
}

export interface TranslationView {
  /** `tcp`, `udp`, `icmp`. */
  readonly protocol: string;
  readonly before: Ends;
  readonly after: Ends;
  /** The end that is another one now. */
  readonly changed: keyof Ends;
  /** The rule that asked for it; null where the connection was begun so. */
  readonly rule: {
    readonly chain: string;
    readonly number: number;
    readonly spec: string;
    readonly origin: string | null;
  } | null;
  /** Both directions of the connection, where its entry did it. */
  readonly entry: { readonly original: string; readonly reply: string } | null;
}

const TARGET = /^(DNAT|SNAT|MASQUERADE|REDIRECT|NETMAP)\b/;

/** The translation that the last of some decisions is about, or null where it is about none. */
export function translationOf(decisions: readonly Decision[]): TranslationView | null {
  const nat = decisions.at(-1);
  if (nat?.kind !== 'nat') return null;
  const { manip, other, protocol } = nat;
  const ends = (changed: string): Ends =>
    manip === 'src' ? { src: changed, dst: other } : { src: other, dst: changed };
  const rule = decisions.findLast(
    (earlier) => earlier.kind === 'nf.rule' && earlier.table === 'nat' && TARGET.test(earlier.verdict),
  );
  const entry = decisions.findLast((earlier) => earlier.kind === 'ct');
  return {
    protocol: protocolName(protocol).toLowerCase(),
    before: ends(nat.before),
    after: ends(nat.after),
    changed: manip,
    rule:
      nat.by === 'rule' && rule?.kind === 'nf.rule'
        ? { chain: rule.chain, number: rule.rule, spec: rule.spec, origin: rule.origin }
        : null,
    entry: nat.by === 'conntrack' && entry?.kind === 'ct' ? { original: entry.original, reply: entry.reply } : null,
  };
}
